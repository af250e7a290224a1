import type { ChunkProgress } from '../chunks/chunk-progress.ts';
import { type ActiveRun, progressOf } from '../run/active-run.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { RunSummary } from '../run-service.ts';

/** The fields of a run document that a list needs; messages stay on disk. */
export const summaryFields = [
  'id',
  'env',
  'flow',
  'version',
  'flowHash',
  'channel',
  'status',
  'createdAt',
  'finishedAt',
  'dueAt',
  'attempt',
  'correlationId',
  'shownKeys',
  'openExceptions',
  'isTest',
  'replayOf',
  'kind',
  'progress',
] as const satisfies readonly (keyof RunDocument)[];
export type SummaryFields = Pick<RunDocument, (typeof summaryFields)[number]>;

/** A run as lists show it. What this process knows of a run under way goes before what is stored. */
export function summarise(document: SummaryFields, flowName: string, active: ActiveRun | undefined): RunSummary {
  const progress = active ? progressOf(active) : readProgress(document.progress);
  const keys =
    document.shownKeys === '' ? [] : (JSON.parse(document.shownKeys) as [string, string][]).map(([kind, value]) => ({ kind, value }));
  const status = active?.status ?? document.status;
  const finishedAt = active ? active.finishedAt : document.finishedAt;
  const dueAt = active ? active.dueAt : document.dueAt;
  const error =
    progress?.runFailed ??
    progress?.dead[0]?.error ??
    (status === 'retrying' || status === 'parked' ? progress?.ledger.find((entry) => entry.retryAt !== null)?.error : undefined);
  const total = progress?.steps.find((step) => step.node === 0)?.out;
  return {
    id: document.id,
    flow: { id: document.flow, name: flowName, version: document.version },
    env: document.env,
    channel: document.channel,
    status,
    title: keys[0]?.value ?? document.id,
    keys,
    correlationId: document.correlationId,
    createdAt: new Date(document.createdAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    durationMs: finishedAt === null ? null : finishedAt - document.createdAt,
    items: progress?.chunks
      ? itemsOfChunks(progress.chunks, progress.dead.length)
      : { total: total ? Object.values(total).reduce((sum, count) => sum + count, 0) : 0, failed: progress?.dead.length ?? 0 },
    nextTryAt: (status === 'retrying' || status === 'parked') && dueAt !== null ? new Date(dueAt).toISOString() : null,
    attempt: active?.attempt ?? document.attempt,
    error: error ? { code: error.code, message: error.message, ...(error.details !== undefined && { details: error.details }) } : null,
    openExceptions:
      active?.finishedAt && active.replayOf === null
        ? active.dead.filter((dead) => dead.state === 'open').length
        : (document.openExceptions ?? 0),
    chunks: progress?.chunks ? shownChunks(progress.chunks) : null,
    isTest: document.isTest === 1,
    replayOf: document.replayOf,
    kind: document.kind,
  };
}

function itemsOfChunks({ rows, failed }: ChunkProgress, own: number): RunSummary['items'] {
  return { total: rows, failed: failed + own };
}

function shownChunks({ length, cursor, ...chunks }: ChunkProgress): RunSummary['chunks'] {
  const { count, isCut, settled, failedChunks, rows, failed } = chunks;
  return { bytes: length, bytesRead: isCut ? length : cursor.offset, count, isCut, settled, failedChunks, rows, failed };
}

export function readProgress(text: string): Progress | null {
  return text === '' ? null : (JSON.parse(text) as Progress);
}
