import type { FlowNode, Problem } from '../../document/flow.ts';
import type { CheckContext, Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** The address at which a trigger hears of messages: `POST /in/{environment}/{path}`. */
export const intakePath: Rule = (context) => context.triggers.flatMap((node) => checkTrigger(node, context));

function checkTrigger(node: FlowNode, { options, descriptorOf }: CheckContext): Problem[] {
  const properties = descriptorOf(node)?.configSchema.properties as Record<string, unknown> | undefined;
  const isWeb = options.bindingOf
    ? options.bindingOf(node)?.kind === 'http' || node.config.path !== undefined
    : properties?.path !== undefined;
  if (!isWeb) return [];
  const path = node.config.path;
  const place = { node, field: 'config.path' };
  if (path === undefined || path === '') {
    return [
      problem('error', 'NO_PATH', place, `"${node.name}" has no path, so nothing can be sent to it.`, 'Give one, such as shopify/orders.'),
    ];
  }
  if (typeof path !== 'string') return [];
  const fault = pathFault(path);
  return fault
    ? [
        problem(
          'error',
          'INVALID_PATH',
          place,
          `The path "${path}" of "${node.name}" ${fault}.`,
          `Use letters, digits, dashes and slashes: ${mended(path)}.`,
        ),
      ]
    : [];
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
