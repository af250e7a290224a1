import { decodeCursor, encodeCursor } from '@crossdock/runtime/store/page-cursor';
import { type CollectionSchema, type Document, DuplicateKey } from '@crossdock/runtime/store/store';
import { checkFilter, inOrder, matches, order, typeOf } from './matching.ts';
import type { State } from './state.ts';

type Schema = CollectionSchema<Document>;
type Fields = Readonly<Record<string, unknown>>;
export type Change = { readonly where?: Fields; readonly set?: Fields; readonly increase?: Readonly<Record<string, number | undefined>> };
export type Query = {
  readonly where?: Fields;
  readonly sort?: { readonly by: string; readonly direction: 'up' | 'down' };
  readonly limit?: number;
  readonly after?: string | null;
  readonly select?: readonly string[];
};

/** What each operation of a Store's collection does to the state, in one atomic step. */
export const operations = {
  insert(state: State, schema: Schema, document: Document): void {
    if (state.get(schema.name, document.id)) throw new DuplicateKey(schema.name, 'id');
    refuseTaken(state, schema, document);
    state.set(schema.name, document.id, document);
  },

  update(state: State, schema: Schema, id: string, { where, set, increase }: Change): boolean {
    checkFilter(schema, where);
    const document = state.get(schema.name, id);
    if (!document || !matches(schema, document, where)) return false;
    const changed: Record<string, unknown> = { ...document };
    for (const [name, value] of Object.entries(set ?? {})) if (value !== undefined) changed[name] = value;
    for (const [name, by] of Object.entries(increase ?? {})) changed[name] = Number(document[name] ?? 0) + Number(by ?? 0);
    const after = Object.freeze(changed) as Document;
    refuseTaken(state, schema, after);
    state.set(schema.name, id, after);
    return true;
  },

  increase(state: State, schema: Schema, id: string, field: string): number | null {
    if (typeOf(schema, field) !== 'number') throw new TypeError(`${schema.name}.${field} is no number: it cannot be increased`);
    const document = state.get(schema.name, id);
    if (!document) return null;
    const value = Number(document[field] ?? 0) + 1;
    state.set(schema.name, id, Object.freeze({ ...document, [field]: value }));
    return value;
  },

  upsert(state: State, schema: Schema, document: Document): void {
    refuseTaken(state, schema, document);
    state.set(schema.name, document.id, document);
  },

  get: (state: State, schema: Schema, id: string): Document | null => state.get(schema.name, id) ?? null,

  findOne(state: State, schema: Schema, where: Fields, select?: readonly string[]): Document | null {
    checkFilter(schema, where);
    const found = state.all(schema.name).find((document) => matches(schema, document, where));
    return found ? selected(found, select) : null;
  },

  find(state: State, schema: Schema, { where, sort, limit = 100, after = null, select }: Query) {
    if (!Number.isInteger(limit) || limit < 1 || limit > 5_000) throw new RangeError('"limit" is a whole number from 1 to 5000');
    checkFilter(schema, where);
    const { by, direction } = sort ?? { by: 'id', direction: 'up' };
    const sign = direction === 'up' ? 1 : -1;
    const end = after === null ? null : decodeCursor(after);
    const found = state
      .all(schema.name)
      .filter((document) => matches(schema, document, where))
      .filter((document) => end === null || sign * (order(document[by] ?? null, end.value) || order(document.id, end.id)) > 0)
      .sort((a, b) => sign * inOrder(a, b, by));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = last && found.length > limit ? encodeCursor({ value: (last[by] ?? null) as string | number | null, id: last.id }) : null;
    return { items: items.map((document) => selected(document, select)), next };
  },

  count(state: State, schema: Schema, where?: Fields, limit = Number.POSITIVE_INFINITY): number {
    checkFilter(schema, where);
    return Math.min(limit, state.all(schema.name).filter((document) => matches(schema, document, where)).length);
  },

  remove(state: State, schema: Schema, id: string): boolean {
    if (!state.get(schema.name, id)) return false;
    state.set(schema.name, id, undefined);
    return true;
  },

  removeWhere(state: State, schema: Schema, where: Fields, limit = 1_000): number {
    checkFilter(schema, where);
    const found = state.all(schema.name).filter((document) => matches(schema, document, where));
    for (const { id } of found.slice(0, limit)) state.set(schema.name, id, undefined);
    return Math.min(found.length, limit);
  },
} as const;

/** The document as the store keeps it: every field of the schema and no other, a copy of its own. */
export function kept(schema: Schema, document: Fields): Document {
  for (const [name, value] of Object.entries(document)) check(schema, name, value);
  const whole: Record<string, unknown> = { id: document.id };
  for (const name of Object.keys(schema.fields)) whole[name] = copied(document[name] ?? null);
  return Object.freeze(whole) as Document;
}

/** Fields of an update, checked and copied. */
export function keptFields(schema: Schema, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      check(schema, name, value);
      return [name, value === undefined ? undefined : copied(value)];
    }),
  );
}

const copied = (value: unknown) => (Array.isArray(value) ? Object.freeze([...value]) : value instanceof Uint8Array ? value.slice() : value);

const expected = { text: 'a text', body: 'a text', number: 'a finite number', bytes: 'a Uint8Array', keys: 'a list of texts' };

function check(schema: Schema, name: string, value: unknown): void {
  const type = typeOf(schema, name);
  if (value === null || value === undefined) return;
  const fits = {
    text: () => typeof value === 'string',
    body: () => typeof value === 'string',
    number: () => typeof value === 'number' && Number.isFinite(value),
    bytes: () => value instanceof Uint8Array,
    keys: () => Array.isArray(value) && value.every((key) => typeof key === 'string'),
  }[type]();
  if (!fits) throw new TypeError(`${schema.name}.${name} takes ${expected[type]} or null, not ${typeof value}`);
}

function refuseTaken(state: State, schema: Schema, document: Document): void {
  for (const field of schema.unique ?? []) {
    const value = document[field] ?? null;
    if (value !== null && state.all(schema.name).some((other) => other.id !== document.id && other[field] === value))
      throw new DuplicateKey(schema.name, field);
  }
}

function selected(document: Document, select: readonly string[] | undefined): Document {
  if (!select) return document;
  const fields: Record<string, unknown> = { id: document.id };
  for (const name of select) fields[name] = document[name] ?? null;
  return fields as Document;
}
