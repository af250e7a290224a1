import type { Plan, PlanNode } from '../plan/plan.ts';
import { type LedgerEntry, noProgress, type Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import type { RunDetail, RunSummary } from '../run-service.ts';
import { redact, redactionOf } from './redact.ts';
import { edgesOf, stepsOf } from './steps.ts';
import { waitsOf } from './waits.ts';

const dayMs = 86_400_000;

/** A run as its own page shows it. */
export function runDetail(given: {
  readonly document: RunDocument;
  readonly summary: RunSummary;
  readonly plan: Plan;
  readonly progress: Progress | null;
  readonly answer: { readonly status: number; readonly body: string } | null;
  readonly replays: RunDetail['replays'];
  readonly related: RunDetail['related'];
  readonly compensation: RunDetail['compensation'];
  /** Items that the person who replayed has corrected. */
  readonly corrected: readonly string[];
  /** Exceptions of its chunks. */
  readonly inChunks: readonly { readonly runId: string; readonly dead: Progress['dead'][number] }[];
}): RunDetail {
  const { document, summary, plan } = given;
  const progress = given.progress ?? noProgress;
  const { settings } = plan.flow;
  const { replay, compensates, chunk, lookups } = JSON.parse(document.pinned) as Pinned;
  return {
    ...summary,
    ...(chunk && { items: { total: chunk.rows, failed: summary.items.failed } }),
    steps: stepsOf(plan, progress, summary.status, compensates !== undefined),
    edges: edgesOf(plan, progress),
    effects: progress.ledger.filter((entry) => plan.nodes[entry.node]?.definition.kind === 'effect').map((entry) => effectOf(entry, plan)),
    exceptions: [...progress.dead.map((dead) => ({ runId: document.id, dead })), ...given.inChunks].map(({ runId, dead }) => ({
      id: `${runId}/${nodeIdOf(plan, dead.node)}/${dead.item}`,
      runId,
      nodeId: nodeIdOf(plan, dead.node),
      itemId: dead.item,
      key: dead.key ?? summary.keys[0]?.value ?? null,
      state: dead.state,
      attempts: dead.attempts,
      replay: dead.replay ?? null,
      dismissed: dead.dismissed
        ? { by: dead.dismissed.by, at: new Date(dead.dismissed.at).toISOString(), reason: dead.dismissed.reason }
        : null,
      error: {
        code: dead.error.code,
        message: dead.error.message,
        ...(dead.error.details !== undefined && { details: dead.error.details }),
      },
    })),
    waits: summary.finishedAt === null ? waitsOf(plan, progress.ledger) : [],
    related: given.related,
    compensation: given.compensation,
    replay: replay ? { by: replay.by, reason: replay.reason ?? null, bulk: replay.bulk ?? null, corrected: [...given.corrected] } : null,
    chunk: chunk
      ? { of: chunk.of, number: chunk.number, firstLine: chunk.firstLine, lastLine: chunk.nextLine - 1, rows: chunk.rows }
      : null,
    lookups: Object.entries(lookups ?? {}).map(([name, version]) => ({ name, version })),
    replays: given.replays,
    answer: given.answer && { status: given.answer.status, body: redact(JSON.parse(given.answer.body), redactionOf(settings.redact)) },
    message: { bytes: Math.max(0, document.messageBytes), contentType: document.contentType },
    recoveries: document.recoveries,
    capture: settings.capture,
    replayableUntil: document.messageBytes < 0 ? null : new Date(document.createdAt + settings.retention.days * dayMs).toISOString(),
  };
}

function nodeIdOf(plan: Plan, index: number): string {
  return (plan.nodes[index] as PlanNode | undefined)?.node.id ?? '';
}

function effectOf(entry: LedgerEntry, plan: Plan): RunDetail['effects'][number] {
  return {
    nodeId: nodeIdOf(plan, entry.node),
    itemId: entry.item,
    key: entry.key,
    outcome: outcomeOf(entry),
    attempts: entry.attempts,
    firstSentAt: entry.firstSentAt === null ? null : new Date(entry.firstSentAt).toISOString(),
    settledAt: entry.settledAt === null ? null : new Date(entry.settledAt).toISOString(),
    seenBefore: entry.seenBefore === true,
    closedBy: entry.closed ?? null,
  };
}

/** The words people see: a call that failed certainly had no effect. */
function outcomeOf(entry: LedgerEntry): RunDetail['effects'][number]['outcome'] {
  if (entry.undo === 'done') return 'undone';
  if (entry.state === 'confirmed') return 'confirmed';
  if (entry.state === 'unknown') return 'unknown';
  return entry.state === 'intended' ? 'sent' : 'not sent';
}
