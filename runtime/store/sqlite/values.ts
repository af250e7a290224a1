import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { isStorable, wrongValue } from '../field-faults.ts';
import type { Field, TableLayout } from './table-layout.ts';
import { unknownField } from './table-layout.ts';

/** The value as SQLite keeps it. A value of the wrong type is a TypeError that names the field: the store never guesses. */
export function stored(layout: TableLayout, field: Field, value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null;
  if (!isStorable(field.type, value)) throw wrongValue(layout.name, field, value);
  return field.type === 'keys' ? JSON.stringify(value) : (value as SQLInputValue);
}

/** The value as it was given. */
export function loaded(field: Field, value: SQLOutputValue | undefined): unknown {
  if (field.type === 'keys' && typeof value === 'string') return JSON.parse(value);
  return value ?? null;
}

/** Throws for a field that the schema does not name: it would be lost in silence. */
export function refuseUnknownFields(layout: TableLayout, names: readonly string[]): void {
  for (const name of names) if (name !== 'id' && !layout.byName.has(name)) unknownField(layout, name);
}
