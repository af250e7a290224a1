import type { Plan } from '../plan/plan.ts';
import type { DeadEntry, StepProgress } from '../run/progress.ts';
import { NotReplayable } from '../run-service.ts';

/** What is taken up again: everything, or some items at one node (`['*']`: all of them) and what lies behind it. */
export type ReplayTarget = { readonly node: number; readonly items: readonly string[] } | 'all';

/**
 * Decides where a replay starts. Asked for nothing in particular it takes what failed, where it failed; of failures at several steps the first in the order of
 * the flow. A run that failed as a whole is replayed as a whole; its confirmed effects are skipped all the same.
 */
export function replayTarget(given: {
  readonly plan: Plan;
  /** Exceptions with the indices of this plan. */
  readonly dead: readonly DeadEntry[];
  readonly from: string | undefined;
  readonly items: readonly string[] | undefined;
}): ReplayTarget {
  const { plan, from, items } = given;
  const open = given.dead.filter((dead) => dead.state === 'open' && dead.node >= 0).sort((a, b) => a.node - b.node);
  if (from === undefined && items === undefined) {
    const [first] = open;
    if (!first || first.item === '*') return 'all';
    return { node: first.node, items: open.filter((dead) => dead.node === first.node).map((dead) => dead.item) };
  }
  const node = plan.nodes.findIndex((planned) => planned.node.id === from);
  if (from !== undefined && node < 0)
    throw new NotReplayable(
      'UNKNOWN_STEP',
      `Version ${plan.version} has no step "${from}" of this kind. Replay from another step, or on the version that ran.`,
    );
  const index = node < 0 ? (open[0]?.node ?? 0) : node;
  if (index === 0) return 'all';
  const failedHere = open.filter((dead) => dead.node === index && dead.item !== '*').map((dead) => dead.item);
  return { node: index, items: items ?? (failedHere.length > 0 ? failedHere : ['*']) };
}

/**
 * Whether a barrier behind the target waits for what is missing. Then the message is taken up as a whole, so that the replayed items join the others there; what
 * was confirmed is skipped all the same.
 */
export function isAwaited(plan: Plan, steps: readonly Pick<StepProgress, 'node' | 'status'>[], target: ReplayTarget): boolean {
  return (
    target !== 'all' &&
    steps.some(({ node, status }) => {
      const planned = plan.nodes[node];
      return (
        status === 'pending' && planned?.call === null && planned.onFailure.onMissing === 'wait' && planned.ancestors.includes(target.node)
      );
    })
  );
}

/** The step that a replay starts at; empty for the whole run. */
export function nodeIdOf(plan: Plan, target: ReplayTarget): string {
  return target === 'all' ? '' : (plan.nodes[target.node]?.node.id ?? '');
}
