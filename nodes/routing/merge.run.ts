import type { Emitted, PureCall } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';
import { child, type Item, type Json } from '../contract/item.ts';
import { parsePath, withValueAt } from '../library/path.ts';

export type MergeConfig = {
  readonly mode: 'append' | 'by-key' | 'wait';
  readonly leftKey?: Evaluate<Json> | undefined;
  readonly rightKey?: Evaluate<Json> | undefined;
  readonly join: 'inner' | 'left';
  readonly several: 'first' | 'each' | 'fail';
  readonly into: string;
};

export function run(call: PureCall<MergeConfig>): Emitted {
  const left = call.inputs.left ?? [];
  const right = call.inputs.right ?? [];
  switch (call.config.mode) {
    case 'append':
      return { out: [...left, ...right], unmatched: [] };
    case 'wait':
      return { out: left, unmatched: [] };
    case 'by-key':
      return joinByKey(call, left, right);
  }
}

function joinByKey({ config, fail, note }: PureCall<MergeConfig>, left: readonly Item[], right: readonly Item[]): Emitted {
  const keyed = (item: Item, key: Evaluate<Json> | undefined): { key: string | undefined } | undefined => {
    try {
      return { key: asKey(key?.(item)) };
    } catch (error) {
      fail(item, error as Error);
      return undefined;
    }
  };
  const byKey = new Map<string, Item[]>();
  const unmatched: Item[] = [];
  const used = new Set<Item>();
  const rightWithKey = right.filter((item) => {
    const found = keyed(item, config.rightKey);
    if (found?.key !== undefined) byKey.set(found.key, [...(byKey.get(found.key) ?? []), item]);
    return found !== undefined;
  });

  const out: Item[] = [];
  for (const item of left) {
    const found = keyed(item, config.leftKey);
    if (!found) continue;
    const matches = found.key === undefined ? [] : (byKey.get(found.key) ?? []);
    for (const match of matches) used.add(match);
    note(item, { matches: matches.length });
    if (matches.length === 0) (config.join === 'left' ? out : unmatched).push(item);
    else if (matches.length > 1 && config.several === 'fail')
      fail(
        item,
        new NodeError('SEVERAL_MATCHES', `${matches.length} records of the right input have the key "${found.key}", and one is expected.`, {
          key: found.key ?? null,
        }),
      );
    else if (matches.length > 1 && config.several === 'each')
      out.push(...matches.map((match, i) => joined(child(item, i, null), item, match, config.into)));
    else out.push(joined(item, item, matches[0] as Item, config.into));
  }
  return { out, unmatched: [...unmatched, ...rightWithKey.filter((item) => !used.has(item))] };
}

/** Under a name, or field by field, where the left record keeps what it has. */
function joined(as: Item, left: Item, right: Item, into: string): Item {
  const json =
    into === '' ? { ...record(right.json), ...record(left.json) } : (withValueAt(left.json, parsePath(into), right.json) as Json);
  return { ...as, json, from: [left.id, right.id] };
}

function record(json: Json): Record<string, Json> {
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    throw new NodeError('NOT_A_RECORD', 'Only records can be merged field by field. Give "Put the match into" a name.');
  return json;
}

function asKey(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
