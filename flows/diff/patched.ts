import { edgeKey } from '../document/edge-key.ts';
import type { Flow, FlowEdge } from '../document/flow.ts';
import { parsePath } from '../document/path.ts';
import type { Change } from './change.ts';
import { nameOfEntries, type Place } from './differences.ts';

/**
 * A flow with changes made in it: `patched(before, diff(before, after))` does what `after` does. A change whose place is gone is left out. Places on the
 * canvas stay as they are in the flow.
 */
export function patched(flow: Flow, changes: readonly Change[]): Flow {
  return inOrder(changes).reduce(withChange, flow);
}

/** What takes the changes back: `patched(after, undone(diff(before, after)))` does what `before` does. */
export function undone(changes: readonly Change[]): Change[] {
  return changes.map(({ before, after, kind, ...change }) => ({
    ...change,
    kind: kind === 'added' ? 'removed' : kind === 'removed' ? 'added' : 'changed',
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  }));
}

/** Wires go before steps and come after them; of a list the last entries go first, and its order is set when all are there. */
function inOrder(changes: readonly Change[]): Change[] {
  const turn = ({ part, kind, isOrder }: Change) => {
    if (part === 'edge') return kind === 'removed' ? 0 : 4;
    return isOrder ? 3 : kind === 'removed' ? 1 : 2;
  };
  const byTurn = [0, 1, 2, 3, 4].map((each) => changes.filter((change) => turn(change) === each));
  return byTurn.flatMap((group, i) => (i === 1 ? group.toReversed() : group));
}

function withChange(flow: Flow, change: Change): Flow {
  switch (change.part) {
    case 'node': {
      const id = change.nodeId;
      return { ...flow, nodes: withEntry(flow.nodes, id, change) };
    }
    case 'edge':
      return { ...flow, edges: withEdge(flow.edges, change) };
    case 'settings':
      return set(flow, change.at, change) as Flow;
    case 'note':
      return { ...flow, notes: withEntry(flow.notes, idOf(change), change) };
    case 'group':
      return { ...flow, groups: withEntry(flow.groups, idOf(change), change) };
    case 'test':
      return { ...flow, tests: withEntry(flow.tests, idOf(change), change) };
  }
}

/** The note, group or test case: the first name of the path. */
function idOf({ path }: Change): string | null {
  return path === null ? null : (parsePath(path)[0] ?? null);
}

function withEntry<T extends { readonly id: string }>(entries: readonly T[], id: string | null, change: Change): T[] {
  if (change.at.length > 0) return entries.map((entry) => (entry.id === id ? (set(entry, change.at, change) as T) : entry));
  const others = entries.filter((entry) => entry.id !== id);
  return change.after === undefined ? others : [...others, change.after as T];
}

function withEdge(edges: readonly FlowEdge[], { path, after }: Change): FlowEdge[] {
  const others = edges.filter((edge) => edgeKey(edge) !== path);
  return after === undefined ? others : [...others, after as FlowEdge];
}

/** The value with the change made at a place below it; the value itself where the place is not there. */
function set(value: unknown, at: Place, change: Change): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return change.isOrder && Array.isArray(value) ? ordered(value, change.after as readonly string[]) : change.after;
  if (typeof step === 'object') return Array.isArray(value) ? setNamed(value, step.name, rest, change) : value;
  if (typeof step === 'number') return Array.isArray(value) ? setPositioned(value, step, rest, change) : value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const isThere = entries.some(([key]) => key === step);
  const next = set(isThere ? (value as Record<string, unknown>)[step] : undefined, rest, change);
  if (!isThere) return next === undefined ? value : Object.fromEntries([...entries, [step, next]]);
  return Object.fromEntries(entries.flatMap(([key, old]) => (key !== step ? [[key, old]] : next === undefined ? [] : [[key, next]])));
}

function setPositioned(list: readonly unknown[], position: number, rest: Place, change: Change): unknown[] {
  const isEntry = rest.length === 0;
  if (isEntry && change.kind === 'added') return list.toSpliced(position, 0, change.after);
  if (isEntry && change.kind === 'removed') return list.toSpliced(position, 1);
  return list.map((entry, i) => (i === position ? set(entry, rest, change) : entry));
}

function setNamed(list: readonly unknown[], name: string, rest: Place, change: Change): unknown[] {
  const nameOf = naming([...list, ...(change.after === undefined || rest.length > 0 ? [] : [change.after])]);
  const at = list.findIndex((entry) => nameOf(entry) === name);
  if (rest.length > 0) return list.map((entry, i) => (i === at ? set(entry, rest, change) : entry));
  const others = at < 0 ? [...list] : list.toSpliced(at, 1);
  if (change.after === undefined) return others;
  if (at >= 0) return list.toSpliced(at, 1, change.after);
  const before = change.behind === null ? -1 : others.findIndex((entry) => nameOf(entry) === change.behind);
  return others.toSpliced(change.behind !== null && before < 0 ? others.length : before + 1, 0, change.after);
}

function ordered(list: readonly unknown[], names: readonly string[]): unknown[] {
  const nameOf = naming(list);
  const place = new Map(names.map((name, i) => [name, i]));
  const rank = (entry: unknown) => place.get(nameOf(entry)) ?? names.length;
  return list.toSorted((a, b) => rank(a) - rank(b));
}

function naming(entries: readonly unknown[]): (entry: unknown) => string {
  const field = nameOfEntries(entries) ?? '';
  return (entry) => String((entry as Record<string, unknown> | null)?.[field]);
}
