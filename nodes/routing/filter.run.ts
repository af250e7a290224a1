import type { Emitted, PureCall } from '../contract/define-node.ts';
import type { Item } from '../contract/item.ts';
import { type Conditions, compileConditions } from './conditions.run.ts';

export function setup(config: Conditions): (item: Item) => boolean {
  return compileConditions(config);
}

export function run({ state: holds, items, fail }: PureCall<Conditions, (item: Item) => boolean>): Emitted {
  const kept: Item[] = [];
  const dropped: Item[] = [];
  for (const item of items) {
    try {
      (holds(item) ? kept : dropped).push(item);
    } catch (error) {
      fail(item, error as Error);
    }
  }
  return { kept, dropped };
}
