/**
 * A value as the other way of writing it has it. JSON becomes an expression that gives the same; an expression that is JSON in its braces becomes
 * that JSON, any other one stays as the text it is.
 */
export function valueParts(value: unknown, to: 'json' | 'expression'): unknown {
  if (to === 'expression') {
    if (value === undefined || typeof value === 'string') return value;
    return JSON.stringify(value).includes('{{') ? value : `{{ ${JSON.stringify(value)} }}`;
  }
  if (typeof value !== 'string') return value;
  const inside = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(value)?.[1] ?? value;
  try {
    return JSON.parse(inside) as unknown;
  } catch {
    return value;
  }
}
