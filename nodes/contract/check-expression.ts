import { type AnyNode, type CallExpression, type Expression as ExpressionNode, type Node, type Options, parse } from 'acorn';
import { closest } from './closest.ts';
import { expressionVariables } from './expression-scope.ts';

export type CodeCheck =
  | {
      readonly ok: true;
      /** What it reads from outside, as dotted paths: `item.lines`, `money.add`. */
      readonly references: readonly string[];
      /** The tables it looks things up in; each is handed to the sandbox with the program. */
      readonly lookups: readonly LookupUse[];
    }
  | {
      readonly ok: false;
      readonly message: string;
      /** Position in the text. */
      readonly at: number;
    };

/** `lookup("sku-to-item", key, "item")` names a table and a column; null: the table's first, or one that is only known at run time. */
export type LookupUse = { readonly table: string; readonly column: string | null };

/** JavaScript's own names that make sense in an expression. Whatever else exists in the sandbox is not offered. */
export const languageNames = [
  ...['undefined', 'NaN', 'Infinity', 'Math', 'JSON', 'Number', 'String', 'Boolean', 'Array', 'Object', 'Date', 'BigInt', 'RegExp'],
  ...['Map', 'Set', 'Error', 'TypeError', 'RangeError', 'Intl', 'Symbol', 'parseInt', 'parseFloat', 'isNaN', 'isFinite'],
  ...['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'],
];

/** The names of the function library; a test holds the list against the library itself. */
export const libraryNames = ['money', 'date', 'units', 'text', 'list', 'exact', 'codes'] as const;

/** Translates a key by a table of the environment. No part of the library: the tables come with each program. */
export const lookupName = 'lookup';

const knownInExpressions: ReadonlySet<string> = new Set([...expressionVariables, ...libraryNames, ...languageNames, lookupName]);
const options: Options = { ecmaVersion: 'latest', sourceType: 'script', preserveParens: true };
const strict = '"use strict";';

/**
 * Checks the text between `{{` and `}}`: one whole expression that changes nothing outside itself and names only what is known.
 * @param more names known in addition, such as the parameters of a field
 */
export function checkExpression(text: string, more: readonly string[] = []): CodeCheck {
  if (text.trim() === '') return { ok: false, message: 'the expression is empty', at: 0 };
  // In parentheses and alone between two line ends: what closes them early is no longer one statement of this extent.
  const source = `${strict}(${text}\n)`;
  return guarded(strict.length + 1, text, () => {
    const [, statement, ...others] = parse(source, options).body;
    if (statement?.type !== 'ExpressionStatement' || others.length > 0 || !isWhole(statement.expression, strict.length, source.length))
      return { ok: false, message: 'write one expression, without ";"', at: 0 };
    const inner = (statement.expression as { expression?: ExpressionNode }).expression;
    if (inner?.type === 'SequenceExpression') return { ok: false, message: 'two expressions with a comma between them; write one', at: 0 };
    return inspect(statement.expression, {
      shift: strict.length + 1,
      known: more.length === 0 ? knownInExpressions : new Set([...knownInExpressions, ...more]),
      keepsOuterValues: true,
    });
  });
}

/** Checks the body of a function a person wrote. It may declare, loop, change its parameters and `return`. */
export function checkCode(body: string): CodeCheck {
  return guarded(strict.length, body, () => {
    const program = parse(strict + body, { ...options, allowReturnOutsideFunction: true });
    return inspect(program, { shift: strict.length, known: null, keepsOuterValues: false });
  });
}

function isWhole(node: Node, start: number, end: number): boolean {
  return node.type === 'ParenthesizedExpression' && node.start === start && node.end === end;
}

function guarded(shift: number, text: string, check: () => CodeCheck): CodeCheck {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const pos = (error as SyntaxError & { pos?: number }).pos ?? 0;
    const at = Math.min(Math.max(0, pos - shift), text.length);
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    return { ok: false, message: message === 'Unexpected token' ? unexpected(text, at) : message.toLowerCase(), at };
  }
}

function unexpected(text: string, at: number): string {
  return at >= text.trimEnd().length ? 'the expression ends too early' : `"${text[at]}" is not expected here`;
}

