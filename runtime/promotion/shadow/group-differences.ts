import type { ShadowDifference } from './compare-facts.ts';

/** What differs alike in several runs. */
export type Group = Omit<ShadowDifference, 'path'> & {
  readonly flow: string;
  /** Without the places in lists: `body.lines[].sku` is `['body', 'lines', '', 'sku']`. */
  readonly path: readonly string[];
  /** Runs. */
  readonly count: number;
  /** How many different pairs of values; with more than a few none of them is told. */
  readonly pairs: number;
};

export type DifferingRun = { readonly flow: string; readonly differences: readonly ShadowDifference[] };

/** So many changes of one field are told with their values; more of them say only that it differs. */
const toldPairs = 3;
const mostGroups = 50;

/** Few groups of many runs, those of the most runs first, and of each run its differences by the index of their group. */
export function groupDifferences(runs: readonly DifferingRun[]): {
  readonly groups: readonly Group[];
  /** By run, by difference; -1: of none that is told. */
  readonly groupOf: readonly (readonly number[])[];
} {
  const places = new Map<string, Place>();
  for (const [i, { flow, differences }] of runs.entries())
    for (const difference of differences) {
      const key = placeKey(flow, difference);
      const place = places.get(key) ?? { flow, difference, pairs: new Map<string, Pair>() };
      places.set(key, place);
      const pairKey = JSON.stringify([difference.from, difference.to]);
      const pair = place.pairs.get(pairKey) ?? { difference, runs: new Set<number>() };
      place.pairs.set(pairKey, pair);
      pair.runs.add(i);
    }
  const keyed = [...places].flatMap(([key, place]) => groupsOf(place).map(({ group, pairKey }) => ({ key: `${key} ${pairKey}`, group })));
  const told = keyed.sort((a, b) => rank(b.group) - rank(a.group) || b.group.count - a.group.count).slice(0, mostGroups);
  const indexOf = new Map(told.map(({ key }, index) => [key, index]));
  return {
    groups: told.map(({ group }) => group),
    groupOf: runs.map(({ flow, differences }) =>
      differences.map((difference) => {
        const key = placeKey(flow, difference);
        return indexOf.get(`${key} ${JSON.stringify([difference.from, difference.to])}`) ?? indexOf.get(`${key} *`) ?? -1;
      }),
    ),
  };
}

type Pair = { readonly difference: ShadowDifference; readonly runs: Set<number> };
type Place = { readonly flow: string; readonly difference: ShadowDifference; readonly pairs: Map<string, Pair> };

function groupsOf({ flow, difference, pairs }: Place): readonly { readonly group: Group; readonly pairKey: string }[] {
  const { from: _from, to: _to, path, ...place } = difference;
  const common = { ...place, flow, path: withoutIndexes(path), pairs: pairs.size };
  // Whole requests differ from run to run: that they are sent is what is told.
  if (pairs.size > toldPairs || difference.kind === 'sent' || difference.kind === 'not-sent') {
    const all = new Set([...pairs.values()].flatMap(({ runs }) => [...runs]));
    return [{ group: { ...common, count: all.size }, pairKey: '*' }];
  }
  return [...pairs].map(([pairKey, { difference: one, runs }]) => ({
    group: { ...common, count: runs.size, ...('from' in one && { from: one.from }), ...('to' in one && { to: one.to }) },
    pairKey,
  }));
}

function placeKey(flow: string, { part, step, port, kind, path, code }: ShadowDifference): string {
  return JSON.stringify([flow, part, step, port, kind, withoutIndexes(path), code]);
}

function withoutIndexes(path: readonly (string | number)[]): readonly string[] {
  // The list of all records or requests itself goes without saying.
  return path.flatMap((step, i) => (typeof step === 'number' ? (i === 0 ? [] : ['']) : [step]));
}

/** Runs that would fail come first. */
function rank({ part, to }: Group): number {
  return part === 'status' && to !== 'done' ? 1 : 0;
}
