import { jsonLanguage } from '@codemirror/lang-json';

export type JsonPath = readonly (string | number)[];

/** Where the caret stands in a JSON text. */
export type JsonPlace = {
  /** Of the object or list around a key, of the value itself otherwise. */
  readonly path: JsonPath;
  readonly kind: 'key' | 'value';
  /** The text that a choice replaces, quotes included. */
  readonly from: number;
  readonly to: number;
  /** The keys that the object has already. */
  readonly siblings: readonly string[];
};

type SyntaxNode = ReturnType<ReturnType<typeof jsonLanguage.parser.parse>['resolveInner']>;

/** What is being written at a position of a JSON text that may be unfinished; null where nothing can be offered. */
export function jsonPlaceAt(text: string, at: number): JsonPlace | null {
  const tree = jsonLanguage.parser.parse(text);
  let node: SyntaxNode | null = tree.resolveInner(at, -1);
  const word = /[\w$.-]*$/.exec(text.slice(0, at))?.[0] ?? '';
  const span =
    node.name === 'String' || node.name === 'PropertyName' ? { from: node.from, to: node.to } : { from: at - word.length, to: at };
  if (node.name === 'PropertyName') {
    const object = node.parent?.parent ?? null;
    return { path: pathOf(object, text), kind: 'key', ...span, siblings: keysIn(object, text, node.parent) };
  }
  const before = text.slice(0, span.from).trimEnd();
  while (node && !['Object', 'Array', 'Property', 'JsonText'].includes(node.name)) node = node.parent;
  if (!node) return null;
  if (before.endsWith(':')) {
    const property = node.name === 'Property' ? node : lastProperty(node, span.from);
    return property ? { path: pathOf(property, text), kind: 'value', ...span, siblings: [] } : null;
  }
  if (node.name === 'Property') node = node.parent;
  if (node?.name === 'Object' && /[{,]$/.test(before))
    return { path: pathOf(node, text), kind: 'key', ...span, siblings: keysIn(node, text, null) };
  if (node?.name === 'Array' && /[[,]$/.test(before)) {
    const index = childrenOf(node).filter((child) => child.to <= span.from && child.name !== '⚠').length;
    return { path: [...pathOf(node, text), index], kind: 'value', ...span, siblings: [] };
  }
  return node?.name === 'JsonText' && before === '' ? { path: [], kind: 'value', ...span, siblings: [] } : null;
}

/** The positions of the value at a path, or of its key; the nearest one around it when it is missing. */
export function jsonRange(text: string, path: JsonPath, part: 'key' | 'value' = 'value'): { readonly from: number; readonly to: number } {
  let node: SyntaxNode | null = jsonLanguage.parser.parse(text).topNode.firstChild;
  let key: SyntaxNode | null = null;
  for (const name of path) {
    const next: SyntaxNode | null = node ? childAt(node, name, text) : null;
    if (!next) break;
    key = next.name === 'Property' ? next.getChild('PropertyName') : null;
    node = next.name === 'Property' ? (next.lastChild ?? next) : next;
  }
  const shown = part === 'key' && key ? key : node;
  return shown
    ? { from: shown.from, to: part === 'value' && shown.to - shown.from > 200 ? shown.from + 1 : shown.to }
    : { from: 0, to: text.length };
}

function childAt(node: SyntaxNode, name: string | number, text: string): SyntaxNode | null {
  if (typeof name === 'number') return node.name === 'Array' ? (childrenOf(node)[name] ?? null) : null;
  return node.getChildren('Property').find((property) => keyOf(property, text) === name) ?? null;
}

function pathOf(node: SyntaxNode | null, text: string): JsonPath {
  const path: (string | number)[] = [];
  for (let at = node; at; at = at.parent) {
    if (at.name === 'Property') path.unshift(keyOf(at, text));
    const parent = at.parent;
    if (parent?.name === 'Array') path.unshift(childrenOf(parent).findIndex((child) => child.from === at?.from));
  }
  return path;
}

function keysIn(object: SyntaxNode | null, text: string, except: SyntaxNode | null): string[] {
  return (object?.getChildren('Property') ?? [])
    .filter((property) => property.from !== except?.from)
    .map((property) => keyOf(property, text));
}

function keyOf(property: SyntaxNode, text: string): string {
  const name = property.getChild('PropertyName');
  return name ? text.slice(name.from + 1, text[name.to - 1] === '"' ? name.to - 1 : name.to) : '';
}

function lastProperty(node: SyntaxNode, before: number): SyntaxNode | null {
  return node.getChildren('Property').findLast((property) => property.from < before) ?? null;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!'[]{},'.includes(child.name)) found.push(child);
  return found;
}
