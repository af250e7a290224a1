/** Any value that JSON can carry. Integers beyond 2^53 and decimals that a double cannot hold arrive as text with all digits. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One business record on its way through a flow. */
export type Item = {
  /**
   * The deterministic path from the message: `0` for its first record, `0.2` for the third record split from it,
   * `0~map.out` once several edges meet at a node. The same message always gives the same ids.
   */
  readonly id: string;
  readonly json: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** The business key by which people and merges know the record. */
  readonly key?: string;
  /** What fails together: `split` sets it to the id of the record it took apart. */
  readonly group?: string;
  /** The ids of the input items this one was made from; absent on an unchanged item. */
  readonly from?: readonly string[];
  /** A body kept outside the run (claim check). */
  readonly blob?: { readonly id: string; readonly bytes: number; readonly contentType: string };
};

/** The same record with a new body: keeps id, key, group and headers. */
export function derive(item: Item, json: Json): Item {
  return { ...item, json, from: [item.id] };
}

/** The record at `position` of those taken out of `item`; `group` binds the siblings together. */
export function child(item: Item, position: number, json: Json): Item {
  return { ...item, id: `${item.id}.${position}`, json, group: item.id, from: [item.id] };
}

/** Of so many inputs a combined record names each; of more none, or a sum over a file would name every row in every result. */
const namedInputs = 100;

/** One record made of several, named within its node: `combine('join', 'SKU-1', items, json)` has the id `join:SKU-1`. */
export function combine(nodeId: string, name: string, items: readonly Item[], json: Json): Item {
  return { id: `${nodeId}:${name}`, json, from: items.length > namedInputs ? [] : items.map((item) => item.id) };
}
