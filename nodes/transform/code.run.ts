import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import { NodeError } from '../contract/errors.ts';
import { combine, derive, type Item, type Json } from '../contract/item.ts';
import { cloneJson, plainJson } from '../library/plain-json.ts';

/** What a person writes: for each record it gets `item`, for all together `items`. */
export type UserCode = (item: Json, items: Json[], key: string | undefined, headers: Item['headers']) => unknown;
export type CodeConfig = { readonly mode: 'each' | 'all'; readonly code: UserCode };

export function run(call: PureCall<CodeConfig>): Emitted {
  return { out: call.config.mode === 'each' ? forEach(call) : forAll(call) };
}

function forEach({ config, items, fail }: PureCall<CodeConfig>): Item[] {
  return eachItem({ items, fail }, (item) => {
    const json = cloneJson(item.json);
    const made = config.code(json, [json], item.key, item.headers);
    if (made === undefined)
      throw new NodeError(
        'CODE_RETURNED_NOTHING',
        'The code returned nothing for this record. End with "return item", or with "return null" to drop it.',
      );
    return made === null ? undefined : derive(item, asJson(made));
  });
}

function forAll({ config, items, node }: PureCall<CodeConfig>): Item[] {
  const copies = items.map((item) => cloneJson(item.json));
  const made = config.code(null, [...copies], undefined, undefined);
  if (!Array.isArray(made))
    throw new NodeError('CODE_RETURNED_NO_LIST', 'The code must return a list, with one entry for each record that goes on.');
  const origins = originsOf(made, copies, items);
  return made.map((entry: unknown, i) => {
    const origin = origins.get(entry);
    origins.delete(entry);
    return origin ? derive(origin, asJson(entry)) : combine(node.id, String(i), items, asJson(entry));
  });
}

/** A record handed on keeps its identity; anything else was made of all. */
function originsOf(made: readonly unknown[], copies: readonly Json[], items: readonly Item[]): Map<unknown, Item> {
  const handedOn = new Set(made);
  const origins = new Map<unknown, Item>();
  copies.forEach((copy, i) => {
    if (copy !== null && typeof copy === 'object' && handedOn.has(copy)) origins.set(copy, items[i] as Item);
  });
  return origins;
}

function asJson(value: unknown): Json {
  try {
    return plainJson(value) as Json;
  } catch (error) {
    throw new NodeError('CODE_RESULT', `The result of the code cannot go on: ${(error as Error).message}.`);
  }
}
