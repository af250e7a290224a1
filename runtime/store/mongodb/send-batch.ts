import { setTimeout as pause } from 'node:timers/promises';
import type { Db, Document as Reply } from 'mongodb';
import { DuplicateKey, StoreUnavailable } from '../store.ts';
import { type Stored, writesField } from './document-layout.ts';
import { ownerField } from './large-values.ts';
import { duplicateField, isPassing } from './mongo-errors.ts';
import type { Batch } from './waves.ts';
import type { Outcome, Write, WriteOf } from './write.ts';

export type SendResources = {
  readonly db: Db;
  /** Names the servers in errors. */
  readonly place: string;
  /** How long a batch may take with all its attempts, in milliseconds. */
  readonly patience: number;
};

const writeConcern = { w: 'majority', j: true };
type Fault = { readonly index: number; readonly code?: number; readonly errmsg?: string };

/**
 * Sends one batch and resolves to what became of each of its writes. A connection that breaks tells nothing about what was applied, so the same batch is sent again: every
 * write carries an id by which it does nothing the second time, and by which a read tells whether it was applied. Rejects with the driver's error when
 * the server cannot be reached or does not answer in time.
 */
export function sendBatch(resources: SendResources, { collection, kind, writes }: Batch): Promise<readonly Outcome[]> {
  const signal = AbortSignal.timeout(resources.patience);
  switch (kind) {
    case 'insert':
      return sendInserts(resources, { collection, signal, writes: writes as readonly WriteOf<'insert'>[] });
    case 'update':
      return sendUpdates(resources, { collection, signal, writes: writes as readonly (WriteOf<'update'> | WriteOf<'replace'>)[] });
    case 'remove':
      return sendRemovals(resources, { collection, signal, writes: writes as readonly WriteOf<'remove'>[] });
    case 'increase':
      return sendIncreases(resources, { collection, signal, writes: writes as readonly WriteOf<'increase'>[] });
  }
}

type Sending<W> = { readonly collection: string; readonly signal: AbortSignal; readonly writes: readonly W[] };

async function sendInserts(resources: SendResources, { collection, signal, writes }: Sending<WriteOf<'insert'>>): Promise<Outcome[]> {
  const documents = writes.map((write) => write.document);
  const { reply, isRepeated } = await repeated(resources, signal, { insert: collection, documents });
  const outcomes: Outcome[] = writes.map(() => undefined);
  const faults = faultsOf(reply);
  // Of a repeated insert "taken" may mean: by the first attempt.
  const applied = isRepeated && faults.length > 0 ? await appliedOf(resources, { collection, signal, writes }) : null;
  for (const fault of faults) {
    const write = writes[fault.index];
    if (write && !applied?.has(write.writeId)) outcomes[fault.index] = faultOf(resources, write, fault);
  }
  return outcomes;
}

async function sendUpdates(
  resources: SendResources,
  { collection, signal, writes }: Sending<WriteOf<'update'> | WriteOf<'replace'>>,
): Promise<Outcome[]> {
  const updates = writes.map((write) =>
    write.kind === 'update' ? { q: write.filter, u: write.change } : { q: { _id: write.id }, u: write.document, upsert: true },
  );
  const { reply, isRepeated } = await repeated(resources, signal, { update: collection, updates });
  const faults = faultsOf(reply);
  const outcomes: Outcome[] = writes.map((write) => (write.kind === 'update' ? true : undefined));
  for (const fault of faults) {
    const write = writes[fault.index];
    if (write) outcomes[fault.index] = faultOf(resources, write, fault);
  }
  if (!isRepeated && reply.n === writes.length - faults.length) return outcomes;

  // Some were not applied; which, is read.
  const asked = writes.filter((write, index): write is WriteOf<'update'> => write.kind === 'update' && !(outcomes[index] instanceof Error));
  const applied = await appliedOf(resources, { collection, signal, writes: asked });
  const replaced = writes.length - faults.length - asked.length;
  const unseen = Number(reply.n) - replaced - asked.filter((write) => applied.has(write.writeId)).length;
  for (const [index, write] of writes.entries()) {
    if (write.kind !== 'update' || outcomes[index] instanceof Error || applied.has(write.writeId)) continue;
    // When the server counted more than can be seen, one was applied and then written over by others so often that its id is gone.
    outcomes[index] = isRepeated || unseen <= 0 ? false : untold(resources, write);
  }
  return outcomes;
}

