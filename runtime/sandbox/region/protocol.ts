import type { ChunkPlace } from '@crossdock/nodes/contract/chunks';
import type { RunInfo } from '@crossdock/nodes/contract/define-node';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { Json } from '@crossdock/nodes/contract/item';
import type { WaitRequest } from '@crossdock/nodes/contract/wait';

/** An error as it crosses the border of the sandbox. */
export type Failure = { readonly code: string; readonly message: string; readonly details?: Json };

/** What came of one item at an effect or read node. */
export type Outcome = {
  /** Index of the node in the plan. */
  readonly node: number;
  readonly item: string;
  readonly state: 'confirmed' | 'failed';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly seenBefore?: boolean;
  /** A person has said that it is done: nothing is known of its answer, so the item ends here. */
  readonly isClosed?: boolean;
  /** The item goes on in a run of its own. */
  readonly isDetached?: boolean;
  readonly error?: Failure;
  /** Index of the part with the answer's body; absent when empty. */
  readonly part?: number;
};

/** Only these items at this node, and what lies behind it: a replay of a part of a run. `['*']`: all its items. */
export type Focus = { readonly node: number; readonly items: readonly string[] };

/** Bodies of items at a node that a person has corrected: the part with a JSON object by item id. */
export type Correction = { readonly node: number; readonly part: number };

/** What a compensation takes back. Only undo branches are executed, and asked for calls; everything else is computed to know their items. */
export type Undo = {
  /** Calls (`node/item`) whose effect is taken back: their items leave on the port `undo`. */
  readonly calls: readonly string[];
  /** Calls of the flow itself whose outcome is not known and is asked for first. */
  readonly ask: readonly string[];
};

/**
 * The share of one run in a big text. `fetch`: what leads to the text. `chunk`: records of the text from `firstRow` on; barriers give partial results, of each output the first
 * `sample` items are recorded. `parent`: what stands behind the chunks; part 0 is their combined results, `lost` says how many items died at which node,
 * `arrived` how many came to which.
 */
export type Share =
  | { readonly role: 'fetch' }
  | { readonly role: 'chunk'; readonly place: ChunkPlace; readonly sample: number }
  | {
      readonly role: 'parent';
      readonly lost: readonly (readonly [number, number])[];
      readonly arrived: readonly (readonly [number, number])[];
    };

export type Request = {
  readonly run: RunInfo;
  readonly vars: Readonly<Record<string, Json>>;
  readonly seed: string;
  readonly capture: boolean;
  readonly outcomes: readonly Outcome[];
  readonly focus?: Focus;
  readonly corrections?: readonly Correction[];
  readonly undo?: Undo;
  readonly share?: Share;
  /** Index of a node whose output is answered whole, for a preview. */
  readonly reveal?: number;
  /** The last stage to execute, for "run to here"; absent: all. */
  readonly until?: number;
} & (
  | {
      /** From the message: executes the stages 0 to `stage`, answered by `outcomes` where an effect or read node stands between. Part 0 is the message's text. */
      readonly from: 'message';
      readonly stage: number;
      readonly message: {
        readonly contentType: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly query: Readonly<Record<string, string>>;
      };
      /** Also evaluate keys for the intake. */
      readonly extract: boolean;
    }
  | {
      /** From what the stage before carried over. Part 0 is its `carry`. */
      readonly from: 'carry';
      readonly stage: number;
      /** The node of each item that became an exception in an earlier stage. */
      readonly dead: readonly number[];
      /** The node of each item that goes on in a run of its own; calls of the stage before included. */
      readonly detached: readonly number[];
    }
  | {
      /** Each part is the partial results of a chunk (node to state), in the order of the text: puts them together. */
      readonly from: 'partials';
      readonly stage: number;
    }
);

export type Extraction = {
  readonly dedupe: string | null;
  readonly ordering: string | null;
  readonly correlation: string | null;
  /** `kind` and normalised value. */
  readonly keys: readonly (readonly [string, string])[];
};

export type NodeReport = {
  readonly node: number;
  readonly status: 'done' | 'failed' | 'skipped' | 'pending';
  readonly in: number;
  readonly out: Readonly<Record<string, number>>;
  readonly failed: number;
  readonly ms: number;
  readonly error?: Failure;
  readonly caption?: string;
};

/** An item that ended as an exception. */
export type DeadItem = { readonly node: number; readonly item: string; readonly key?: string; readonly error: Failure };

/** A call that the host has to make. Part `body` holds the request's body; absent when there is none. */
export type PendingCall = {
  readonly node: number;
  readonly item: string;
  readonly key?: string;
  readonly group?: string;
  readonly request: Omit<HttpRequest, 'body'>;
  /** Of a step that waits: what for. Nothing is sent then; `body` is that of a message or event. */
  readonly wait?: WaitRequest;
  readonly body?: number /** Preparing the request failed: nothing is to be sent. */;
  readonly error?: Failure;
};

export type Response = {
  /** The trigger or a key of the intake could not be evaluated. */
  readonly intakeFailed?: Failure;
  readonly extraction?: Extraction;
  readonly reports: readonly NodeReport[];
  readonly dead: readonly DeadItem[];
  readonly calls: readonly PendingCall[];
  /** Set when an item failed whose scope is the whole run. */
  readonly runFailed?: Failure;
  readonly answer?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>> /** Part with the body as JSON. */;
    readonly part: number;
  };
  /** Part with the items that later stages need; absent after the last stage. */
  readonly carry?: number;
  /** Part with what the node asked for emitted: items by port. */
  readonly revealed?: number;
  /** Part with the states of barriers that work over chunks, by node. */
  readonly partials?: number;
  /** Part with the step records as a JSON array without its brackets; absent when nothing was captured. */
  readonly capture?: number;
};

/** One node's entry in the captured step records. */
export type StepRecord = {
  readonly node: number;
  readonly out: Readonly<Record<string, readonly RecordedItem[]>>;
  readonly notes?: Readonly<Record<string, Json>>;
  readonly failed?: readonly { readonly item: string; readonly error: Failure }[];
};
/**
 * `same`: the body of the item of that id on the node's input; `base` with `set` and `unset`: that body with some fields changed. `message`: the message's
 * own JSON. `cut`: the beginning of a body that is too large.
 */
export type RecordedItem = { readonly id: string; readonly key?: string; readonly from?: readonly string[] } & (
  | { readonly json: Json }
  | { readonly same: string }
  | { readonly base: string; readonly set: Readonly<Record<string, Json>>; readonly unset?: readonly string[] }
  | { readonly message: true }
  | { readonly cut: string; readonly chars: number }
);
