import type { LookupPins } from '../../lookups/lookup-tables.ts';
import type { CollectionSchema } from '../../store/store.ts';
import type { VariableValues } from '../../variables/variable-source.ts';
import type { ChunkReference } from '../chunks/chunk-reference.ts';
import type { CallerOfRun } from '../compose/caller.ts';
import type { RunStatus } from './statuses.ts';

/**
 * One document, one fact: every promise about a run rests on one compare-and-set of this document. Fields that later parts of Crossdock need
 * (ordering, waiting, priorities, units) have their place from the first day, because ids and keys cannot be added later.
 */
export type RunDocument = {
  readonly id: string;
  /** environment/flow/sender/key; the run's own id when there is no key. Unique: accepting is this one insert. */
  readonly dedupe: string;
  /** Until when a repeat of the message counts as a duplicate, ms; null without a key. */
  readonly dedupeUntil: number | null;
  /** SHA-256 of the raw body. */
  readonly bodyHash: string;
  readonly env: string;
  readonly flow: string;
  /** 0: a draft, found by `flowHash`. */
  readonly version: number;
  readonly flowHash: string;
  readonly format: number;
  readonly unit: string;
  readonly channel: string;
  readonly lane: string;
  readonly priority: number;
  readonly status: RunStatus;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  /** When it is to be dispatched, ms; null while a worker has it or when it is final. */
  readonly dueAt: number | null;
  /** `env/lane/priority` while it waits to be dispatched, else null: the index by which the feeder fills each lane on its own. */
  readonly ready: string | null;
  /** The worker that has it; null when nobody does. */
  readonly owner: string | null;
  /** Raised by each claim and take-over; every later write must name it. */
  readonly token: number;
  /** Raised with each new wake time; the queue's jobs carry it. */
  readonly dispatch: number;
  readonly recoveries: number;
  /** 1: its worker died with it; the next claim counts as a recovery. */
  readonly isOrphan: number;
  /** `env/name` of the connection that holds it, while it is parked. */
  readonly parkedFor: string | null;
  readonly attempt: number;
  /** `env/flow/key` of the flow's ordering key; null when it has none. */
  readonly orderKey: string | null;
  /** Drawn per key before the run was inserted; runs of a key execute by it, one at a time. */
  readonly orderNumber: number | null;
  /** Its `orderKey` as long as later runs of the key have to wait for it. */
  readonly orderTurn: string | null;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** The run whose effect keys this one uses: its own id, or the first of a chain of replays. */
  readonly lineage: string;
  readonly replayOf: string | null;
  readonly kind: RunKind;
  /** The run that this one is a part of: of a continuation, a chunk, a compensation. */
  readonly parent: string | null;
  /** What its end still asks for, words with blanks between: `caller error compensate undone`. Null when nothing does. */
  readonly follow: string | null;
  /** `kind:value`, normalised; found exactly and by prefix as `value`. */
  readonly keys: readonly string[];
  /** JSON `[kind, value][]`, as shown. */
  readonly shownKeys: string;
  /** null when there are none, so that the index holds only runs somebody has to look at. */
  readonly openExceptions: number | null;
  readonly isTest: number;
  /** JSON Pinned: what a resume must not find changed. */
  readonly pinned: string;
  /** The message, sealed. Null when it lies in Blobs under `<id>/message`. */
  readonly message: Uint8Array | null;
  readonly messageBytes: number;
  readonly contentType: string;
  /** JSON Progress: reports of steps, ledger, dead letters. */
  readonly progress: string;
  /** Id of the record with captures and answers; null before the first. */
  readonly record: string | null;
  /** JSON { status, headers, body }: what the caller got or would get. */
  readonly answer: string | null;
  /** Fresh with each update: whether a write whose answer was lost took effect is seen by reading. */
  readonly writeId: string;
};

