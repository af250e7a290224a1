import type { Failure } from '../../sandbox/region/protocol.ts';
import type { PlannedSource } from '../plan/plan.ts';
import type { Progress, StepProgress } from '../run/progress.ts';
import type { RunStatus } from '../run/statuses.ts';
import { type Cursor, startOfText } from './cut/cut.ts';

/** How far a message that is worked on in chunks is. Kept in its run; never what closing relies on. */
export type ChunkProgress = {
  /** Bytes of the text. */
  readonly length: number;
  /** Where the next chunk begins. Stored after the chunks before it exist. */
  readonly cursor: Cursor;
  /** Chunks that exist. */
  readonly count: number;
  /** Nothing is left to be cut. */
  readonly isCut: boolean;
  /** Chunks that have ended and are counted below: those before this number. */
  readonly settled: number;
  readonly failedChunks: number;
  /** Records in the settled chunks, read or not. */
  readonly rows: number;
  /** Items that became exceptions in them. */
  readonly failed: number;
  /** Where in the flow they did, and where items were left to a run of their own: node and number. */
  readonly lost: readonly (readonly [number, number])[];
  /** Why the text could not be cut to its end, or the results not be put together. */
  readonly failure?: Failure;
};

export function newChunkProgress(length: number): ChunkProgress {
  return { length, cursor: startOfText, count: 0, isCut: false, settled: 0, failedChunks: 0, rows: 0, failed: 0, lost: [] };
}

/** What is known of a chunk's run that has ended. */
export type EndedChunk = { readonly status: RunStatus; readonly rows: number; readonly progress: Progress };

/** Counts the next chunk in. */
export function countChunk(chunks: ChunkProgress, { status, rows, progress }: EndedChunk): ChunkProgress {
  const lost = new Map(chunks.lost);
  const lose = (node: number) => lost.set(node, (lost.get(node) ?? 0) + 1);
  for (const dead of progress.dead) lose(dead.node);
  for (const entry of progress.ledger) if (entry.state === 'detached') lose(entry.node);
  return {
    ...chunks,
    settled: chunks.settled + 1,
    failedChunks: chunks.failedChunks + (status === 'done' || status === 'partial' ? 0 : 1),
    rows: chunks.rows + rows,
    failed: chunks.failed + progress.dead.length,
    lost: [...lost],
  };
}

/** Adds what a chunk's run did at each step to what those before it did. */
export function addSteps(
  steps: Map<number, StepProgress>,
  added: readonly StepProgress[],
  source: Pick<PlannedSource, 'cutter' | 'parts'>,
): void {
  for (const step of added) {
    const before = steps.get(step.node);
    const total = before ? sum(before, step) : { ...step, startedAt: 0 };
    steps.set(step.node, { ...total, ...shownCounts(total, source) });
  }
}

/** Each chunk comes as a text of its own; for people there is one text, and the reader takes in its records. */
function shownCounts(
  { node, out, failed }: StepProgress,
  { cutter, parts }: Pick<PlannedSource, 'cutter' | 'parts'>,
): Partial<StepProgress> {
  if (node === cutter) return { in: Object.values(out).reduce((all, count) => all + count, 0) + (out.error === undefined ? failed : 0) };
  return parts[node] === 'before' ? { in: 1, out: Object.fromEntries(Object.keys(out).map((port) => [port, 1])) } : {};
}

function sum(a: StepProgress, b: StepProgress): StepProgress {
  const out: Record<string, number> = { ...a.out };
  for (const port in b.out) out[port] = (out[port] ?? 0) + (b.out[port] ?? 0);
  const isSkipped = a.status === 'skipped' && b.status === 'skipped';
  const failed = a.failed + b.failed;
  const error = a.error ?? b.error;
  return {
    node: a.node,
    status: isSkipped ? 'skipped' : failed > 0 ? 'failed' : 'done',
    in: a.in + b.in,
    out,
    failed,
    ms: Math.round((a.ms + b.ms) * 100) / 100,
    startedAt: a.startedAt,
    ...(error && { error }),
  };
}
