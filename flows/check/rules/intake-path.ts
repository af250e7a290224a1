import type { FlowNode, Problem } from '../../document/flow.ts';
import type { CheckContext, Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** The address at which a trigger hears of messages: `POST /in/{environment}/{path}`. */
export const intakePath: Rule = (context) => context.triggers.flatMap((node) => checkTrigger(node, context));

function checkTrigger(node: FlowNode, context: CheckContext): Problem[] {
  const path = pathOf(node, context);
  if (path === undefined) return [];
  const place = { node, field: 'config.path' };
  if (path === '') {
    return [
      problem('error', 'NO_PATH', place, `"${node.name}" has no path, so nothing can be sent to it.`, 'Give one, such as shopify/orders.'),
    ];
  }
  const fault = pathFault(path);
  if (!fault) return [];
  const message = `The path "${path}" of "${node.name}" ${fault}.`;
  return [problem('error', 'INVALID_PATH', place, message, `Use letters, digits, dashes and slashes: ${mended(path)}.`)];
}

/** The path a trigger listens at, empty when it is missing; undefined for a trigger that has none, or whose path is no text. */
function pathOf(node: FlowNode, { options, descriptorOf }: CheckContext): string | undefined {
  const binding = options.bindingOf?.(node);
  if (binding) return binding.kind === 'http' ? binding.path : undefined;
  const properties = descriptorOf(node)?.configSchema.properties as
    | Record<string, { readonly default?: unknown; readonly control?: unknown }>
    | undefined;
  // A path with expressions is one that the trigger asks for, not one that it hears at.
  if (!properties?.path || properties.path.control === 'expression') return undefined;
  const path = node.config.path ?? properties.path.default ?? '';
  return typeof path === 'string' ? path : undefined;
}

function pathFault(path: string): string | null {
  if (path.startsWith('/') || path.endsWith('/')) return 'starts or ends with a slash';
  if (path.includes('//')) return 'has an empty part between two slashes';
  if (path.split('/').some((part) => part === '.' || part === '..')) return 'has a part that means another folder';
  const bad = /[^A-Za-z0-9._~/-]/.exec(path)?.[0];
  if (bad) return bad === ' ' ? 'has a space in it' : `has "${bad}" in it`;
  return path.length > 200 ? 'is longer than 200 characters' : null;
}

function mended(path: string): string {
  const parts = path
    .split('/')
    .map((part) => part.replaceAll(/[^A-Za-z0-9._~-]+/g, '-').replaceAll(/^[-.]+|-+$/g, ''))
    .filter((part) => part !== '');
  return parts.join('/').slice(0, 200) || 'shopify/orders';
}
