import type { Db } from 'mongodb';
import type { Collection, CollectionSchema, Document } from '../store.ts';
import { documentLayout, type Field, fromStored, idOf, type Stored, selectedFields } from './document-layout.ts';
import { filterQuery, type MongoQuery } from './filter-query.ts';
import { findPlan, pageOf } from './find-plan.ts';
import { ownerField, partsField, partsOf, putTogether } from './large-values.ts';
import { storeError } from './mongo-errors.ts';
import { writesOf } from './write.ts';
import type { WriteGroup } from './write-group.ts';

/** How long a read may take, in milliseconds: somebody searches without an index, or the server hangs. */
const longestRead = 10_000;

export type CollectionResources = {
  readonly db: Db;
  readonly place: string;
  readonly group: WriteGroup;
  readonly nextId: () => string;
  /** Null when the indexes are there. */
  readonly prepared: () => Promise<unknown> | null;
  /** Throws when the store is closed. */
  readonly checkOpen: () => void;
};

/**
 * One collection. Reads come from the primary, of what a majority has, and see every write of this process that was called before them. A removal by filter runs beside the
 * groups, after what was called before it.
 */
export function mongoCollection<D extends Document>(schema: CollectionSchema<D>, resources: CollectionResources): Collection<D> {
  const { db, place, group, nextId, prepared, checkOpen } = resources;
  const layout = documentLayout(schema);
  const write = writesOf(layout, nextId);
  const collection = db.collection<Stored>(schema.name);
  const parts = partsOf(layout);

  async function afterWrites<T>(perform: (signal: AbortSignal) => Promise<T>): Promise<T> {
    checkOpen();
    const underWay = group.written(schema.name);
    const outage = underWay && (await underWay);
    // It would wait as long for the same answer.
    if (outage) throw outage;
    try {
      const preparing = prepared();
      if (preparing !== null) await preparing;
      return await perform(AbortSignal.timeout(longestRead));
    } catch (error) {
      throw storeError(error, place);
    }
  }

  async function find(query: MongoQuery, { fields, limit, sort, signal }: FindOptions): Promise<readonly Stored[]> {
    const names = fields && [
      '_id',
      ...fields.map(({ name }) => name),
      ...(fields.some(({ type }) => type === 'bytes') ? [partsField] : []),
    ];
    const projection = names && Object.fromEntries(names.map((name) => [name, 1]));
    const options = {
      limit,
      signal,
      batchSize: limit + 1,
      ...(sort && { sort: sort.map(([by, way]): [string, 1 | -1] => [by, way]) }),
    };
    const found = await collection.find(query, projection ? { ...options, projection } : options).toArray();
    return putTogether(found, fields ?? layout.fields, (ids) => {
      const named = { _id: { $in: [...ids] } };
      return db.collection<Stored>(`${schema.name}.parts`).find(named, { signal }).toArray();
    });
  }

  async function first(query: MongoQuery, select: readonly string[] | undefined): Promise<D | null> {
    const fields = selectedFields(layout, select);
    const [found] = await afterWrites((signal) => find(query, { fields: select && fields, limit: 1, signal }));
    return found ? fromStored<D>(fields, found) : null;
  }

  return {
    async insert(document) {
      const answers = write.insert(document).map((one) => group.write<void>(one));
      if (answers.length === 1) return answers[0];
      await Promise.all(answers);
    },
    update: async (id, change) => group.write<boolean>(write.update(id, change)),
    increase: async (id, field) => group.write<number | null>(write.increase(id, field)),
    upsert: async (document) => group.write<void>(write.replace(document)),
    remove: async (id) => group.write<boolean>(write.remove(id)),
    get: async (id) => first({ _id: idOf(layout, id) }, undefined),
    findOne: async (where, select) => first(filterQuery(layout, where), select),
    async find(query) {
      const plan = findPlan(layout, query);
      const fields = query.select && plan.fields;
      const found = await afterWrites(async (signal) => {
        const documents: Stored[] = [];
        for (const part of plan.parts) {
          const limit = plan.limit + 1 - documents.length;
          if (limit > 0) documents.push(...(await find(part, { fields, limit, sort: plan.sort, signal })));
        }
        return documents;
      });
      return pageOf<D>(plan, found);
    },
    async count(where, limit) {
      const query = filterQuery(layout, where);
      const command = { count: schema.name, query, readConcern: { level: 'majority' }, ...(limit === undefined ? {} : { limit }) };
      const reply = await afterWrites((signal) => db.command(command, { signal, readPreference: 'primary' }));
      return Number(reply.n);
    },
    async removeWhere(where, limit = 1_000) {
      const query = filterQuery(layout, where);
      return afterWrites(async (signal) => {
        // Unsorted: in the order of the index that finds them, each round goes on where the last ended.
        const ids = (await find(query, { fields: [], limit, signal })).map(({ _id }) => _id);
        if (ids.length === 0) return 0;
        if (parts !== null) await db.collection(parts).deleteMany({ [ownerField]: { $in: ids } });
        const { deletedCount } = await collection.deleteMany({ _id: { $in: ids }, $and: [query] });
        return deletedCount;
      });
    },
  };
}

type FindOptions = {
  /** Default: all. */
  readonly fields?: readonly Field[] | undefined;
  readonly limit: number;
  readonly sort?: readonly (readonly [string, 1 | -1])[];
  readonly signal: AbortSignal;
};
