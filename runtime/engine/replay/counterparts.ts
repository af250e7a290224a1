import type { Plan } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';

/** By index of a step in one version its index in another; -1 where there is none. */
export type StepMap = readonly number[];

/** A step is the same one in another version when its id is, and its type with its major: another major may mean something else by the same record. */
export function counterparts(of: Plan, within: Plan): StepMap {
  const raw = (plan: Plan, index: number) => plan.flow.nodes.find((node) => node.id === plan.nodes[index]?.node.id);
  return of.nodes.map((planned, index) => {
    const other = within.nodes.findIndex((candidate) => candidate.node.id === planned.node.id);
    if (other < 0) return -1;
    const [mine, theirs] = [raw(of, index), raw(within, other)];
    return mine?.type === theirs?.type && mine?.version === theirs?.version ? other : -1;
  });
}

/** The ledger as the other version knows it, and the entries that it has no step for. */
export function movedLedger(
  ledger: readonly LedgerEntry[],
  map: StepMap,
  within: Plan,
): { readonly moved: LedgerEntry[]; readonly lost: LedgerEntry[] } {
  const moved: LedgerEntry[] = [];
  const lost: LedgerEntry[] = [];
  for (const entry of ledger) {
    const node = map[entry.node] ?? -1;
    if (node >= 0 && within.nodes[node]?.call) moved.push({ ...entry, node });
    else lost.push(entry);
  }
  return { moved, lost };
}
