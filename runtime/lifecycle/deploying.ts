import type { HistoryKind } from './live-state.ts';
import type { Restored } from './restore-configuration.ts';
import type { RolloutRequest, SideCounts, StopWhen } from './rollout.ts';

export type Deployment = {
  readonly env: string;
  readonly version: number;
  readonly since: string;
  readonly by: string;
  readonly why: string;
  /** Its line in the history of the flow there; of one that is to come null. */
  readonly number: number | null;
  readonly promotion: string | null;
  /** When it is going to happen; null: it has happened. */
  readonly scheduledFor: string | null;
  /** What comes beside it; null: it takes all messages. */
  readonly rollout: ShownRollout | null;
};

/** A version that takes a share of the messages, per cent, beside the one that is live. */
export type ShownRollout = {
  readonly version: number;
  readonly share: number;
  readonly since: string;
  readonly by: string;
  readonly why: string;
  readonly promotion: string | null;
  readonly stopWhen: StopWhen | null;
};

/** What the environment lacks for the flow to work there. */
export type DeploymentReply = Deployment & { readonly missingConnections: readonly string[] };

/** What became of the configuration that the version ran with before. */
export type RollbackReply = DeploymentReply & { readonly from: number | null; readonly configuration: Restored };

export type ShownPause = {
  readonly mode: 'refuse' | 'queue';
  readonly why: string;
  readonly by: string;
  readonly since: string;
  readonly until: string | null;
};

/** One line of the history of a flow in an environment. */
export type HistoryLine = {
  readonly number: number;
  readonly env: string;
  readonly version: number;
  readonly since: string;
  /** null: it is still so. */
  readonly until: string | null;
  readonly by: string;
  readonly why: string;
  readonly promotion: string | null;
  readonly kind: HistoryKind;
  readonly configuration: {
    readonly variables: Readonly<Record<string, unknown>>;
    readonly lookups: Readonly<Record<string, number>>;
    readonly contracts: readonly string[];
    readonly connections: readonly string[];
  } | null;
  /** Of a pause. */
  readonly mode: 'refuse' | 'queue' | null;
  readonly pausedUntil: string | null;
  /** Of a rollout, per cent of the messages. */
  readonly share: number | null;
};

/** What runs of a flow in an environment, and what is to come. */
export type DeployedNow = {
  readonly env: string;
  readonly deployment: Deployment | null;
  readonly paused: ShownPause | null;
  readonly scheduled: {
    readonly version: number | null;
    readonly at: string;
    readonly by: string;
    readonly why: string;
    readonly promotion: string | null;
    /** Per cent of the messages that it gets at first; null: all. */
    readonly share: number | null;
  } | null;
  /** A scheduled deployment that did not happen, or a rollout that went back by itself, and why. */
  readonly notMade: { readonly version: number; readonly at: string; readonly words: string; readonly isRollout: boolean } | null;
};

/** Ended runs since a rollout began, of the version that is live and of the one that comes; the newest 1,000 of each. */
export type RolloutCounts = { readonly live: SideCounts; readonly coming: SideCounts };

type Asked = { readonly by: string; readonly why?: string | undefined; readonly promotion?: string | null | undefined };
type Sharing = { /** What runs there already keeps the rest of the messages. */ readonly rollout?: RolloutRequest | undefined };
export type Restoring = {
  /** Default: they come back. */
  readonly restoreConfiguration?: boolean | undefined;
  /** False: who asks may not change what all channels share, so a rollback that would is refused. */
  readonly mayRestore?: boolean | undefined;
};
export type Wanted = { readonly flow: string /** null: it is taken out. */; readonly version: number | null };

/** Versions in environments. All of it is refused by throwing a Refusal, and nothing has changed then. */
export type Deploying = {
  /** With `at`, ms, it happens then, if everything still allows it. Throws PROMOTION_NEEDED, PATH_TAKEN, FLOW_HAS_ERRORS, NO_SUCH_VERSION, NO_ROLLOUT. */
  deploy(
    id: string,
    request: Asked & Sharing & { readonly env: string; readonly version: number; readonly at?: number | undefined },
  ): Promise<DeploymentReply>;
  /** Several flows at once: all or none. */
  deployAll(
    env: string,
    wanted: readonly Wanted[],
    asked: Asked & { readonly at?: number | undefined },
  ): Promise<readonly DeploymentReply[]>;
  /** Gives the version that comes another share, 1 to 99 per cent; with 100 it is live alone. Throws NOT_DEPLOYED, NO_ROLLOUT. */
  changeShare(id: string, request: Pick<Asked, 'by' | 'why'> & { readonly env: string; readonly share: number }): Promise<DeploymentReply>;
  /** Gives up the version that comes: the live one takes all messages again. Throws NOT_DEPLOYED, NO_ROLLOUT. */
  endRollout(id: string, request: { readonly env: string; readonly by: string; readonly why: string }): Promise<void>;
  /** How both versions of a rollout do; null: there is none. */
  rolloutCounts(id: string, env: string): Promise<RolloutCounts | null>;
  /** Takes the flow out of an environment. */
  undeploy(id: string, env: string, by: string, why?: string): Promise<void>;
  /** Calls a scheduled deployment off. Throws NOTHING_SCHEDULED. */
  unschedule(id: string, env: string, by: string): Promise<void>;
  /** To a version that ran there; default: the one before. Its variables and lookups come back too, unless told otherwise or other flows use them. */
  rollback(
    id: string,
    request: Asked & Restoring & { readonly env: string; readonly version?: number | undefined },
  ): Promise<RollbackReply>;
  /** Several flows at once, each to the version named, or out. */
  rollbackAll(env: string, wanted: readonly Wanted[], asked: Asked & Restoring): Promise<{ readonly configuration: Restored }>;
  /** `until` in ms. Throws NOT_DEPLOYED. */
  pause(
    id: string,
    request: {
      readonly env: string;
      readonly mode: 'refuse' | 'queue';
      readonly why: string;
      readonly until: number | null;
      readonly by: string;
    },
  ): Promise<ShownPause>;
  /** Throws NOT_DEPLOYED, NOT_PAUSED. */
  resume(id: string, request: { readonly env: string; readonly by: string; readonly why?: string | undefined }): Promise<void>;
  /** Newest first. */
  history(id: string, env?: string): Promise<readonly HistoryLine[]>;
  deployedNow(id: string, env: string): DeployedNow;
  /** Makes the deployments that have come due, ends pauses whose time is over, and rollouts that fail too often. Resolves to how many. Safe on several servers at once. */
  makeDue(): Promise<number>;
};
