import { z } from 'zod';
import type { Item, Json } from './item.ts';

declare const evaluatesTo: unique symbol;

/**
 * A configuration value that may hold `{{ ... }}`. In a document it is a literal or a text; for `run` it has become a function of the item.
 * `{{ x }}` alone keeps the type of x; inside other text its value is printed.
 */
export type Expression<T> = (T | string) & { readonly [evaluatesTo]?: T };

/** The variables of a loop, for expressions inside a mapping of arrays. */
export type Scope = { readonly each?: Json; readonly index?: number; readonly parent?: Json };

export type Evaluate<T> = (item: Item, scope?: Scope) => T;

declare const compilesTo: unique symbol;
/** JavaScript written by a person: the body of a function. */
export type Code<F> = string & { readonly [compilesTo]?: F };

type ExpressionMeta = {
  title: string;
  help?: string;
  placeholder?: string;
  rows?: number;
  /** `path`: what expressions give is percent-encoded, each within its segment of a URL's path. */
  encode?: 'path';
  [more: string]: unknown;
};

/** Declares a field that accepts an expression. `result` checks a literal, and names the type an expression should give. */
export function expression<S extends z.ZodType>(result: S, meta: ExpressionMeta) {
  const schema = z.union([result, z.string()]) as unknown as z.ZodType<Expression<z.output<S>>>;
  return schema.meta({ control: 'expression', ...meta });
}

/**
 * Declares a field that holds the body of a JavaScript function, run in the sandbox. `parameters` are its arguments.
 * With `form: 'expression'` it holds one expression over them, without `return`.
 */
export function code<F>(meta: {
  title: string;
  help?: string;
  parameters: readonly string[];
  form?: 'body' | 'expression';
  placeholder?: string;
}) {
  return (z.string() as unknown as z.ZodType<Code<F>>).meta({ control: 'code', ...meta });
}

/** Configuration as `run` of a pure node sees it: expressions and code are functions. */
export type Evaluated<C> = C extends undefined | null
  ? C
  : typeof compilesTo extends keyof C
    ? CodeOf<C>
    : typeof evaluatesTo extends keyof C
      ? Evaluate<ResultOf<C>>
      : C extends readonly (infer E)[]
        ? readonly Evaluated<E>[]
        : C extends object
          ? { readonly [K in keyof C]: Evaluated<C[K]> }
          : C;

/** Configuration as an effect node sees it, for one item: expressions have become values, code is a function. */
export type Resolved<C> = C extends undefined | null
  ? C
  : typeof compilesTo extends keyof C
    ? CodeOf<C>
    : typeof evaluatesTo extends keyof C
      ? ResultOf<C>
      : C extends readonly (infer E)[]
        ? readonly Resolved<E>[]
        : C extends object
          ? { readonly [K in keyof C]: Resolved<C[K]> }
          : C;

type CodeOf<C> = C extends { readonly [compilesTo]?: infer F } ? Exclude<F, undefined> : never;
type ResultOf<C> = C extends { readonly [evaluatesTo]?: infer T } ? Exclude<T, undefined> : never;

export type TemplatePart = { readonly text: string } | { readonly expression: string; readonly at: number };

/** Cuts `Order {{ item.name }}` into text and expressions. A brace pair inside a string literal of the expression does not end it. Throws on an unclosed `{{`. */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (;;) {
    const open = template.indexOf('{{', from);
    if (open < 0) break;
    if (open > from) parts.push({ text: template.slice(from, open) });
    const close = endOfExpression(template, open + 2);
    if (close < 0) throw new SyntaxError(`"{{" at position ${open} has no "}}"`);
    parts.push({ expression: template.slice(open + 2, close).trim(), at: open + 2 });
    from = close + 2;
  }
  if (from < template.length) parts.push({ text: template.slice(from) });
  return parts;
}

/** Whether a configuration value holds an expression. */
export function hasExpression(value: unknown): value is string {
  return typeof value === 'string' && value.includes('{{');
}

function endOfExpression(text: string, from: number): number {
  let quote = '';
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (quote) {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'" || c === '`') quote = c;
    else if (c === '{') depth++;
    else if (c === '}') {
      if (depth === 0 && text[i + 1] === '}') return i;
      depth--;
    }
  }
  return -1;
}
