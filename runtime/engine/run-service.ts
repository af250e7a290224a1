import type { Flow, FlowNode, SampleMessage } from '@crossdock/flows/document/flow';
import type { z } from 'zod';
import type { bulkPreview, bulkReplay, replayPlan } from '../api/shapes/replay-shapes.ts';
import type { bulkFilter, bulkRequest, replayRequest } from '../api/shapes/requests.ts';
import type { chunkSummary, ledger, lineage, runDetail, runSummary, step, stepDetail, stepHistory } from '../api/shapes/run-shapes.ts';
import type { trigger } from '../api/shapes/trigger-shapes.ts';
import type { Records } from '../rehearsal/given-records.run.ts';
import type { StepPreview, StepPreviewRequest } from '../rehearsal/preview-step.ts';
import type { Pins } from '../rehearsal/test-flows.ts';
import type { Evaluated, Evaluation } from './expressions/evaluate.ts';
import type { WholeRun } from './view/whole-run.ts';

export type RunSummary = z.output<typeof runSummary>;
export type RunDetail = z.output<typeof runDetail>;
export type StepDetail = z.output<typeof stepDetail>;
export type StepHistory = z.output<typeof stepHistory>;
export type StepHistoryQuery = {
  readonly env: string;
  readonly flow: string;
  readonly nodeId: string;
  /** Items, at most. */
  readonly limit: number;
  /** Older runs are not looked at. */
  readonly days: number;
};
export type ReplayPlan = z.output<typeof replayPlan>;
export type ChunkSummary = z.output<typeof chunkSummary>;
export type ChunkList = { readonly items: readonly ChunkSummary[]; readonly next: string | null };
export type Step = z.output<typeof step>;
export type Ledger = z.output<typeof ledger>;
export type Lineage = z.output<typeof lineage>;
export type Trigger = z.output<typeof trigger>;
export type BulkFilter = z.output<typeof bulkFilter>;
export type BulkRequest = z.output<typeof bulkRequest>;
export type BulkPreview = z.output<typeof bulkPreview>;
export type BulkReplay = z.output<typeof bulkReplay>;
/** What a person asks of a replay. */
export type ReplayRequest = Partial<z.output<typeof replayRequest>> & {
  readonly by: string;
  /** The bulk replay that it is a part of. */
  readonly bulk?: string | undefined;
};

export type RunQuery = {
  readonly env: string;
  readonly flow?: string | undefined;
  readonly status?: readonly RunSummary['status'][] | undefined;
  /** A business key, whole or its beginning. */
  readonly key?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly isTest?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
};

/** What the API and the CLI ask of the engine about runs. Methods on an unknown run resolve to null. */
/** How the runs of a flow in an environment fare. */
export type FlowCounts = { readonly runs24h: number; readonly failed24h: number; readonly openExceptions: number };

