import { unsortableField, wrongLimit } from '../field-faults.ts';
import { decodeCursor, encodeCursor, type PageEnd } from '../page-cursor.ts';
import type { Document, Page } from '../store.ts';
import { type DocumentLayout, type Field, fieldOf, fromStored, type Stored, selectedFields } from './document-layout.ts';
import { filterQuery, type MongoQuery } from './filter-query.ts';

/** One page: `parts` are read one after the other until it is full, each begins where the last ended, so that an index finds the place. */
export type FindPlan = {
  readonly parts: readonly MongoQuery[];
  readonly sort: readonly (readonly [string, 1 | -1])[];
  readonly limit: number;
  readonly sortedBy: Field | null;
  readonly fields: readonly Field[];
};

type AnyQuery = {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly sort?: { readonly by: string; readonly direction: 'up' | 'down' };
  readonly limit?: number;
  readonly after?: string | null;
  readonly select?: readonly string[];
};

export function findPlan(layout: DocumentLayout, { where, sort, limit = 100, after = null, select }: AnyQuery): FindPlan {
  if (!Number.isInteger(limit) || limit < 1 || limit > 5_000) throw wrongLimit(limit);
  const condition = filterQuery(layout, where);
  const sortedBy = sort && sort.by !== 'id' ? fieldOf(layout, sort.by) : null;
  if (sortedBy && sortedBy.type !== 'text' && sortedBy.type !== 'number') throw unsortableField(layout.name, sortedBy.name);
  const direction = sort?.direction === 'down' ? -1 : 1;
  const places = after === null ? [{}] : placesAfter(decodeCursor(after), sortedBy, direction);
  return {
    parts: places.map((place) => both(condition, place)),
    sort: sortedBy
      ? [
          [sortedBy.name, direction],
          ['_id', direction],
        ]
      : [['_id', direction]],
    limit,
    sortedBy,
    fields: selectedFields(layout, sortedBy && select && !select.includes(sortedBy.name) ? [...select, sortedBy.name] : select),
  };
}

/** The page of what was found with a limit of one more than asked for, which tells whether there is another. */
export function pageOf<D extends Document>({ limit, sortedBy, fields }: FindPlan, found: readonly Stored[]): Page<D> {
  const items = found.slice(0, limit).map((stored) => fromStored<D>(fields, stored));
  const last = items[items.length - 1];
  if (found.length <= limit || !last) return { items, next: null };
  return { items, next: encodeCursor({ value: sortedBy ? (last[sortedBy.name] as PageEnd['value']) : null, id: last.id }) };
}

/** What comes behind the last document of a page. An absent field sorts before every value. */
function placesAfter({ value, id }: PageEnd, field: Field | null, direction: 1 | -1): MongoQuery[] {
  const beyond = direction === 1 ? '$gt' : '$lt';
  if (!field) return [{ _id: { [beyond]: id } }];
  const { name } = field;
  if (value === null) {
    const sameValue = { [name]: null, _id: { [beyond]: id } };
    return direction === 1 ? [sameValue, { [name]: { $exists: true } }] : [sameValue];
  }
  const others = { [name]: { [`${beyond}e`]: value }, $or: [{ [name]: { [beyond]: value } }, { _id: { [beyond]: id } }] };
  return direction === 1 ? [others] : [others, { [name]: null }];
}

/** Both may name the same field, so they are not merged. */
function both(a: MongoQuery, b: MongoQuery): MongoQuery {
  if (Object.keys(a).length === 0) return b;
  if (Object.keys(b).length === 0) return a;
  return { $and: [a, b] };
}
