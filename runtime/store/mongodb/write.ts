import type { Document, DuplicateKey } from '../store.ts';
import {
  type DocumentLayout,
  fieldOf,
  idOf,
  keptWrites,
  largestDocument,
  numberField,
  sizeOf,
  storableSize,
  storedValue,
  toStored,
  writesField,
} from './document-layout.ts';
import { filterQuery, type MongoQuery } from './filter-query.ts';
import { partsOf, takeApart } from './large-values.ts';

/** One write to one document, ready to be sent, again if need be. */
export type Write = {
  readonly collection: string;
  readonly id: string;
  /** At most so many bytes on the wire. */
  readonly bytes: number;
  /** Whether it may take a value of a unique field, or free one: what takes does not change places with what frees. */
  readonly takes: boolean;
  readonly frees: boolean;
  /** Whether it needs the inserts that were called before it, as every update does. */
  readonly follows?: boolean;
} & (
  | { readonly kind: 'insert'; readonly writeId: string; readonly document: MongoQuery }
  | { readonly kind: 'update'; readonly writeId: string; readonly filter: MongoQuery; readonly change: MongoQuery }
  | { readonly kind: 'replace'; readonly document: MongoQuery }
  /** `parts`: the collection in which the document may have some; null when it has none. */
  | { readonly kind: 'remove'; readonly parts: string | null }
  | { readonly kind: 'increase'; readonly field: string }
);
export type WriteOf<K extends Write['kind']> = Extract<Write, { kind: K }>;

/** What became of a write. An Error is told to its caller alone. */
export type Outcome = boolean | number | null | undefined | DuplicateKey | Error;

type Change = {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly increase?: Readonly<Record<string, number | undefined>>;
};

/** Turns calls into writes. All throw a TypeError for what does not fit the schema, a RangeError for what is too large. */
export function writesOf(layout: DocumentLayout, nextId: () => string) {
  const collection = layout.name;
  const hasUnique = layout.unique.size > 0;
  return {
    /** More than one when it is too large for one document; the last is the document. */
    insert(document: Document): readonly Write[] {
      const stored = toStored(layout, document);
      const writeId = nextId();
      const parts = sizeOf(stored) > largestDocument ? takeApart(layout, stored, writeId) : [];
      const bytes = storableSize(layout, stored);
      stored[writesField] = [writeId];
      const follows = parts.length > 0;
      const own: Write = {
        kind: 'insert',
        collection,
        id: stored._id,
        bytes,
        takes: hasUnique,
        frees: false,
        follows,
        writeId,
        document: stored,
      };
      return follows ? [...parts, own] : [own];
    },

    replace(document: Document): Write {
      const stored = toStored(layout, document);
      const bytes = storableSize(layout, stored);
      stored[writesField] = [nextId()];
      return { kind: 'replace', collection, id: stored._id, bytes, takes: hasUnique, frees: hasUnique, document: stored };
    },

    update(id: string, { where, set = {}, increase = {} }: Change): Write {
      const writeId = nextId();
      const present: MongoQuery = {};
      const absent: MongoQuery = {};
      const added: MongoQuery = {};
      let touchesUnique = false;
      for (const name in set) {
        const field = fieldOf(layout, name);
        if (set[name] === undefined) continue;
        const value = storedValue(layout, field, set[name]);
        if (value === null) absent[name] = 1;
        else present[name] = value;
        if (layout.unique.has(name)) touchesUnique = true;
      }
      for (const name in increase) added[name] = storedValue(layout, numberField(layout, name), increase[name] ?? 0);
      const change: MongoQuery = { $push: { [writesField]: { $each: [writeId], $slice: -keptWrites } } };
      if (Object.keys(present).length > 0) change.$set = present;
      if (Object.keys(absent).length > 0) change.$unset = absent;
      if (Object.keys(added).length > 0) change.$inc = added;
      const own: MongoQuery = { _id: idOf(layout, id), [writesField]: { $ne: writeId } };
      const condition = filterQuery(layout, where);
      // A write that arrives a second time finds its id and does nothing.
      const filter = '_id' in condition ? { ...own, $and: [condition] } : { ...own, ...condition };
      return {
        kind: 'update',
        collection,
        id,
        bytes: storableSize(layout, present) + 300,
        takes: touchesUnique,
        frees: touchesUnique,
        writeId,
        filter,
        change,
      };
    },

    remove: (id: string): Write => ({
      kind: 'remove',
      collection,
      id: idOf(layout, id),
      bytes: 100,
      takes: false,
      frees: hasUnique,
      parts: partsOf(layout),
    }),

    increase: (id: string, name: string): Write => ({
      kind: 'increase',
      collection,
      id: idOf(layout, id),
      bytes: 100,
      takes: layout.unique.has(name),
      frees: layout.unique.has(name),
      field: numberField(layout, name).name,
    }),
  };
}
