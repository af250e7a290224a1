import type { Flow } from '@crossdock/flows/document/flow';

/** A version of a flow that an environment runs. Versions are immutable; `hash` is the content hash of the stored bytes. */
export type DeployedFlow = {
  readonly env: string;
  readonly flow: Flow;
  readonly version: number;
  readonly hash: string;
  /** Absent or null: it takes messages. */
  readonly pause?: Pause | null;
  /** Another version that takes a share of its messages. Absent: it takes all. */
  readonly rollout?: ComingVersion | undefined;
};

/** A version that comes beside the deployed one; `share` in per cent, 1 to 99. */
export type ComingVersion = { readonly flow: Flow; readonly version: number; readonly hash: string; readonly share: number };

/** A deployed flow that is held. Runs that have begun go on. */
export type Pause = {
  /** `refuse`: intake answers 503. `queue`: messages are taken and kept, and their runs begin when it goes on. */
  readonly mode: 'refuse' | 'queue';
  readonly why: string;
  readonly by: string;
  /** ms */
  readonly since: number;
  /** When it goes on by itself, ms; null: when somebody lets it. */
  readonly until: number | null;
};

/** What the engine and the intake need of the lifecycle. Kept in memory, told of changes; the hot path never asks the store. */
export type Deployments = {
  /** All flows deployed in all environments. */
  current(): readonly DeployedFlow[];
  /** A published version, also one that is deployed nowhere; null when there is none. */
  version(flowId: string, version: number): Promise<{ readonly flow: Flow; readonly hash: string } | null>;
  /** Keeps the document of a draft under its hash, so that a test run can be shown and resumed later. */
  keepDraft(flow: Flow, hash: string): Promise<void>;
  draft(hash: string): Promise<Flow | null>;
  /** Called after each change of `current()`. Returns the way to stop. */
  onChange(listener: () => void): () => void;
};

/** What holds the flow now; null: nothing does, or its time is over. */
export function pauseAt({ pause }: Pick<DeployedFlow, 'pause'>, now: number): Pause | null {
  return pause && (pause.until === null || pause.until > now) ? pause : null;
}

/** The documents of all versions that take messages: the deployed one, and the one that comes beside it. */
export function liveFlows({ flow, rollout }: Pick<DeployedFlow, 'flow' | 'rollout'>): readonly Flow[] {
  return rollout ? [flow, rollout.flow] : [flow];
}
