import { maxDepth } from './json-fault.ts';

/**
 * `JSON.parse` that keeps every digit: a number that a double cannot hold arrives as text.
 * @throws SyntaxError like JSON.parse
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, keepDigits as (this: unknown, key: string, value: unknown) => unknown);
}

/** `context.source` is the number as written (ECMAScript 2026); an engine without it keeps the double. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return holds(value, context.source) ? value : context.source;
}

function holds(value: number, source: string): boolean {
  const digits = significantDigits(source);
  if (!Number.isFinite(value) || (value === 0) !== (digits === '')) return false;
  return digits.length <= 15 || significantDigits(String(value)) === digits;
}

function significantDigits(number: string): string {
  const [mantissa = ''] = number.toLowerCase().split('e');
  return mantissa.replaceAll(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
}

/** Whether a value nests no deeper than documents may, so that everything behind can walk it by recursion. */
export function isShallow(value: unknown, depth = maxDepth): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (depth === 0) return false;
  return Object.values(value).every((entry) => isShallow(entry, depth - 1));
}
