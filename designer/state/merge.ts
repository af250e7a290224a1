import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow, FlowGroup } from '@crossdock/flows/document/flow';
import { sameJson } from '@crossdock/flows/document/same-json';
import { isObject } from './is-object.ts';

/** One field that both sides changed to different values. `undefined` stands for absent. */
export type Conflict = {
  /** Keys from the flow down; the entries of lists with ids are named by their id. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

/**
 * Three-way merge of a flow: `mine` and `theirs` were both made from `base`. Changes of different fields are joined; where both changed one field,
 * the merged flow carries theirs and the conflict carries mine, so that a person can choose. Places on the canvas are never worth a question: mine wins.
 */
export function merge(base: Flow, mine: Flow, theirs: Flow): { readonly merged: Flow; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  const joined = join([], keyed(base), keyed(mine), keyed(theirs), conflicts);
  return { merged: withoutLooseEnds(unkeyed(joined as Keyed)), conflicts };
}

/** The flow with the value at a conflict's path replaced; `undefined` removes it. */
export function withValue(flow: Flow, path: readonly string[], value: unknown): Flow {
  return withoutLooseEnds(unkeyed(setAt(keyed(flow), path, value) as Keyed));
}

/** The value at a conflict's path. */
export function valueIn(flow: Flow, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (isObject(at) || Array.isArray(at) ? (at as Record<string, unknown>)[key] : undefined),
    keyed(flow),
  );
}

type List = 'nodes' | 'edges' | 'notes' | 'groups' | 'tests' | 'retired';
type Keyed = Omit<Flow, List> & Record<List, Record<string, unknown>>;

/** Lists become objects by id, so that entries are compared with themselves wherever they stand. */
function keyed(flow: Flow): Keyed {
  const byId = (entries: readonly { id: string }[]) => Object.fromEntries(entries.map((entry) => [entry.id, entry]));
  return {
    ...flow,
    nodes: byId(flow.nodes),
    notes: byId(flow.notes),
    groups: byId(flow.groups.map((group) => ({ ...group, nodes: Object.fromEntries(group.nodes.map((id) => [id, id])) }))),
    tests: byId(flow.tests),
    edges: Object.fromEntries(flow.edges.map((edge) => [edgeKey(edge), edge])),
    retired: Object.fromEntries(flow.retired.map((id) => [id, id])),
  };
}

function unkeyed(flow: Keyed): Flow {
  const list = (entries: Record<string, unknown>) => Object.values(entries).filter((entry) => entry !== undefined);
  const lists = {
    nodes: list(flow.nodes),
    edges: list(flow.edges),
    notes: list(flow.notes),
    groups: list(flow.groups).map((group) => ({
      ...(group as FlowGroup),
      nodes: list((group as { nodes: Record<string, unknown> }).nodes),
    })),
    tests: list(flow.tests),
    retired: list(flow.retired),
  };
  return { ...flow, ...lists } as unknown as Flow;
}

function join(path: readonly string[], base: unknown, mine: unknown, theirs: unknown, conflicts: Conflict[]): unknown {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return mine;
  if (sameJson(base, mine)) return theirs;
  if (path.at(-1) === 'position' && path.length === 3) return mine;
  const sides = alike(base, mine, theirs);
  if (sides) {
    const joined: Record<string, unknown> = {};
    for (const key of new Set(sides.flatMap((side) => Object.keys(side)))) {
      const value = join([...path, key], sides[0]?.[key], sides[1]?.[key], sides[2]?.[key], conflicts);
      if (value !== undefined) joined[key] = value;
    }
    return Array.isArray(theirs) ? Object.values(joined) : joined;
  }
  conflicts.push({ path, before: base, mine, theirs });
  return theirs;
}

/** The three sides when their parts can be compared one by one: objects of one kind, or lists of objects of one length. */
function alike(base: unknown, mine: unknown, theirs: unknown): readonly Record<string, unknown>[] | null {
  const sides = [base, mine, theirs];
  if (sides.every(isObject)) return sides.every((side) => sameJson(side.kind, sides[0]?.kind)) ? sides : null;
  const lists = sides.filter((side): side is Record<string, unknown>[] => Array.isArray(side) && side.every(isObject));
  const isOneLength = lists.length === 3 && lists.every((list) => list.length === lists[0]?.length);
  return isOneLength ? (lists as unknown as Record<string, unknown>[]) : null;
}

/** A wire whose step is gone goes with it; a group keeps only steps that exist and stand in no group before it. */
function withoutLooseEnds(flow: Flow): Flow {
  const ids = new Set(flow.nodes.map((node) => node.id));
  const edges = flow.edges.filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node));
  const taken = new Set<string>();
  const groups = flow.groups.map((group) => {
    const nodes = group.nodes.filter((id) => ids.has(id) && !taken.has(id));
    for (const id of nodes) taken.add(id);
    return nodes.length === group.nodes.length ? group : { ...group, nodes };
  });
  return { ...flow, edges, groups };
}

function setAt(at: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(at)
    ? ([...at] as unknown as Record<string, unknown>)
    : { ...(isObject(at) ? at : {}) };
  const next = setAt(copy[key], rest, value);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}
