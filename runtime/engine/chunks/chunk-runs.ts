import { randomUUID } from 'node:crypto';
import type { Collection } from '../../store/store.ts';
import { DuplicateKey } from '../../store/store.ts';
import { due, notDue } from '../dispatch/due.ts';
import type { ActiveRun } from '../run/active-run.ts';
import { newRun } from '../run/new-run.ts';
import type { Pinned, RecordDocument, RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import { type ChunkReference, chunkId } from './chunk-reference.ts';

type Runs = Collection<RunDocument>;

/** The document of a chunk's run: it has the parent's facts, keys of effects included, and its own part of the text. */
export function chunkRun(parent: ActiveRun, chunk: ChunkReference, now: number): RunDocument {
  const { stream: _, ...pinned } = parent.pinned;
  const blank = newRun({
    id: chunkId(parent.id, chunk.number),
    plan: parent.plan,
    env: parent.env,
    now,
    pinned: { ...pinned, chunk },
    message: null,
    messageBytes: chunk.to - chunk.from,
    contentType: parent.contentType,
    bodyHash: '',
    correlationId: parent.correlationId,
  });
  return {
    ...blank,
    ...due(blank, now),
    kind: 'chunk',
    parent: parent.id,
    causationId: parent.id,
    lineage: parent.lineage,
    shownKeys: parent.shownKeys,
  };
}

/** Rejects with an Error when another part of the text has the chunk's number. */
export async function insertChunk(runs: Runs, document: RunDocument): Promise<void> {
  try {
    await runs.insert(document);
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    const there = await runs.get(document.id);
    const [mine, theirs] = [referenceOf(document), there && referenceOf(there)];
    if (mine?.from !== theirs?.from || mine?.to !== theirs?.to)
      throw new Error(`chunk ${document.id} exists with another part of the text`, { cause: error });
  }
}

export function referenceOf(document: Pick<RunDocument, 'pinned'>): ChunkReference | undefined {
  return (JSON.parse(document.pinned) as Pinned).chunk;
}

/** Chunks that have not ended, counted up to a limit. This is what closing and back-pressure rest on. */
export function countUnfinished(runs: Runs, parent: string, limit: number): Promise<number> {
  return runs.count({ parent, kind: 'chunk', finishedAt: null }, limit);
}

/** Ends the chunks that nobody has in hand. Those under way end by themselves, and none comes after them. */
export async function cancelChunks(runs: Runs, parent: string, now: number): Promise<void> {
  for (;;) {
    const { items } = await runs.find({
      where: { parent, kind: 'chunk', finishedAt: null, owner: null },
      limit: 500,
      select: ['id', 'token', 'dispatch', 'status'],
    });
    let ended = 0;
    await Promise.all(
      items.map(async ({ id, token, dispatch, status }) => {
        if (isFinal(status)) return;
        const set = { status: 'cancelled' as const, ...notDue, finishedAt: now, dispatch: dispatch + 1, writeId: randomUUID() };
        if (await runs.update(id, { where: { token, owner: null, dispatch }, set })) ended++;
      }),
    );
    if (ended === 0) return;
  }
}

/** Removes the chunks of a run with their records. */
export async function removeChunks(
  resources: { readonly runs: Runs; readonly records: Collection<RecordDocument> },
  parent: string,
): Promise<void> {
  const { runs, records } = resources;
  for (;;) {
    const { items } = await runs.find({ where: { parent, kind: 'chunk' }, limit: 500, select: ['id', 'record'] });
    if (items.length === 0) return;
    await Promise.all(
      items.map(async ({ id, record }) => {
        if (record !== null) await records.remove(record);
        await runs.remove(id);
      }),
    );
  }
}
