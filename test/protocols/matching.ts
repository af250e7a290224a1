import type { CollectionSchema, Document, FieldType } from '@crossdock/runtime/store/store';

type Schema = CollectionSchema<Document>;
type Fields = Readonly<Record<string, unknown>>;

/** Whether a document satisfies a filter. Throws a TypeError that names the field when the filter is none. */
export function matches(schema: Schema, document: Document, where: Fields | undefined): boolean {
  for (const [name, comparison] of Object.entries(where ?? {}))
    if (comparison !== undefined && !compares(schema, name, document[name] ?? null, comparison)) return false;
  return true;
}

/** Throws a TypeError that names the field, also when there is no document to compare. */
export function checkFilter(schema: Schema, where: Fields | undefined): void {
  for (const [name, comparison] of Object.entries(where ?? {}))
    if (comparison !== undefined) compares(schema, name, typeOf(schema, name) === 'keys' ? [] : null, comparison);
}

/** Absent values lie at the low end; ties are broken by id. */
export function inOrder(a: Document, b: Document, by: string): number {
  return order(a[by] ?? null, b[by] ?? null) || order(a.id, b.id);
}

export function order(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return (a as number) < (b as number) ? -1 : 1;
}

export function typeOf(schema: Schema, name: string): FieldType {
  const type = name === 'id' ? 'text' : (schema.fields as Readonly<Record<string, FieldType>>)[name];
  if (!type) throw new TypeError(`${schema.name} has no field "${name}"`);
  return type;
}

function compares(schema: Schema, name: string, value: unknown, comparison: unknown): boolean {
  const type = typeOf(schema, name);
  if (type === 'keys') return comparesKeys(schema, name, value as readonly string[] | null, comparison);
  if (type === 'body' || type === 'bytes') throw new TypeError(`${schema.name}.${name} is opaque: it cannot be filtered by`);
  const scalar = (given: unknown) => {
    if (typeof given === (type === 'number' ? 'number' : 'string')) return given;
    throw new TypeError(`${schema.name}.${name} is compared with a ${type}, not with ${given === null ? 'null' : typeof given}`);
  };
  if (comparison === null) return value === null;
  if (typeof comparison !== 'object') return value === scalar(comparison);
  if ('in' in comparison) return (comparison.in as unknown[]).some((one) => (one === null ? value === null : value === scalar(one)));
  if ('prefix' in comparison && type === 'text') return value !== null && String(value).startsWith(String(scalar(comparison.prefix)));
  return Object.entries(comparison).every(([operator, bound]) => {
    if (bound === undefined) return true;
    if (operator === 'not') return bound === null ? value !== null : value !== scalar(bound);
    const test = operators[operator as keyof typeof operators];
    if (!test) throw new TypeError(`${schema.name}.${name} cannot be compared by "${operator}"`);
    const against = scalar(bound);
    return value !== null && test(order(value, against));
  });
}

const operators = {
  lt: (sign: number) => sign < 0,
  lte: (sign: number) => sign <= 0,
  gt: (sign: number) => sign > 0,
  gte: (sign: number) => sign >= 0,
} as const;

function comparesKeys(schema: Schema, name: string, keys: readonly string[] | null, comparison: unknown): boolean {
  const { has, prefix } = (comparison ?? {}) as { has?: unknown; prefix?: unknown };
  if (typeof has === 'string') return keys?.includes(has) ?? false;
  if (typeof prefix === 'string') return keys?.some((key) => key.startsWith(prefix)) ?? false;
  throw new TypeError(`${schema.name}.${name} is a list of keys: it is found by { has } or { prefix }`);
}
