import type { Emitted, PureCall } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';
import type { Item, Json } from '../contract/item.ts';
import { parsePath, setAt } from '../library/path.ts';
import { combineSummaries, finishSummary, type Operation, startSummary } from './summaries.run.ts';

export type AggregateConfig = {
  readonly by: 'group' | 'key' | 'all';
  readonly key?: Evaluate<Json> | undefined;
  readonly keyInto: string;
  readonly collect: Evaluate<Json>;
  readonly into: string;
  readonly summaries: readonly { readonly target: string; readonly operation: Operation; readonly value?: Evaluate<Json> | undefined }[];
};

/** What is known of one group so far. */
type Group = {
  readonly name: string;
  readonly key: Json;
  /** The records in it; null when they are too many to be named. */
  readonly ids: string[] | null;
  /** One state per summary. */
  readonly states: Json[];
  readonly list: Json[] | null;
};
type State = { readonly groups: Group[] };

/** Of so many records a result names each; of more none, or a sum over a file would name every row in every result. */
const namedRecords = 100;
/** A list over chunks may hold so many records per group: what grows with the file does not fit into memory. */
const listLimit = 10_000;

export function run(call: PureCall<AggregateConfig, unknown>): Emitted {
  return finish({ ...call, state: groupsOf(call) });
}

export const combining = {
  partial: (call: PureCall<AggregateConfig, unknown>): Json => groupsOf(call) as Json,
  combine,
  finish: (given: { readonly config: AggregateConfig; readonly node: { readonly id: string }; readonly state: Json }): Emitted =>
    finish({ ...given, state: given.state as State }),
};

function groupsOf({ config, items, fail }: PureCall<AggregateConfig, unknown>): State {
  const groups = new Map<string, { readonly name: string; readonly key: Json; readonly items: Item[]; readonly list: Json[] }>();
  for (const item of items) {
    try {
      const key = keyOf(config, item);
      const name = key === null ? 'all' : typeof key === 'object' ? JSON.stringify(key) : String(key);
      const kept = config.into === '' ? null : config.collect(item);
      let group = groups.get(name);
      if (!group) {
        group = { name, key, items: [], list: [] };
        groups.set(name, group);
      }
      group.items.push(item);
      if (config.into !== '') group.list.push(kept);
    } catch (error) {
      fail(item, error as Error);
    }
  }
  const made: Group[] = [];
  for (const { name, key, items: members, list } of groups.values()) {
    try {
      const states = config.summaries.map(({ operation, value }) =>
        startSummary(
          operation,
          members.map((item) => (value ? value(item) : item.json)),
        ),
      );
      const ids = members.length > namedRecords ? null : members.map(({ id }) => id);
      made.push({ name, key, ids, states, list: config.into === '' ? null : list });
    } catch (error) {
      for (const item of members) fail(item, error as Error);
    }
  }
  return { groups: made };
}

function combine({ config, before, after }: { readonly config: AggregateConfig; readonly before: Json; readonly after: Json }): Json {
  const groups = new Map((before as State).groups.map((group) => [group.name, group]));
  for (const group of (after as State).groups) {
    const known = groups.get(group.name);
    groups.set(group.name, known ? joined(config, known, group) : group);
  }
  return { groups: [...groups.values()] } as Json;
}

function joined(config: AggregateConfig, a: Group, b: Group): Group {
  const ids = a.ids && b.ids && a.ids.length + b.ids.length <= namedRecords ? [...a.ids, ...b.ids] : null;
  const list = a.list && b.list ? [...a.list, ...b.list] : null;
  if (list && list.length > listLimit)
    throw new NodeError(
      'LIST_TOO_LONG',
      `The result for "${a.name}" would list more than ${listLimit} records of a big file. Empty "Put the list into" and keep sums only, or group by a finer key.`,
    );
  return {
    ...a,
    ids,
    list,
    states: config.summaries.map(({ operation }, i) => combineSummaries(operation, a.states[i] ?? null, b.states[i] ?? null)),
  };
}

function finish({
  config,
  node,
  state,
}: {
  readonly config: AggregateConfig;
  readonly node: { readonly id: string };
  readonly state: State;
}): Emitted {
  return {
    out: state.groups.map((group): Item => {
      const item = { id: `${node.id}:${group.name}`, json: bodyOf(config, group), from: group.ids ?? [] };
      return config.by === 'key' ? { ...item, key: group.name } : item;
    }),
  };
}

function keyOf(config: AggregateConfig, item: Item): Json {
  if (config.by === 'all') return null;
  return (config.by === 'group' ? item.group : config.key?.(item)) ?? null;
}

function bodyOf(config: AggregateConfig, { key, states, list }: Group): Json {
  const body: Record<string, unknown> = {};
  if (config.by === 'key' && config.keyInto !== '') setAt(body, parsePath(config.keyInto), key);
  config.summaries.forEach(({ target, operation }, i) => {
    setAt(body, parsePath(target), finishSummary(operation, states[i] ?? null));
  });
  if (config.into !== '' && list) setAt(body, parsePath(config.into), list);
  return body as Json;
}