type Rules = { readonly shift: number; readonly known: ReadonlySet<string> | null; readonly keepsOuterValues: boolean };

const changesItsList: Readonly<Record<string, string>> = {
  sort: 'use toSorted, or list.sortBy',
  reverse: 'use toReversed',
  splice: 'use toSpliced',
  push: 'write [...before, value]',
  pop: 'use slice',
  shift: 'use slice',
  unshift: 'write [value, ...before]',
  fill: 'use map',
  copyWithin: 'use map',
};

class Refused extends SyntaxError {
  readonly pos: number;
  constructor(message: string, pos: number) {
    super(message);
    this.pos = pos;
  }
}

function inspect(root: Node, rules: Rules): CodeCheck {
  const references = new Set<string>();
  const lookups: LookupUse[] = [];
  try {
    walk(root as AnyNode, new Set(declaredIn(root as AnyNode)), { inFunction: !rules.keepsOuterValues }, rules, references, lookups);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message, at: Math.max(0, error.pos - rules.shift) };
    throw error;
  }
  return { ok: true, references: [...references].sort(), lookups };
}

function walk(
  node: AnyNode,
  locals: ReadonlySet<string>,
  place: { readonly inFunction: boolean },
  rules: Rules,
  references: Set<string>,
  lookups: LookupUse[],
): void {
  const refuse = (message: string): never => {
    throw new Refused(message, node.start);
  };
  const into = (child: AnyNode, names = locals, at = place) => walk(child, names, at, rules, references, lookups);

  switch (node.type) {
    case 'Identifier':
      if (locals.has(node.name)) return;
      if (node.name === lookupName) refuse(lookupIsCalled);
      if (node.name === 'arguments' && !place.inFunction) refuse('"arguments" has no meaning here');
      if (rules.known && !rules.known.has(node.name) && node.name !== 'arguments') refuse(unknownName(node.name, rules.known));
      references.add(node.name);
      return;
    case 'ImportExpression':
      refuse('"import" is not available');
      return;
    case 'AwaitExpression':
      refuse('"await" is not available: nothing here can wait');
      return;
    case 'ThisExpression':
      if (!place.inFunction) refuse('"this" has no meaning here; the record is "item"');
      return;
    case 'MetaProperty':
      if (!place.inFunction) refuse('"new.target" has no meaning here');
      return;
    case 'AssignmentExpression':
      if (rules.keepsOuterValues) keepOuter(node.left, locals);
      break;
    case 'UpdateExpression':
      if (rules.keepsOuterValues) keepOuter(node.argument, locals);
      break;
    case 'UnaryExpression':
      if (rules.keepsOuterValues && node.operator === 'delete') keepOuter(node.argument, locals);
      // `typeof x` asks whether x exists, so x need not be known.
      if (node.operator === 'typeof' && node.argument.type === 'Identifier') return;
      break;
    case 'CallExpression':
      if (!locals.has(lookupName) && memberRoot(node.callee) === lookupName) {
        lookups.push(lookupUse(node));
        references.add(lookupName);
        for (const argument of node.arguments) into(argument);
        return;
      }
      if (rules.keepsOuterValues && node.callee.type === 'MemberExpression' && !node.callee.computed) {
        const method = (node.callee.property as { name?: string }).name ?? '';
        const remedy = Object.hasOwn(changesItsList, method) ? changesItsList[method] : undefined;
        const owner = memberRoot(node.callee.object);
        if (remedy && owner && !locals.has(owner)) refuse(`"${method}" changes the list it is called on; ${remedy}`);
      }
      break;
    case 'MemberExpression': {
      const path = staticPath(node);
      const first = path?.[0];
      if (first === lookupName && !locals.has(first)) refuse(lookupIsCalled);
      if (path && first !== undefined && !locals.has(first) && (!rules.known || rules.known.has(first))) {
        references.add(path.join('.'));
        return;
      }
      into(node.object as AnyNode);
      if (node.computed) into(node.property as AnyNode);
      return;
    }
    case 'Property':
      if (node.computed) into(node.key);
      into(node.value as AnyNode);
      return;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      if (node.computed) into(node.key as AnyNode);
      if (node.value) into(node.value as AnyNode, locals, { inFunction: true });
      return;
    case 'LabeledStatement':
      into(node.body);
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      return;
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration': {
      const names = new Set([...locals, ...node.params.flatMap(boundNames), ...declaredIn(node.body)]);
      if (node.id) names.add(node.id.name);
      const isArrow = node.type === 'ArrowFunctionExpression';
      if (node.async) refuse('"async" is not available: nothing here can wait');
      const at = isArrow ? place : { inFunction: true };
      for (const parameter of node.params) into(parameter, names, at);
      into(node.body, names, at);
      return;
    }
  }
  for (const child of children(node)) into(child);
}

