import { LookupError } from '../library/lookup.ts';
import { NodeError } from './errors.ts';
import type { Item, Json } from './item.ts';

// Bundled into the sandbox: the helpers that compiled configuration refers to, and the names an expression may use.

/** What an expression can name beside the function library and JavaScript's own. */
export const expressionVariables = ['item', 'key', 'headers', 'each', 'index', 'parent', 'run', 'env', 'vars'] as const;

type Variables = Pick<Item, 'key' | 'headers'> & { readonly each?: Json; readonly index?: number; readonly parent?: Json };
type Evaluator<T> = ((item: Item, scope?: Variables) => T) & { readonly [isCode]?: true };
type Body<T> = (item: Json, key?: string, headers?: Item['headers'], each?: Json, index?: number, parent?: Json) => T;

/** Marks functions a person wrote, which `resolveConfig` must not call. */
export const isCode = Symbol('code');

/** An expression that threw. The item fails; trying again will not mend it. */
export class ExpressionError extends NodeError {
  constructor(path: string, text: string, cause: unknown) {
    super('EXPRESSION_FAILED', `${path}: {{ ${text} }} failed: ${messageOf(cause)}`, { path, expression: text });
    this.cause = cause;
  }
}

/** One expression: a function of the item and, in a loop, of its variables. */
export function $x<T>(path: string, body: Body<T>, text: string): Evaluator<T> {
  return (item, scope) => {
    try {
      return scope === undefined
        ? body(item.json, item.key, item.headers)
        : body(item.json, item.key, item.headers, scope.each, scope.index, scope.parent);
    } catch (cause) {
      if (cause instanceof LookupError) throw cause.at(path, text);
      throw new ExpressionError(path, text, cause);
    }
  };
}

/** Text with expressions in it. Missing values print as nothing, objects as JSON. */
export function $t(...parts: readonly (string | Evaluator<unknown>)[]): Evaluator<string> {
  return (item, scope) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : print(part(item, scope));
    return text;
  };
}

/** A path of a URL: what expressions give is percent-encoded and stays within its segment. */
export function $p(path: string, ...parts: readonly (string | Evaluator<unknown>)[]): Evaluator<string> {
  return (item, scope) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : segment(path, print(part(item, scope)));
    return text;
  };
}

/** A literal in a field that accepts expressions. */
export function $c<T>(value: T): Evaluator<T> {
  return () => value;
}

/** Code a person wrote; what it throws names the field. */
export function $f<F extends (...values: never[]) => unknown>(path: string, body: F): F {
  const guarded = (...values: Parameters<F>) => {
    try {
      return body(...values);
    } catch (cause) {
      throw cause instanceof NodeError ? cause : new NodeError('CODE_FAILED', `${path}: ${messageOf(cause)}`, { path });
    }
  };
  return Object.assign(guarded, { [isCode]: true }) as unknown as F;
}

/** A value inside text. */
export function print(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function segment(path: string, text: string): string {
  if (text === '' || text === '.' || text === '..')
    throw new NodeError('PATH_SEGMENT', `${path}: "${text}" cannot be a part of a path; check that the value is there`, { path });
  return encodeURIComponent(text);
}

/** In words for people what the engine says of a read that found nothing. */
function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const read = /^Cannot read properties of (?:undefined|null) \(reading '(.*)'\)$/s.exec(cause.message);
  return read ? `"${read[1]}" is read from a value that is missing` : cause.message;
}