/** A removal has nothing to leave its id in: of several at once a read before tells which were there. */
async function sendRemovals(resources: SendResources, { collection, signal, writes }: Sending<WriteOf<'remove'>>): Promise<Outcome[]> {
  const [first] = writes;
  const isAlone = writes.length === 1 && first !== undefined;
  const ids = writes.map((write) => write.id);
  const there = isAlone
    ? null
    : new Set((await read(resources, { collection, signal, ids, projection: { _id: 1 } })).map(({ _id }) => _id));
  const parts = first?.parts ?? null;
  if (parts !== null) await repeated(resources, signal, { delete: parts, deletes: [{ q: { [ownerField]: { $in: ids } }, limit: 0 }] });
  const deletes = ids.map((_id) => ({ q: { _id }, limit: 1 }));
  const { reply } = await repeated(resources, signal, { delete: collection, deletes });
  return writes.map((write) => (there ? there.has(write.id) : reply.n === 1));
}

/** All increases of one number are one command; its callers share what it gives. An attempt whose answer was lost leaves a gap. */
async function sendIncreases(resources: SendResources, { collection, signal, writes }: Sending<WriteOf<'increase'>>): Promise<Outcome[]> {
  const byNumber = Map.groupBy(writes.keys(), (index) => `${writes[index]?.field}\n${writes[index]?.id}`);
  const outcomes: Outcome[] = writes.map(() => null);
  await Promise.all(
    [...byNumber.values()].map(async (indexes) => {
      const write = writes[indexes[0] ?? 0];
      if (!write) return;
      const { reply } = await repeated(resources, signal, {
        findAndModify: collection,
        query: { _id: write.id },
        update: { $inc: { [write.field]: indexes.length } },
        new: true,
        fields: { [write.field]: 1 },
      });
      const after = (reply.value as Stored | null)?.[write.field];
      if (typeof after === 'number') for (const [place, index] of indexes.entries()) outcomes[index] = after - indexes.length + 1 + place;
    }),
  );
  return outcomes;
}

/** Runs a command until it is answered. `isRepeated`: an earlier attempt may have been applied too. */
async function repeated(resources: SendResources, signal: AbortSignal, command: Reply): Promise<{ reply: Reply; isRepeated: boolean }> {
  const isOrdered = 'findAndModify' in command ? {} : { ordered: false };
  for (let attempt = 0; ; attempt++) {
    try {
      const reply = await resources.db.command({ ...command, ...isOrdered, writeConcern }, { signal, readPreference: 'primary' });
      return { reply, isRepeated: attempt > 0 };
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      // A broken connection is replaced at once; a server that stays in trouble is not pressed.
      if (attempt > 0) await pause(Math.min(10 * 2 ** attempt, 200), undefined, { signal });
    }
  }
}

/** The ids of those writes that can be seen in their documents. */
async function appliedOf(
  resources: SendResources,
  { collection, signal, writes }: Sending<{ readonly id: string; readonly writeId: string }>,
): Promise<ReadonlySet<unknown>> {
  const ids = writes.map((write) => write.id);
  const found = await read(resources, { collection, signal, ids, projection: { [writesField]: 1 } });
  return new Set(found.flatMap((document) => document[writesField] as readonly string[]));
}

function read(
  { db }: SendResources,
  {
    collection,
    signal,
    ids,
    projection,
  }: { collection: string; signal: AbortSignal; ids: readonly string[]; projection: Record<string, 1> },
): Promise<Stored[]> {
  const options = { projection, signal, batchSize: ids.length + 1 };
  return db
    .collection<Stored>(collection)
    .find({ _id: { $in: ids } }, options)
    .toArray();
}

const faultsOf = (reply: Reply): readonly Fault[] => reply.writeErrors ?? [];

function faultOf({ place }: SendResources, write: Write, fault: Fault): Error {
  const taken = duplicateField(fault);
  if (taken !== null) return new DuplicateKey(write.collection, taken);
  return new StoreUnavailable(`MongoDB at ${place} refused a write to ${write.collection} (${fault.errmsg ?? fault.code})`);
}

function untold({ place }: SendResources, { collection, id }: Write): Error {
  return new StoreUnavailable(
    `MongoDB at ${place}: others wrote to ${collection} ${id} so fast that it is unknown whether this write was applied`,
  );
}
