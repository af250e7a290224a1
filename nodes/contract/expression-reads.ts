import { type AnyNode, type Node, parse } from 'acorn';

/** A place of the record that an expression reads: `line_items[].sku`; entries of lists are written `[]`, dots within names `\.`. */
export type Read = {
  readonly path: string;
  /** Only looked at to choose something else: the condition inside `find` or `filter`. */
  readonly isTest: boolean;
};

/** What names stand for: `item` is '', `each` such as `line_items[]`; a name that is absent or null is not followed. */
export type ReadScope = Readonly<Record<string, string | null>>;

export type ExpressionReads = {
  readonly reads: readonly Read[];
  /** The one place the expression is, when it is nothing but that place; else null. */
  readonly only: string | null;
  /** The list or value that the whole expression goes through, also behind filters and defaults: `item.lines?.filter(...) ?? []`. */
  readonly through: string | null;
  /** The functions it calls: `lookup`, `money.add`. */
  readonly calls: readonly string[];
};

const nothing: ExpressionReads = { reads: [], only: null, through: null, calls: [] };

/** What the text between `{{` and `}}` reads. One that cannot be parsed reads nothing. */
export function expressionReads(text: string, scope: ReadScope): ExpressionReads {
  const root = parsed(text);
  if (!root) return nothing;
  const reads = new Map<string, boolean>();
  const calls = new Set<string>();
  visit(root, scope, false, reads, calls);
  return {
    reads: [...reads].map(([path, isTest]) => ({ path, isTest })),
    only: isPlain(root) ? placeOf(root, scope) : null,
    through: placeOf(root, scope),
    calls: [...calls],
  };
}

function parsed(text: string): AnyNode | null {
  try {
    const [statement] = parse(`(${text}\n)`, { ecmaVersion: 'latest' }).body;
    return statement?.type === 'ExpressionStatement' ? (statement.expression as AnyNode) : null;
  } catch {
    return null;
  }
}

function visit(node: AnyNode, scope: ReadScope, isTest: boolean, reads: Map<string, boolean>, calls: Set<string>): void {
  const place = placeOf(node, scope);
  if (place !== null) {
    // A place read for its value stays one, also when a condition reads it too.
    reads.set(place, isTest && (reads.get(place) ?? true));
    return besides(node, scope, isTest, reads, calls);
  }
  if (node.type === 'CallExpression') {
    const name = dotted(node.callee as AnyNode);
    if (name !== null) calls.add(name);
    const method = methodOf(node);
    const list = method && placeOf(method.of, scope);
    if (method && list !== null && list !== undefined) {
      reads.set(list, isTest && (reads.get(list) ?? true));
      besides(method.of, scope, isTest, reads, calls);
      return visitArguments(node, list, scope, isTest || tests.has(method.name), reads, calls);
    }
  }
  if (isFunction(node)) return visit(node.body as AnyNode, hiding(scope, node.params as AnyNode[]), isTest, reads, calls);
  if (node.type === 'Property') {
    if (node.computed) visit(node.key as AnyNode, scope, isTest, reads, calls);
    return visit(node.value as AnyNode, scope, isTest, reads, calls);
  }
  if (node.type === 'MemberExpression') {
    visit(node.object as AnyNode, scope, isTest, reads, calls);
    if (node.computed) visit(node.property as AnyNode, scope, isTest, reads, calls);
    return;
  }
  for (const child of childrenOf(node)) visit(child, scope, isTest, reads, calls);
}

/** What is read on the way to a place: indexes, conditions, defaults. */
function besides(node: AnyNode, scope: ReadScope, isTest: boolean, reads: Map<string, boolean>, calls: Set<string>): void {
  switch (node.type) {
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return besides(node.expression as AnyNode, scope, isTest, reads, calls);
    case 'LogicalExpression':
      besides(node.left, scope, isTest, reads, calls);
      return visit(node.right, scope, isTest, reads, calls);
    case 'MemberExpression':
      besides(node.object as AnyNode, scope, isTest, reads, calls);
      if (node.computed) visit(node.property as AnyNode, scope, isTest, reads, calls);
      return;
    case 'CallExpression': {
      const method = methodOf(node);
      const list = method && placeOf(method.of, scope);
      if (method && list !== null && list !== undefined) {
        besides(method.of, scope, isTest, reads, calls);
        return visitArguments(node, list, scope, true, reads, calls);
      }
      for (const each of node.arguments.slice(1)) visit(each as AnyNode, scope, true, reads, calls);
    }
  }
}

