import type { Filter } from '../../../store/store.ts';
import type { Plan } from '../../plan/plan.ts';
import type { DeadEntry, Progress } from '../../run/progress.ts';
import type { RunDocument } from '../../run/run-document.ts';
import type { BulkFilter } from '../../run-service.ts';
import { runFilterOf } from '../../view/run-filter.ts';

/** The part of a filter that the store can answer. Replays are left out: their originals own the exceptions. */
export function storeFilterOf(filter: BulkFilter, before: number): Filter<RunDocument> {
  const { env, flow, status, key, since, until } = filter;
  return {
    ...runFilterOf({ env, flow, key, from: since, to: Math.min(until ?? before, before), isTest: false, ...(status && { status }) }),
    replayOf: null,
    finishedAt: { not: null },
  };
}

/** The open exceptions of a run that the filter means. Null: the run is not meant. */
export function meantBy(filter: BulkFilter, from: string | undefined, progress: Progress, plan: Plan): readonly DeadEntry[] | null {
  const open = progress.dead.filter(
    (dead) =>
      dead.state === 'open' &&
      (filter.errorCode === undefined || dead.error.code === filter.errorCode) &&
      (filter.node === undefined || plan.nodes[dead.node]?.node.id === filter.node),
  );
  if (open.length > 0) return open;
  // Asked to run again from a step, runs without an exception are meant as well, unless it is exceptions that are looked for.
  return from !== undefined && filter.errorCode === undefined && filter.node === undefined ? [] : null;
}

/** What the filter says about where a replay starts: at the step it names, with the items it means. */
export function placeOf(
  filter: BulkFilter,
  from: string | undefined,
  meant: readonly DeadEntry[],
): { readonly from?: string; readonly items?: string[] } {
  if (from !== undefined) return { from };
  if (filter.node === undefined || meant.some(({ item }) => item === '*')) return {};
  return { from: filter.node, items: meant.map(({ item }) => item) };
}