export const runCollection: CollectionSchema<RunDocument> = {
  name: 'runs',
  fields: {
    dedupe: 'text',
    dedupeUntil: 'number',
    bodyHash: 'text',
    env: 'text',
    flow: 'text',
    version: 'number',
    flowHash: 'text',
    format: 'number',
    unit: 'text',
    channel: 'text',
    lane: 'text',
    priority: 'number',
    status: 'text',
    createdAt: 'number',
    finishedAt: 'number',
    dueAt: 'number',
    ready: 'text',
    owner: 'text',
    token: 'number',
    dispatch: 'number',
    recoveries: 'number',
    isOrphan: 'number',
    parkedFor: 'text',
    attempt: 'number',
    orderKey: 'text',
    orderNumber: 'number',
    orderTurn: 'text',
    correlationId: 'text',
    causationId: 'text',
    lineage: 'text',
    replayOf: 'text',
    kind: 'text',
    parent: 'text',
    follow: 'text',
    keys: 'keys',
    shownKeys: 'body',
    openExceptions: 'number',
    isTest: 'number',
    pinned: 'body',
    message: 'bytes',
    messageBytes: 'number',
    contentType: 'text',
    progress: 'body',
    record: 'text',
    answer: 'body',
    writeId: 'text',
  },
  unique: ['dedupe'],
  indexes: [
    { fields: ['env', 'createdAt'] },
    { fields: ['flow', 'env', 'createdAt'] },
    { fields: ['dueAt'], where: 'present' },
    { fields: ['owner'], where: 'present' },
    { fields: ['ready', 'dueAt'], where: 'present' },
    { fields: ['orderTurn', 'orderNumber'], where: 'present' },
    { fields: ['replayOf'], where: 'present' },
    { fields: ['parent', 'status'], where: 'present' },
    { fields: ['causationId'], where: 'present' },
    { fields: ['follow'], where: 'present' },
    { fields: ['openExceptions'], where: 'present' },
    { fields: ['parkedFor', 'status'], where: 'present' },
  ],
};

/** `continuation`: an item that had to wait longer than the others of its run would. `chunk`: a part of a message that is too big for one run. */
export type RunKind =
  | 'message'
  | 'replay'
  | 'continuation'
  | 'chunk'
  /** Takes back the effects of its parent. */
  | 'compensation'
  /** Started by a step of another flow's run. */
  | 'call'
  /** Tells the error flow of a run that failed. */
  | 'error';

/** What is fixed at accept, so that every resume and replay computes the same. */
export type Pinned = {
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly seed: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The version of each table that the flow looks things up in; 0: there was none. A replay takes those of its own time. */
  readonly lookups?: LookupPins;
  /** The variables that the flow reads, as they stood. A replay takes those of its own time. */
  readonly vars?: VariableValues;
  /** Of a message that is worked on in chunks: its bytes. No run reads it whole. */
  readonly stream?: { readonly length: number };
  /** Of a chunk's run, and of its replays. */
  readonly chunk?: ChunkReference;
  /** Of a replay: only these items at this node, and what lies behind it. */
  readonly focus?: {
    readonly node: string;
    /** `['*']`: all. */
    readonly items: readonly string[];
  };
  /** Of a replay: what people have corrected, in this run and in those that it came from. `bodies`: JSON by item, sealed, base64. */
  readonly corrections?: readonly { readonly node: string; readonly by: string; readonly bodies: string }[];
  /** Of a replay: who asked for it, and why. On another version: by index of a step, its index in the version that the original ran; -1 where there is none. */
  readonly replay?: {
    readonly by: string;
    readonly reason?: string;
    readonly steps?: readonly number[];
    /** Index of the step it was replayed from, in the version that the original ran; absent: the whole run. */
    readonly at?: number;
    /** That step and those behind it, in the version that the original ran. */
    readonly behind?: readonly number[];
    readonly bulk?: string;
  };
  /** Of a called run. */
  readonly caller?: CallerOfRun;
  /** Of a compensation: the run whose effects it takes back; `by` null: the flow's own rule. */
  readonly compensates?: { readonly run: string; readonly by: string | null; readonly reason: string };
};

/** Captures, exchanges and answers of a run: append-only, sealed. A later record of the same run replaces the earlier one. */
export type RecordDocument = {
  /** runId/token/sequence: a worker back from the dead cannot overwrite its heir's data. */
  readonly id: string;
  readonly runId: string;
  readonly createdAt: number;
  /** Sealed frame: header RecordHeader; part 0 the step records, then the answers' bodies. */
  readonly sealed: Uint8Array;
};

export const recordCollection: CollectionSchema<RecordDocument> = {
  name: 'records',
  fields: { runId: 'text', createdAt: 'number', sealed: 'bytes' },
  indexes: [{ fields: ['createdAt'] }],
  appendOnly: true,
};
