import type { Combining } from '@crossdock/nodes/contract/chunks';
import type { DerivedPorts, EffectNode, PureNode, Resources, RunInfo, TriggerNode, WaitNode } from '@crossdock/nodes/contract/define-node';
import type { Evaluate, Evaluated } from '@crossdock/nodes/contract/expression';
import type { Json } from '@crossdock/nodes/contract/item';

/** The pure parts of a node type, as the sandbox library lists them. */
export type PureParts = {
  readonly run?: PureNode['run'];
  readonly setup?: PureNode['setup'];
  readonly combining?: Combining<Evaluated<Record<string, unknown>>>;
  readonly open?: TriggerNode['open'];
  readonly prepare?: EffectNode['prepare'] | WaitNode['prepare'];
  readonly complete?: EffectNode['complete'];
};

export type ProgramNode = {
  readonly id: string;
  /** `type@major` in the sandbox library. */
  readonly type: string;
  /** `io`: its outcome comes from outside the sandbox, by a call or a wait. */
  readonly kind: 'trigger' | 'pure' | 'io';
  readonly isWait: boolean;
  /** It lies behind the port `undo` of an effect: executed only by a compensation. */
  readonly isUndo: boolean;
  /** Something is wired to its port `undo`. */
  readonly hasUndoEdge: boolean;
  readonly stage: number;
  readonly config: Evaluated<Record<string, unknown>>;
  readonly scope: 'item' | 'all';
  readonly isBarrier: boolean;
  /** It is run also when nothing comes in. */
  readonly needsNoInput?: boolean;
  readonly isDisabled: boolean;
  readonly onMissing: 'exception' | 'proceed' | 'wait';
  readonly lossScope: 'item' | 'group' | 'run';
  /** Per input port the edges in their fixed order; the first is the main one. */
  readonly inputs: readonly { readonly port: string; readonly edges: readonly { readonly node: number; readonly port: string }[] }[];
  readonly outputs: readonly string[];
  readonly hasErrorEdge: boolean;
  /** Who executes it when the flow works on a big text in chunks; null: the flow cannot. */
  readonly chunkPart: 'before' | 'chunk' | 'edge' | 'parent' | null;
  /** It reads the records of a chunk. */
  readonly cuts: boolean;
  /** Indices of all nodes upstream. */
  readonly ancestors: readonly number[];
  /** Whether a later stage, or this I/O node's own completion, needs what it emits. */
  readonly carries: boolean;
};

/** What the source text of a compiled flow version hands to the executor. */
export type RegionProgram = {
  readonly nodes: readonly ProgramNode[];
  readonly library: Readonly<Record<string, PureParts>>;
  readonly resources: Resources;
  /** Makes `run`, `env` and `vars` visible to expressions; called with undefined after the call. */
  readonly enter: (run: RunInfo | undefined, vars: Readonly<Record<string, Json>> | undefined) => void;
  readonly extraction: {
    readonly dedupe?: Evaluate<Json>;
    readonly ordering?: Evaluate<Json>;
    readonly correlation?: Evaluate<Json>;
    readonly keys: readonly { readonly kind: string; readonly value: Evaluate<Json>; readonly normalise: readonly string[] }[];
  };
  /** Sets the clock and the random numbers of the isolate. */
  readonly pin: (pinned: { readonly now: number; readonly seed: string }) => void;
  /** Wall time in ms, for durations in reports only. */
  readonly elapsed: () => number;
};

export type { DerivedPorts };
