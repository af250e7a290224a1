import { isStorable, notANumber, unknownField, wrongId, wrongValue } from '../field-faults.ts';
import type { CollectionSchema, Document, FieldType } from '../store.ts';

/**
 * How a document lies in MongoDB: flat, `id` as `_id`, every field under its own name. A field that is null is left out, so that a sparse index holds only the
 * documents that have it. `_writes` keeps the ids of the last writes; by them a write whose answer was lost is found again.
 */
export type DocumentLayout = {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  readonly unique: ReadonlySet<string>;
  readonly appendOnly: boolean;
};
export type Field = { readonly name: string; readonly type: FieldType };

/** As the driver takes and gives it. */
export type Stored = { readonly _id: string; readonly [field: string]: unknown };

export const writesField = '_writes';
/** So many later writes of others can lie between a write and the question whether it was applied. */
export const keptWrites = 5;

/** A document has at most 16 MiB in MongoDB; some are kept for names and numbers. Bytes. */
export const largestDocument = 16 * 1024 * 1024 - 64 * 1024;

export function documentLayout<D extends Document>(schema: CollectionSchema<D>): DocumentLayout {
  const fields = Object.entries<FieldType>(schema.fields).map(([name, type]): Field => ({ name, type }));
  return {
    name: schema.name,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    unique: new Set(schema.unique ?? []),
    appendOnly: schema.appendOnly ?? false,
  };
}

/** Throws a TypeError that names the field when a value does not fit it. */
export function toStored(layout: DocumentLayout, document: Document): Record<string, unknown> & { _id: string } {
  const stored: Record<string, unknown> & { _id: string } = { _id: idOf(layout, document.id) };
  for (const field of layout.fields) {
    const value = storedValue(layout, field, document[field.name]);
    if (value !== null) stored[field.name] = value;
  }
  for (const name in document) if (name !== 'id') fieldOf(layout, name);
  return stored;
}

/** The value as the driver takes it; null for one that is absent. A list is copied: the caller may go on with its own. */
export function storedValue(layout: DocumentLayout, field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (!isStorable(field.type, value)) throw wrongValue(layout.name, field, value);
  return field.type === 'keys' ? [...(value as readonly string[])] : value;
}

export function fromStored<D extends Document>(fields: readonly Field[], stored: Stored): D {
  const document: Record<string, unknown> = { id: stored._id };
  for (const { name } of fields) document[name] = stored[name] ?? null;
  return document as D;
}

export function selectedFields(layout: DocumentLayout, select: readonly string[] | undefined): readonly Field[] {
  for (const name of select ?? []) if (name !== 'id') fieldOf(layout, name);
  return select ? layout.fields.filter((field) => select.includes(field.name)) : layout.fields;
}

export function fieldOf(layout: DocumentLayout, name: string): Field {
  const field = layout.byName.get(name);
  if (!field) throw unknownField(layout.name, name, layout.byName.keys());
  return field;
}

export function numberField(layout: DocumentLayout, name: string): Field {
  const field = fieldOf(layout, name);
  if (field.type !== 'number') throw notANumber(layout.name, name);
  return field;
}

export function idOf(layout: DocumentLayout, id: unknown): string {
  if (typeof id === 'string' && id !== '') return id;
  throw wrongId(layout.name, id);
}

/** At most so many bytes in BSON; exact where it matters, quick where it does not. */
export function sizeOf(values: Readonly<Record<string, unknown>>): number {
  let size = 200;
  for (const name in values) size += sizeOfValue(values[name]);
  return size;
}

/** The size of what is to be stored. Throws a RangeError when MongoDB could not hold it. */
export function storableSize(layout: DocumentLayout, values: Readonly<Record<string, unknown>>): number {
  const size = sizeOf(values);
  if (size > largestDocument)
    throw new RangeError(`${layout.name}: a document of ${(size / 1_048_576).toFixed(1)} MiB is more than the 16 MiB that MongoDB takes`);
  return size;
}

function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return 40 + (value.length > 10_000 ? Buffer.byteLength(value) : value.length * 3);
  if (value instanceof Uint8Array) return 40 + value.byteLength;
  if (Array.isArray(value)) return value.reduce((sum: number, one: unknown) => sum + sizeOfValue(one), 40);
  return 40;
}
