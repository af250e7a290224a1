import type { Field } from './graphql-document.ts';

/** A field that its type does not have. */
export class UnknownField extends Error {
  override readonly name = 'UnknownField';
  constructor(field: string, type: string) {
    super(`Field '${field}' doesn't exist on type '${type}'`);
  }
}

/** A value whose fields depend on arguments. */
export type Lazy = (args: Field['args']) => unknown;

/** Copies the fields asked for, lists included. An object asked for without its fields, or a scalar asked for with some, is refused. */
export function select(value: unknown, type: string, fields: readonly Field[]): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((entry) => select(entry, type, fields));
  if (typeof value !== 'object') {
    if (fields.length > 0) throw new UnknownField(fields[0]?.name ?? '', type);
    return value;
  }
  if (fields.length === 0) throw new UnknownField('(no selection)', type);
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    fields.map((field) => {
      if (field.name === '__typename') return [field.alias, type];
      if (!Object.hasOwn(record, field.name)) throw new UnknownField(field.name, type);
      const found = record[field.name];
      return [field.alias, select(typeof found === 'function' ? (found as Lazy)(field.args) : found, titleOf(field.name), field.fields)];
    }),
  );
}

function titleOf(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
