import type { Emitted, PureCall, RunInfo } from './define-node.ts';
import type { Json } from './item.ts';

/** How a text is taken apart between records. Plain data: the host cuts by it and never reads a record. */
export type CutRule =
  | { readonly kind: 'csv'; readonly delimiter: string; readonly quote: string; readonly header: boolean }
  /** One record a line (JSON Lines). */
  | { readonly kind: 'lines' }
  /** The elements of the JSON array at this path; empty: the text is the array. */
  | { readonly kind: 'json-array'; readonly path: readonly string[] };

/** Where a chunk stands in the whole: the number of its first record, and what is added to a line of its text to get the line of the whole. */
export type ChunkPlace = { readonly firstRow: number; readonly lineShift: number };

/**
 * What makes a barrier able to work over chunks. `finish(combine(partial(a), partial(b)))` must equal `run(a and b)`, and `combine` must be associative. A state is
 * JSON and must not grow with the number of records.
 */
export type Combining<E> = {
  readonly partial: (call: PureCall<E, unknown>) => Json;
  /** `before` comes from records that stand before those of `after`. */
  readonly combine: (input: { readonly config: E; readonly before: Json; readonly after: Json }) => Json;
  readonly finish: (input: {
    readonly config: E;
    readonly node: { readonly id: string };
    readonly run: RunInfo;
    readonly state: Json;
  }) => Emitted;
};
