import type { Place } from './differences.ts';

/** One difference between two flows. `path` is dotted, within the node or the flow. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly part: 'node' | 'edge' | 'settings' | 'note' | 'group' | 'test';
  readonly nodeId: string | null;
  readonly path: string | null;
  /** In words: "Map to order: quantity". */
  readonly title: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Where it is, for `patched`: within the step, the flow, the group or the test case. Empty: all of it. */
  readonly at: Place;
  /** The entries of a list stand in another order; before and after are their names. */
  readonly isOrder?: true;
  /** Of an entry that is in only one of two lists of named entries: the name before it there; null: it is the first. */
  readonly behind?: string | null;
};
