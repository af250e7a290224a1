import { statSync } from 'node:fs';
import type { Collection, CollectionSchema, Document, Store } from '../store.ts';
import { applySchema } from './apply-schema.ts';
import { checkpoint } from './checkpoint.ts';
import { giveBack } from './give-back.ts';
import { openDatabase } from './open-database.ts';
import { sqliteCollection } from './sqlite-collection.ts';
import { storeError } from './sqlite-errors.ts';
import { statements } from './statements.ts';
import { tableLayout } from './table-layout.ts';
import { writeGroup } from './write-group.ts';

export type SqliteStoreOptions = {
  /** The database; it is created with its folder when it is not there. */
  readonly file: string;
  /** The file never grows beyond this: writes then fail as on a full disk. Default: no limit. */
  readonly maxBytes?: number;
};

/**
 * The store on one SQLite file that belongs to this process alone. Every write is on the disk before its promise resolves. A read sees everything
 * that was written, by anyone, before it was asked for, and nothing that is not yet durable.
 * Rejects with StoreUnavailable (in use, not writable, disk full) or CorruptStore.
 */
export async function openSqliteStore({ file, maxBytes }: SqliteStoreOptions): Promise<Store> {
  const db = openDatabase(file, { maxBytes });
  const prepared = statements(db);
  const checkpoints = checkpoint(db, file, prepared.written);
  const group = writeGroup(db, file, checkpoints);
  const space = giveBack(db, group);
  const collections = new Map<string, unknown>();
  let isClosed = false;

  return {
    kind: 'sqlite',
    collection<D extends Document>(schema: CollectionSchema<D>): Collection<D> {
      const known = collections.get(schema.name);
      if (known) return known as Collection<D>;
      try {
        checkpoints.complete();
        applySchema(db, schema, tableLayout(schema));
      } catch (error) {
        throw storeError(error, file);
      }
      const collection = sqliteCollection(schema, { statements: prepared, group, onRemoved: space.start });
      collections.set(schema.name, collection);
      return collection;
    },
    flush: () => group.between(() => undefined),
    size: () =>
      group.read(() => () => {
        const pragma = (name: string) => Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
        const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
        const pageSize = pragma('page_size');
        return { bytes: pragma('page_count') * pageSize + log, freeBytes: pragma('freelist_count') * pageSize };
      }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await group.close();
      db.close();
      checkpoints.close();
    },
  };
}
