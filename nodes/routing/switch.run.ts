import type { Emitted, PureCall } from '../contract/define-node.ts';
import type { Item } from '../contract/item.ts';
import { type Conditions, compileConditions } from './conditions.run.ts';

export type SwitchConfig = { readonly mode: 'first' | 'all'; readonly cases: readonly (Conditions & { readonly name: string })[] };
type Case = { readonly name: string; readonly holds: (item: Item) => boolean };

export function setup(config: SwitchConfig): readonly Case[] {
  return config.cases.map((given) => ({ name: given.name, holds: compileConditions(given) }));
}

export function run({ config, state: cases, items, fail, note }: PureCall<SwitchConfig, readonly Case[]>): Emitted {
  const out: Record<string, Item[]> = {};
  for (const { name } of cases) out[name] = [];
  const otherwise: Item[] = [];
  for (const item of items) {
    try {
      const matched = config.mode === 'first' ? cases.find(({ holds }) => holds(item)) : cases.filter(({ holds }) => holds(item));
      const names = matched === undefined ? [] : 'name' in matched ? [matched.name] : matched.map(({ name }) => name);
      for (const name of names) out[name]?.push(item);
      if (names.length === 0) otherwise.push(item);
      note(item, { case: names.length === 0 ? 'otherwise' : names.join(', ') });
    } catch (error) {
      fail(item, error as Error);
    }
  }
  return { ...out, otherwise };
}
