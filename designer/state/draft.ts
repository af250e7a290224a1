import type { Flow, Problem } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/operation';

/** A flow's draft as the server has it. */
export type Draft = {
  readonly flow: Flow;
  readonly revision: number;
  readonly problems: readonly Problem[];
  /** Semantic changes against the newest version. */
  readonly changes: number;
};

export type Saved = { readonly revision: number; readonly problems: readonly Problem[]; readonly changes: number };

/** What became of operations that were sent. */
export type Sent =
  | { readonly kind: 'saved'; readonly saved: Saved }
  /** Taken, on top of what others did since; `current` is both together. */
  | { readonly kind: 'joined'; readonly current: Draft }
  /** Somebody else was faster; `current` is what the draft has become. */
  | { readonly kind: 'stale'; readonly current: Draft }
  /** The server will never take these operations. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No answer, or one that promises a later one: try again. */
  | { readonly kind: 'unreachable' };

/** The way to the server. Never throws. */
export type SendOperations = (revision: number, operations: readonly Operation[]) => Promise<Sent>;