export type RunService = {
  list(query: RunQuery): Promise<{ readonly items: readonly RunSummary[]; readonly next: string | null }>;
  get(runId: string): Promise<RunDetail | null>;
  /** Where a run belongs, without loading it. */
  place(runId: string): Promise<{ readonly env: string; readonly flow: string; readonly channel: string } | null>;
  /** The chunks of a big message, those that need somebody first. */
  chunks(runId: string, page: { readonly limit: number; readonly after: string | null }): Promise<ChunkList | null>;
  step(runId: string, nodeId: string): Promise<StepDetail | null>;
  /** What came into a step of a flow in past runs. */
  stepHistory(query: StepHistoryQuery): Promise<StepHistory>;
  /** Where an item of a step came from and what became of it. `item` is one of its inputs, else of its outputs. Null: no such run, step or item. */
  lineage(runId: string, nodeId: string, itemId: string): Promise<Lineage | null>;
  /** Where each item stands at each step that touches the outside. */
  ledger(
    runId: string,
    query: { readonly node?: string | undefined; readonly state?: Ledger['items'][number]['state'] | undefined; readonly limit: number },
  ): Promise<Ledger | null>;
  /** The message a run was started by, with secrets and personal data replaced: to try a flow on. */
  message(runId: string): Promise<SampleMessage | null>;
  /** How the waits of its steps ended, in turn, by step, with secrets and personal data replaced. */
  waitEnds(runId: string): Promise<Readonly<Record<string, readonly unknown[]>> | null>;
  /** A run that has ended, with nothing hidden; null: there is none, it is under way, or its message is gone. Never for people. */
  whole(runId: string): Promise<WholeRun | null>;
  /** What people call a flow; its id when it is not known. */
  flowName(flowId: string): string;
  /** The document that ran. */
  flow(runId: string): Promise<Flow | null>;
  /** What such a replay would do. Throws NotReplayable with a code and a message for people. */
  replayPlan(runId: string, request: ReplayRequest): Promise<ReplayPlan | null>;
  /** Starts a new run that is linked to this one. Throws NotReplayable. */
  replay(runId: string, request: ReplayRequest): Promise<{ readonly runId: string } | null>;
  /** By flow id; flows without any are left out. Asks the store once, whatever the number of flows. */
  flowCounts(env: string): Promise<ReadonlyMap<string, FlowCounts>>;
  /** Messages of a paused flow that wait for it to go on; to 10,000. */
  held(env: string, flow: string): Promise<number>;
  /** Schedules and polls that are deployed. Null: the flow has none there. */
  readonly triggers: {
    list(env: string): Promise<readonly Trigger[]>;
    pause(env: string, flow: string, given: { readonly by: string; readonly reason: string }): Promise<Trigger | null>;
    resume(env: string, flow: string): Promise<Trigger | null>;
    setWatermark(env: string, flow: string, value: string | null): Promise<Trigger | null>;
  };
  /** Replays of many runs. They go on after a restart. */
  readonly bulkReplays: {
    preview(request: Pick<BulkRequest, 'filter' | 'from'>): Promise<BulkPreview>;
    start(request: BulkRequest, by: string): Promise<BulkReplay>;
    list(env: string): Promise<readonly BulkReplay[]>;
    get(id: string): Promise<BulkReplay | null>;
    /** False: it has ended. */
    cancel(id: string): Promise<boolean | null>;
  };
  /** Says of open exceptions that nothing more is to be done. Resolves to how many there were. */
  dismiss(
    runId: string,
    request: { readonly exceptions?: readonly string[] | undefined; readonly reason: string; readonly by: string },
  ): Promise<number | null>;
  /** Gives a run up that failed: a run of its own takes its effects back. Throws NotReplayable where that cannot be. */
  compensate(runId: string, asked: { readonly by: string; readonly reason: string }): Promise<{ readonly runId: string } | null>;
  /** Ordering keys with unfinished runs, the one that waits longest first. */
  orderKeys(
    env: string,
    limit: number,
  ): Promise<readonly { readonly key: string; readonly flow: string; readonly runs: number; readonly oldestAt: string }[]>;
  cancel(runId: string, by: string): Promise<boolean | null>;
  /** Runs a draft with one message in an environment, against that environment's connections. */
  testRun(request: {
    readonly flow: Flow;
    readonly env: string;
    readonly message: SampleMessage;
    readonly until?: string | undefined;
    /** Records that stand for what steps give. */
    readonly pins?: Pins | undefined;
    /** The instant that the run goes by, ISO 8601; default: now. */
    readonly receivedAt?: string | undefined;
    /** The id that it gets; default: a new one. For an engine that is thrown away: ids are there once. */
    readonly runId?: string | undefined;
    readonly by: string;
  }): Promise<{ readonly runId: string }>;
  /** Runs one step of a draft on these records; what it sends has keys of its own. */
  stepRun(request: {
    readonly flow: Flow;
    readonly env: string;
    readonly node: FlowNode;
    readonly inputs: Records;
  }): Promise<{ readonly runId: string }>;
  /** Runs one pure step on some records, in the sandbox; nothing is stored. Throws NotPure. */
  previewStep(request: StepPreviewRequest): Promise<StepPreview>;
  /** Hourly counts for the flow list: flow id to the last 24 hours. */
  activity(env: string): Promise<
    ReadonlyMap<
      string,
      {
        readonly hours: readonly { readonly hour: string; readonly done: number; readonly failed: number }[];
        readonly runsLastHour: number;
        readonly openExceptions: number;
      }
    >
  >;
  /** Live changes; batched per tick. Returns the way to stop. */
  subscribe(
    filter: { readonly env: string; readonly flow?: string | undefined; readonly run?: string | undefined },
    listener: (event: RunEvent) => void,
  ): () => void;
  /** Evaluates templates on records, in one call of the sandbox. By expression, by record. */
  evaluate(request: Evaluation): Promise<readonly (readonly Evaluated[])[]>;
};

export type RunEvent =
  | { readonly event: 'run'; readonly data: RunSummary }
  | {
      readonly event: 'steps';
      readonly data: { readonly runId: string; readonly steps: readonly Step[]; readonly edges: RunDetail['edges'] };
    };

export class NotReplayable extends Error {
  override readonly name = 'NotReplayable';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
