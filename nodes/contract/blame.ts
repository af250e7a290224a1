import { type AnyNode, parse } from 'acorn';

/** The part of an expression that failed. */
export type Blamed = {
  readonly from: number;
  readonly to: number;
  /** What was read from or called: `item.shipTo` of `item.shipTo.name`. */
  readonly owner: string;
};

const before = '"use strict";(';

/**
 * The smallest read or call that stands at a position of an expression, as the engine gives it: at the name behind the dot, at the callee, in the brackets.
 * Null where the text is no expression or nothing of that kind stands there.
 * @param failed `read`: nothing was there to read from. `call`: what was called threw. `value`: a value could not be used as it was
 */
export function blame(text: string, position: number, failed: 'read' | 'call' | 'value'): Blamed | null {
  let root: AnyNode;
  try {
    root = parse(`${before}${text}\n)`, { ecmaVersion: 'latest' }) as AnyNode;
  } catch {
    return null;
  }
  const path = pathTo(root, position + before.length);
  const at = path.findLast((node) => fits(node, failed, position + before.length));
  if (!at) return null;
  const owner = at.type === 'MemberExpression' ? at.object : at.type === 'CallExpression' || at.type === 'NewExpression' ? at.callee : at;
  const cut = (place: number) => Math.max(0, place - before.length);
  return { from: cut(at.start), to: cut(at.end), owner: text.slice(cut(owner.start), cut(owner.end)) };
}

/** The nodes around a position, the outermost first. */
function pathTo(node: AnyNode, position: number): AnyNode[] {
  if (position < node.start || position > node.end) return [];
  for (const child of childrenOf(node).toReversed()) {
    const within = pathTo(child, position);
    if (within.length > 0) return [node, ...within];
  }
  return [node];
}

function fits(node: AnyNode, failed: 'read' | 'call' | 'value', position: number): boolean {
  if (node.type === 'MemberExpression') return failed !== 'call' && position >= node.object.end;
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return failed === 'call';
  return failed === 'value' && (node.type === 'Identifier' || node.type === 'BinaryExpression');
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    // The name behind a dot is no value of its own.
    if (name === 'property' && node.type === 'MemberExpression' && !node.computed) return [];
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });
}

function isNode(value: unknown): value is AnyNode {
  return value !== null && typeof value === 'object' && typeof (value as { type?: unknown }).type === 'string' && 'start' in value;
}
