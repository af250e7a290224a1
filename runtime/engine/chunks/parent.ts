import type { Blobs } from '../../store/blobs.ts';
import { due } from '../dispatch/due.ts';
import { wakeRun } from '../dispatch/wake.ts';
import type { PlannedSource } from '../plan/plan.ts';
import { type ActiveRun, exception } from '../run/active-run.ts';
import { noProgress, type Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import { readRecord } from '../run/run-record.ts';
import { type Runner, type RunnerResources, save } from '../run/runner.ts';
import { isFinal } from '../run/statuses.ts';
import { addSteps, type ChunkProgress, countChunk, newChunkProgress } from './chunk-progress.ts';
import { chunkId, cursorAfter, textId } from './chunk-reference.ts';
import { cancelChunks, chunkRun, countUnfinished, insertChunk, referenceOf } from './chunk-runs.ts';
import { cutChunks } from './cut-chunks.ts';
import { putTogether } from './put-together.ts';
import { createSealedBlobs } from './sealed-stream.ts';
import { partialsKey } from './share-of.ts';

/** Chunks of a text that have not ended, at most: what lies in the store and in memory does not grow with the text. */
const openChunks = 24;
/** Bytes of a chunk. */
const chunkBytes = 512 * 1024;
/** Chunks whose results are read and put together at once. */
const foldedAtOnce = 16;
/** Should a worker die between the end of a chunk and telling its parent, the parent looks by itself after so long, ms. */
const lookAgainMs = 15_000;

export type ParentResources = RunnerResources & {
  readonly blobs: Blobs;
  /** Runs have become due. */
  readonly poke: (at: number) => void;
  /** Default 512 KB; tests cut smaller. */
  readonly chunkBytes?: number | undefined;
};

export type Parent = {
  /** Cuts on, counts what has ended, and ends the run when nothing is left; else puts it back until more chunks have ended. */
  execute(run: ActiveRun): Promise<void>;
  /** A chunk's run has ended: wakes its parent when that has something to do. */
  ended(parent: string): Promise<void>;
};

/** The run of a message that is worked on in chunks. It holds no worker while they are under way. */
export function createParent(resources: ParentResources, runner: Runner): Parent {
  const { runs, records, clock, seal, poke } = resources;
  const texts = createSealedBlobs(resources);

  async function execute(run: ActiveRun): Promise<void> {
    const { source } = run.plan;
    const length = run.pinned.stream?.length ?? 0;
    run.status = 'running';
    run.chunks ??= newChunkProgress(length);
    resources.changed(run);
    if (!source) return fail(run, { code: 'NOT_IN_CHUNKS', message: 'This version of the flow cannot work on a file of this size.' });
    await settleChunks(run);
    if (!run.isCancelled && !run.chunks.isCut) await cut(run, source);
    if (run.isCancelled) return cancel(run);
    // What closes it is that no chunk is unfinished, not that a counter says so.
    if (run.chunks.isCut && (await countUnfinished(runs, run.id, 1)) === 0) {
      await settleChunks(run);
      return close(run, source);
    }
    await putBack(run);
  }

  /** Counts the chunks that have ended since, in the order of the text. */
  async function settleChunks(run: ActiveRun): Promise<void> {
    for (;;) {
      const { settled, count } = chunksOf(run);
      const numbers = Array.from({ length: Math.min(foldedAtOnce, count - settled) }, (_, i) => settled + i);
      const documents = await Promise.all(numbers.map((number) => runs.get(chunkId(run.id, number))));
      const open = documents.findIndex((document) => document !== null && !isFinal(document.status));
      const ended = open < 0 ? documents : documents.slice(0, open);
      if (ended.length === 0) return;
      const partials = await Promise.all(ended.map((document) => (document ? partialsOf(document) : undefined)));
      await keepTogether(run, partials);
      for (const document of ended) count1(run, document);
      resources.changed(run);
      if (open >= 0) return;
    }
  }

  function count1(run: ActiveRun, document: RunDocument | null): void {
    const progress = document && document.progress !== '' ? (JSON.parse(document.progress) as Progress) : noProgress;
    if (run.plan.source) addSteps(run.steps, progress.steps, run.plan.source);
    const rows = (document && referenceOf(document)?.rows) ?? 0;
    run.chunks = countChunk(chunksOf(run), { status: document?.status ?? 'failed', rows, progress });
  }

  async function partialsOf(document: RunDocument): Promise<string | undefined> {
    const record = document.record === null ? null : await records.get(document.record);
    return record ? readRecord(seal.open(document.env, record.sealed).toString('utf8')).answers.get(partialsKey) : undefined;
  }

  async function keepTogether(run: ActiveRun, partials: readonly (string | undefined)[]): Promise<void> {
    const chunks = chunksOf(run);
    const given = [run.answers.get(partialsKey), ...partials].filter((part) => part !== undefined && part !== '') as string[];
    if (given.length === 0 || chunks.failure) return;
    const result = await putTogether(resources, run, given);
    if ('failure' in result) run.chunks = { ...chunks, failure: result.failure };
    else run.answers.set(partialsKey, result.partials);
  }

  async function cut(run: ActiveRun, source: PlannedSource): Promise<void> {
    await adopt(run);
    const wanted = openChunks - (await countUnfinished(runs, run.id, openChunks));
    if (wanted <= openChunks / 4) return;
    const chunks = chunksOf(run);
    const blob = { env: run.env, id: textId(run.lineage), length: chunks.length };
    const pass = await cutChunks({
      chunks,
      of: run.id,
      rule: source.rule,
      size: { bytes: resources.chunkBytes ?? chunkBytes, rows: source.rows },
      wanted,
      read: (from) => texts.read(blob, from, chunks.length),
    });
    const now = clock.now();
    await Promise.all(pass.made.map((reference) => insertChunk(runs, chunkRun(run, reference, now))));
    run.chunks = pass.chunks;
    if (pass.made.length > 0) poke(now);
  }

  /** Chunks that exist beyond the cursor: cut by somebody who died before the cursor was stored. They stand as they are. */
  async function adopt(run: ActiveRun): Promise<void> {
    for (;;) {
      const chunks = chunksOf(run);
      const document = await runs.get(chunkId(run.id, chunks.count));
      const reference = document && referenceOf(document);
      if (!reference) return;
      run.chunks = { ...chunks, cursor: cursorAfter(reference), count: chunks.count + 1 };
    }
  }

  async function putBack(run: ActiveRun): Promise<void> {
    run.dispatch++;
    const at = clock.now() + lookAgainMs;
    // It has come further, so what took a process down before was not this run.
    const set = { status: 'running' as const, owner: null, ...due(run, at), dispatch: run.dispatch, recoveries: 0 };
    if (!(await save(resources, run, set))) return;
    // First its own side is stored, then the others are looked at: a chunk that ended in between found the parent in our hands.
    await wakeWhenDue(run.id, chunksOf(run).isCut ? 0 : openChunks / 2);
  }

  async function wakeWhenDue(parent: string, atMost: number): Promise<void> {
    if ((await countUnfinished(runs, parent, atMost + 1)) > atMost) return;
    const now = clock.now();
    if (await wakeRun(runs, parent, now)) poke(now);
  }

  async function close(run: ActiveRun, { parts }: PlannedSource): Promise<void> {
    const { failure } = chunksOf(run);
    if (failure) return fail(run, failure);
    if (!parts.some((part) => part === 'edge' || part === 'parent')) return runner.finish(run);
    run.message = run.answers.get(partialsKey) ?? '';
    return runner.execute(run);
  }

  async function fail(run: ActiveRun, error: { readonly code: string; readonly message: string }): Promise<void> {
    run.runFailed = error;
    run.dead = [exception({ node: run.plan.source?.cutter ?? 0, item: '*', error }, 1)];
    return runner.finish(run);
  }

  async function cancel(run: ActiveRun): Promise<void> {
    await runner.finish(run);
    await cancelChunks(runs, run.id, clock.now());
  }

  return { execute, ended: (parent) => wakeWhenDue(parent, openChunks / 2) };
}

function chunksOf(run: ActiveRun): ChunkProgress {
  return run.chunks as ChunkProgress;
}
