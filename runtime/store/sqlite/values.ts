import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Field, TableLayout } from './table-layout.ts';
import { unknownField } from './table-layout.ts';

/** The value as SQLite keeps it. A value of the wrong type is a TypeError that names the field: the store never guesses. */
export function stored(layout: TableLayout, field: Field, value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'text':
    case 'body':
      if (typeof value === 'string') return value;
      break;
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      break;
    case 'bytes':
      if (value instanceof Uint8Array) return value;
      break;
    case 'keys':
      if (isKeys(value)) return JSON.stringify(value);
      break;
  }
  throw new TypeError(`${layout.name}.${field.name} takes ${expected[field.type]} or null, not ${typeof value}`);
}

const expected = { text: 'a text', body: 'a text', number: 'a finite number', bytes: 'a Uint8Array', keys: 'a list of texts' };

/** The value as it was given. */
export function loaded(field: Field, value: SQLOutputValue | undefined): unknown {
  if (field.type === 'keys' && typeof value === 'string') return JSON.parse(value);
  return value ?? null;
}

export function isKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string');
}

/** Throws for a field that the schema does not name: it would be lost in silence. */
export function refuseUnknownFields(layout: TableLayout, names: readonly string[]): void {
  for (const name of names) if (name !== 'id' && !layout.byName.has(name)) unknownField(layout, name);
}