/** Functions handed to a method of a list see its entries as their first parameter. */
function visitArguments(
  node: AnyNode & { type: 'CallExpression' },
  list: string,
  scope: ReadScope,
  isTest: boolean,
  reads: Map<string, boolean>,
  calls: Set<string>,
): void {
  for (const given of node.arguments as AnyNode[]) {
    if (!isFunction(given)) {
      visit(given, scope, isTest, reads, calls);
      continue;
    }
    const [first] = given.params as AnyNode[];
    const inner = { ...hiding(scope, given.params as AnyNode[]), ...(first?.type === 'Identifier' && { [first.name]: `${list}[]` }) };
    visit(given.body as AnyNode, inner, isTest, reads, calls);
  }
}

const tests: ReadonlySet<string> = new Set(['find', 'findLast', 'filter', 'some', 'every', 'findIndex']);
const entryOf: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'shift', 'pop']);
const sameList: ReadonlySet<string> = new Set(['filter', 'slice', 'toSorted', 'toReversed', 'concat']);
const libraryLists: Readonly<Record<string, 'list' | 'entry'>> = {
  'list.of': 'list',
  'list.sortBy': 'list',
  'list.unique': 'list',
  'list.compact': 'list',
  'list.first': 'entry',
  'list.last': 'entry',
};

/** The place a piece of an expression is; null when it is computed. */
function placeOf(node: AnyNode, scope: ReadScope): string | null {
  switch (node.type) {
    case 'Identifier':
      return scope[node.name] ?? null;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return placeOf(node.expression as AnyNode, scope);
    case 'LogicalExpression':
      return node.operator !== '&&' && isEmptyDefault(node.right) ? placeOf(node.left, scope) : null;
    case 'MemberExpression': {
      const owner = placeOf(node.object as AnyNode, scope);
      if (owner === null) return null;
      const name = nameOf(node);
      if (name === 'length') return owner;
      return name === null ? `${owner}[]` : joined(owner, name);
    }
    case 'CallExpression': {
      const method = methodOf(node);
      const list = method ? placeOf(method.of, scope) : null;
      if (method && list !== null) return entryOf.has(method.name) ? `${list}[]` : sameList.has(method.name) ? list : null;
      const known = libraryLists[dotted(node.callee as AnyNode) ?? ''];
      const given = known && node.arguments[0] ? placeOf(node.arguments[0] as AnyNode, scope) : null;
      return given === null ? null : known === 'entry' ? `${given}[]` : given;
    }
    default:
      return null;
  }
}

/** Names and fixed names only: nothing is called, chosen or computed. */
function isPlain(node: AnyNode): boolean {
  if (node.type === 'Identifier') return true;
  if (node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression') return isPlain(node.expression as AnyNode);
  return node.type === 'MemberExpression' && nameOf(node) !== null && nameOf(node) !== 'length' && isPlain(node.object as AnyNode);
}

function isEmptyDefault(node: AnyNode): boolean {
  return node.type === 'ArrayExpression' ? node.elements.length === 0 : node.type === 'ObjectExpression' && node.properties.length === 0;
}

/** The fixed name of a member; null for positions and computed ones. */
function nameOf(node: AnyNode & { type: 'MemberExpression' }): string | null {
  if (!node.computed) return (node.property as { name: string }).name;
  const property = node.property as AnyNode;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}

function joined(owner: string, name: string): string {
  const escaped = name.replaceAll(/[\\.[\]]/g, '\\$&');
  return owner === '' ? escaped : `${owner}.${escaped}`;
}

function methodOf(node: AnyNode & { type: 'CallExpression' }): { of: AnyNode; name: string } | null {
  const callee = node.callee as AnyNode;
  if (callee.type !== 'MemberExpression' || callee.computed) return null;
  return { of: callee.object as AnyNode, name: (callee.property as { name: string }).name };
}

function dotted(node: AnyNode): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed || (node.object as AnyNode).type !== 'Identifier') return null;
  return `${(node.object as AnyNode & { name: string }).name}.${(node.property as { name: string }).name}`;
}

type FunctionNode = AnyNode & { params: AnyNode[]; body: AnyNode };

function isFunction(node: AnyNode): node is FunctionNode & { type: 'ArrowFunctionExpression' | 'FunctionExpression' } {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

function hiding(scope: ReadScope, parameters: readonly AnyNode[]): ReadScope {
  const names = parameters.flatMap((parameter) => (parameter.type === 'Identifier' ? [parameter.name] : []));
  return { ...scope, ...Object.fromEntries(names.map((name) => [name, null])) };
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

function isNode(value: unknown): value is AnyNode {
  return value !== null && typeof value === 'object' && typeof (value as Node).type === 'string' && 'start' in value;
}
