import type { RunInfo } from '@crossdock/nodes/contract/define-node';
import type { Json } from '@crossdock/nodes/contract/item';
import type { DeadItem, Failure } from '../../sandbox/region/protocol.ts';
import type { Text } from '../../sandbox/sandbox.ts';
import type { Exchange } from '../calls/exchange.ts';
import type { ChunkProgress } from '../chunks/chunk-progress.ts';
import type { Undoing } from '../compose/undo-course.ts';
import type { Plan } from '../plan/plan.ts';
import { type LedgerEntry, noProgress, type Progress, type StepProgress } from './progress.ts';
import type { Pinned, RunDocument, RunKind } from './run-document.ts';
import type { RunStatus } from './statuses.ts';

/** What a person has corrected at a step: bodies as JSON by item. */
export type OpenCorrection = { readonly node: string; readonly by: string; readonly bodies: string };

export type StoredAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> /** JSON text. */;
  readonly body: string;
};

/** A run in the hands of this process: the document's facts, and what is known since the last write. */
export type ActiveRun = {
  readonly id: string;
  readonly plan: Plan;
  readonly env: string;
  readonly lane: string;
  readonly priority: number;
  readonly orderKey: string | null;
  readonly orderNumber: number | null;
  readonly createdAt: number;
  readonly correlationId: string;
  readonly lineage: string;
  readonly replayOf: string | null;
  readonly kind: RunKind;
  readonly shownKeys: string;
  readonly pinned: Pinned;
  /** Of a replay: bodies that people have corrected, by step. */
  corrections: readonly OpenCorrection[] | undefined;
  readonly contentType: string;
  /** The message's text, or its UTF-8 as it came; of the parent of chunks what they came to. */
  message: Text;
  /** Of a message that is worked on in chunks. */
  chunks: ChunkProgress | undefined;
  readonly recoveries: number;
  token: number;
  dispatch: number;
  attempt: number;
  status: RunStatus;
  stage: number;
  /** What the stage before carried over; undefined after a resume, which computes from the message again. */
  carry: string | undefined;
  /** Of a compensation: what it is at. */
  undoing: Undoing | undefined;
  readonly steps: Map<number, StepProgress>;
  readonly ledger: Map<string, LedgerEntry>;
  readonly answers: Map<string, string>;
  dead: Progress['dead'];
  runFailed: Failure | undefined;
  /** Step records as JSON, without the brackets around them. */
  captures: string[];
  readonly exchanges: Exchange[];
  answer: StoredAnswer | null;
  record: string | null;
  records: number;
  isCancelled: boolean;
  finishedAt: number | null;
  dueAt: number | null;
  /** Called once, after the answer, the end or the next try of the run was stored. */
  onSettled: ((run: ActiveRun) => void) | undefined;
};

export function activeRun(document: RunDocument, whole: Plan, message: Text): ActiveRun {
  const progress = document.progress === '' ? noProgress : (JSON.parse(document.progress) as Progress);
  const pinned = JSON.parse(document.pinned) as Pinned;
  // A chunk's run ends before the barriers.
  const plan = pinned.chunk && whole.source ? { ...whole, lastStage: whole.source.lastStage } : whole;
  return {
    id: document.id,
    plan,
    env: document.env,
    lane: document.lane,
    priority: document.priority,
    orderKey: document.orderKey,
    orderNumber: document.orderNumber,
    createdAt: document.createdAt,
    correlationId: document.correlationId,
    lineage: document.lineage,
    replayOf: document.replayOf,
    kind: document.kind,
    shownKeys: document.shownKeys,
    pinned,
    corrections: undefined,
    contentType: document.contentType,
    message,
    chunks: progress.chunks,
    recoveries: document.recoveries,
    token: document.token,
    dispatch: document.dispatch,
    attempt: document.attempt,
    status: document.status,
    stage: progress.stage,
    carry: undefined,
    undoing: undefined,
    steps: new Map(progress.steps.map((step) => [step.node, step])),
    ledger: new Map(progress.ledger.map((entry) => [callId(entry), entry])),
    answers: new Map(),
    dead: progress.dead,
    runFailed: progress.runFailed,
    captures: [],
    exchanges: [],
    answer: document.answer === null ? null : (JSON.parse(document.answer) as StoredAnswer),
    record: document.record,
    records: 0,
    isCancelled: false,
    finishedAt: document.finishedAt,
    dueAt: document.dueAt,
    onSettled: undefined,
  };
}

export function messageText({ message }: Pick<ActiveRun, 'message'>): string {
  return typeof message === 'string' ? message : Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('utf8');
}

export function callId(call: { readonly node: number; readonly item: string }): string {
  return `${call.node}/${call.item}`;
}

export function runInfo(run: ActiveRun): RunInfo {
  return {
    // A replay makes the requests of the run that it came from, also where they name it.
    id: run.kind === 'replay' ? run.lineage : run.id,
    flow: run.plan.flow.id,
    version: run.plan.version,
    env: run.env,
    correlationId: run.correlationId,
    now: run.pinned.now,
  };
}

export function progressOf(run: ActiveRun): Progress {
  return {
    stage: run.stage,
    steps: [...run.steps.values()],
    ledger: [...run.ledger.values()],
    dead: run.dead,
    ...(run.runFailed && { runFailed: run.runFailed }),
    ...(run.chunks && { chunks: run.chunks }),
  };
}

export function exception(item: DeadItem, attempts: number): Progress['dead'][number] {
  return { ...item, state: 'open', attempts };
}

export type Vars = Readonly<Record<string, Json>>;