const lookupIsCalled = 'write lookup("table", key); it cannot be used in another way';

/** The methods of `lookup`, with the position of the column among their arguments. */
const lookupMethods: Readonly<Record<string, number | null>> = { or: 3, has: null, row: null, at: 3 };

/** Which table a call of `lookup` names. It must stand there as text: the tables of a program are known before it runs. */
function lookupUse(node: CallExpression): LookupUse {
  const { callee } = node;
  const method = callee.type === 'MemberExpression' ? (staticPath(callee) ?? []).slice(1).join('.') : '';
  if (callee.type !== 'Identifier' && !Object.hasOwn(lookupMethods, method))
    throw new Refused(`lookup has no "${method}"; there are lookup, lookup.or, lookup.has, lookup.row and lookup.at`, callee.start);
  const table = textOf(node.arguments[0]);
  if (table === undefined)
    throw new Refused('name the lookup as a text, such as lookup("sku-to-item", item.sku): its name cannot be computed', node.start);
  const at = callee.type === 'Identifier' ? 2 : (lookupMethods[method] ?? null);
  return { table, column: at === null ? null : (textOf(node.arguments[at]) ?? null) };
}

function textOf(node: Node | undefined): string | undefined {
  const literal = node as { type: string; value?: unknown; quasis?: { value: { cooked?: string | null } }[] } | undefined;
  if (literal?.type === 'Literal' && typeof literal.value === 'string') return literal.value;
  if (literal?.type === 'TemplateLiteral' && literal.quasis?.length === 1) return literal.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Refuses to change what exists outside the expression. */
function keepOuter(target: AnyNode, locals: ReadonlySet<string>): void {
  const owner = memberRoot(target);
  if (owner !== undefined && !locals.has(owner))
    throw new Refused(`"${owner}" cannot be changed here: an expression only reads. To compare, write ===`, target.start);
}

/** `a` of `a.b[0].c`; undefined where the value is computed on the way. */
function memberRoot(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return memberRoot(node.object as AnyNode);
  if (node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression') return memberRoot(node.expression);
  return undefined;
}

function staticPath(node: AnyNode): string[] | undefined {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression') return staticPath(node.expression);
  if (node.type !== 'MemberExpression') return undefined;
  const owner = staticPath(node.object as AnyNode);
  if (!owner) return undefined;
  if (!node.computed) return [...owner, (node.property as { name: string }).name];
  const { property } = node;
  return property.type === 'Literal' ? [...owner, String(property.value)] : undefined;
}

/** Every name declared anywhere below, functions within not counted apart: generous, since only names of the outside matter. */
function declaredIn(node: AnyNode): string[] {
  const own =
    node.type === 'VariableDeclarator'
      ? boundNames(node.id)
      : (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id
        ? [node.id.name]
        : node.type === 'CatchClause' && node.param
          ? boundNames(node.param)
          : [];
  return [...own, ...children(node).flatMap(declaredIn)];
}

function boundNames(pattern: AnyNode): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        property.type === 'Property' ? boundNames(property.value) : boundNames(property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

function children(node: AnyNode): AnyNode[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

function isNode(value: unknown): value is AnyNode {
  return value !== null && typeof value === 'object' && typeof (value as { type?: unknown }).type === 'string' && 'start' in value;
}

function unknownName(name: string, known: ReadonlySet<string>): string {
  const near = closest(name, [...known]);
  return near
    ? `"${name}" is not known here; did you mean "${near}"?`
    : `"${name}" is not known here; fields of the record start with "item."`;
}
