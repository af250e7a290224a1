import type { Flow, FlowNode, OnFailure } from '@crossdock/flows/document/flow';
import type { ChunkPart } from '@crossdock/flows/graph/chunk-parts';
import type { CutRule } from '@crossdock/nodes/contract/chunks';
import type { EffectNode, Idempotency, NodeDefinition } from '@crossdock/nodes/contract/define-node';
import type { IntakeBinding } from '@crossdock/nodes/contract/intake';
import type { Program } from '../../sandbox/sandbox.ts';

/** A flow version made ready to execute. Immutable; cached by hash. */
export type Plan = {
  readonly flow: Flow;
  readonly version: number;
  readonly hash: string;
  readonly program: Program;
  /** The tables it looks things up in; their rows are handed over with the program. */
  readonly lookups: readonly string[];
  /** The variables of the environment it reads; `*`: which ones is only known when it runs. */
  readonly variables: readonly string[];
  /** In topological order; ties by node id. */
  readonly nodes: readonly PlanNode[];
  readonly lastStage: number;
  /** The last stage of a compensation; null when no effect of the flow can be undone. */
  readonly lastUndoStage: number | null;
  readonly binding: IntakeBinding | null;
  readonly dedupe: { readonly windowMs: number; readonly onDifferentBody: 'ignore' | 'new-run' | 'exception' } | null;
  readonly lane: string;
  /** Runs at once per worker; null: as many as the worker takes. */
  readonly laneWidth: number | null;
  readonly waitsForAnswer: boolean;
  /** How a message that is too big for one run is worked on in chunks; null: it is not. */
  readonly source: PlannedSource | null;
  /** Of a flow that reads records but needs them all at once: why, for people. */
  readonly wholeBecause: string | null;
};

/** The division of a flow between the runs of chunks and their parent. Node indices. */
export type PlannedSource = {
  readonly rule: CutRule;
  readonly cutter: number;
  /** By node: who executes it. */
  readonly parts: readonly (ChunkPart | null)[];
  /** The last stage of a chunk's run. */
  readonly lastStage: number;
  /** Rows of a chunk at most: fewer where each row is called for. */
  readonly rows: number;
};

export type PlanNode = {
  readonly index: number;
  readonly node: FlowNode;
  readonly definition: NodeDefinition;
  /** Pure nodes of a stage are executed in one sandbox call; then the stage's effect and read nodes are called. */
  readonly stage: number;
  readonly inputs: readonly { readonly port: string; readonly edges: readonly { readonly node: number; readonly port: string }[] }[];
  readonly outputs: readonly string[];
  readonly ancestors: readonly number[];
  readonly hasErrorEdge: boolean;
  readonly onFailure: OnFailure;
  readonly call: PlannedCall | null;
  readonly wait: PlannedWait | null;
  /** It lies behind the port `undo` of an effect: executed only by a compensation. */
  readonly isUndo: boolean;
  /** The steps directly behind its port `undo`. */
  readonly undoneBy: readonly number[];
};

/** A step that waits for something outside the run. */
export type PlannedWait = {
  /** What it tells others (a flow, an event) depends on answers that cannot be computed again, so these are written first. */
  readonly needsIntent: boolean;
};

/** Whether the outcome of the node comes from outside the sandbox: its stage ends there. */
export function endsStage(planned: Pick<PlanNode, 'call' | 'wait'>): boolean {
  return planned.call !== null || planned.wait !== null;
}

/** What the host needs to know to make a node's calls. */
export type PlannedCall = {
  readonly definition: EffectNode;
  readonly config: Record<string, unknown>;
  readonly connection: string;
  readonly idempotency: Idempotency | 'read';
  /**
   * Whether an intent is written before sending: when the input depends on answers that cannot be computed again, or the other side has no key to tell
   * a repeat by.
   */
  readonly needsIntent: boolean;
};
