import type { Emitted, PureCall } from '../contract/define-node.ts';
import type { Evaluate } from '../contract/expression.ts';
import { combine, type Item, type Json } from '../contract/item.ts';
import { list } from '../library/list.ts';
import { compareValues } from '../library/operators.ts';
import { parsePath, setAt } from '../library/path.ts';

export type Summary = {
  readonly target: string;
  readonly operation: 'sum' | 'count' | 'min' | 'max' | 'first' | 'last' | 'unique' | 'join';
  readonly value?: Evaluate<Json> | undefined;
};
export type AggregateConfig = {
  readonly by: 'group' | 'key' | 'all';
  readonly key?: Evaluate<Json> | undefined;
  readonly keyInto: string;
  readonly collect: Evaluate<Json>;
  readonly into: string;
  readonly summaries: readonly Summary[];
};

type Member = { readonly item: Item; readonly value: Json };
type Group = { readonly name: string; readonly key: Json; readonly members: Member[] };

export function run({ config, items, node, fail }: PureCall<AggregateConfig>): Emitted {
  const groups = new Map<string, Group>();
  for (const item of items) {
    try {
      const key = keyOf(config, item);
      const name = key === null ? 'all' : typeof key === 'object' ? JSON.stringify(key) : String(key);
      const member = { item, value: config.collect(item) };
      const group = groups.get(name);
      if (group) group.members.push(member);
      else groups.set(name, { name, key, members: [member] });
    } catch (error) {
      fail(item, error as Error);
    }
  }
  const out: Item[] = [];
  for (const group of groups.values()) {
    const members = group.members.map(({ item }) => item);
    try {
      const made = combine(node.id, group.name, members, bodyOf(config, group));
      out.push(config.by === 'key' ? { ...made, key: group.name } : made);
    } catch (error) {
      for (const item of members) fail(item, error as Error);
    }
  }
  return { out };
}

function keyOf(config: AggregateConfig, item: Item): Json {
  if (config.by === 'all') return null;
  return (config.by === 'group' ? item.group : config.key?.(item)) ?? null;
}

function bodyOf(config: AggregateConfig, { key, members }: Group): Json {
  const body: Record<string, unknown> = {};
  if (config.by === 'key' && config.keyInto !== '') setAt(body, parsePath(config.keyInto), key);
  for (const { target, operation, value } of config.summaries) {
    const values = members.map(({ item }) => (value ? value(item) : item.json));
    setAt(body, parsePath(target), summarise(operation, values));
  }
  if (config.into !== '')
    setAt(
      body,
      parsePath(config.into),
      members.map((member) => member.value),
    );
  return body as Json;
}

function summarise(operation: Summary['operation'], values: readonly Json[]): Json {
  switch (operation) {
    case 'sum':
      return list.sum(values);
    case 'count':
      return values.length;
    case 'min':
    case 'max': {
      const wanted = operation === 'min' ? -1 : 1;
      return present(values).reduce<Json>((best, value) => (best === null || compareValues(value, best) === wanted ? value : best), null);
    }
    case 'first':
      return values[0] ?? null;
    case 'last':
      return values.at(-1) ?? null;
    case 'unique':
      return list.unique(present(values));
    case 'join':
      return present(values).map(String).join(', ');
  }
}

function present(values: readonly Json[]): Json[] {
  return values.filter((value) => value !== undefined && value !== null && value !== '');
}
