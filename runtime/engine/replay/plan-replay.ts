import type { Plan, PlanNode } from '../plan/plan.ts';
import type { LedgerEntry, Progress } from '../run/progress.ts';
import { NotReplayable, type ReplayPlan } from '../run-service.ts';

/** What is taken up again: everything, or some items at one node and what lies behind it. */
export type ReplayTarget = { readonly node: number; readonly items: readonly string[] } | 'all';

/**
 * Decides where a replay starts. Asked for nothing in particular it takes what failed, where it failed; of failures at several steps the first in the order of
 * the flow. A run that failed as a whole is replayed as a whole; its confirmed effects are skipped all the same.
 */
export function replayTarget(given: {
  readonly plan: Plan;
  readonly progress: Progress;
  readonly from: string | undefined;
  readonly items: readonly string[] | undefined;
  readonly itemsAt: (node: number) => readonly string[];
}): ReplayTarget {
  const { plan, progress } = given;
  const open = progress.dead.filter((dead) => dead.state === 'open');
  if (given.from === undefined && given.items === undefined) {
    const [first] = [...open].sort((a, b) => a.node - b.node);
    if (!first || first.item === '*') return 'all';
    return { node: first.node, items: open.filter((dead) => dead.node === first.node).map((dead) => dead.item) };
  }
  const node = plan.nodes.findIndex((planned) => planned.node.id === given.from);
  if (given.from !== undefined && node < 0) throw new NotReplayable('UNKNOWN_STEP', `The version that ran has no step "${given.from}".`);
  const index = node < 0 ? (open[0]?.node ?? 0) : node;
  if (index === 0 && given.items === undefined) return 'all';
  const failedHere = open.filter((dead) => dead.node === index && dead.item !== '*').map((dead) => dead.item);
  const items = given.items ?? (failedHere.length > 0 ? failedHere : given.itemsAt(index));
  if (items.length === 0)
    throw new NotReplayable(
      'NOTHING_TO_REPLAY',
      `No item reached "${plan.nodes[index]?.node.name}" in this run. Replay from an earlier step.`,
    );
  return { node: index, items };
}

/** What the new run starts with: outcomes that stand, and calls that are to be made again with the same keys. */
export function replayLedger(ledger: readonly LedgerEntry[], target: ReplayTarget, plan: Plan): LedgerEntry[] {
  const isBehind = (node: number) =>
    target === 'all' || node === target.node || (plan.nodes[node]?.ancestors.includes(target.node) ?? false);
  return ledger.map((entry) => {
    if (entry.state === 'confirmed' || !isBehind(entry.node)) return entry;
    const { error, ...rest } = entry;
    return { ...rest, state: 'pending', attempts: 0, settledAt: null, retryAt: null };
  });
}

/** The plan of a replay, as people see it before it is done. */
export function describeReplay(plan: Plan, progress: Progress, target: ReplayTarget): ReplayPlan {
  const reports = new Map(progress.steps.map((step) => [step.node, step]));
  const start = target === 'all' ? undefined : plan.nodes[target.node];
  const lost = new Set(progress.dead.map((dead) => dead.node));
  const steps = plan.nodes.map((planned): ReplayPlan['steps'][number] => {
    const { index } = planned;
    const isBefore = start?.ancestors.includes(index) ?? false;
    const isBehind = target === 'all' || index === target.node || planned.ancestors.includes(target.node);
    // What lay on another branch lies there again: the same message takes the same way.
    const wasPassedBy = reports.get(index)?.status === 'skipped' && !planned.ancestors.some((ancestor) => lost.has(ancestor));
    const name = { nodeId: planned.node.id, name: planned.node.name };
    if ((!isBefore && !isBehind) || wasPassedBy) return { ...name, action: 'not reached', items: 0 };
    const items = target === 'all' || isBefore ? (reports.get(index)?.in ?? 0) : target.items.length;
    return { ...name, action: actionOf(planned, progress, index === start?.index && target !== 'all' ? target.items : undefined), items };
  });
  return { version: plan.version, steps };
}

function actionOf(planned: PlanNode, progress: Progress, items: readonly string[] | undefined): ReplayPlan['steps'][number]['action'] {
  if (!planned.call) return 'runs again';
  const entries = progress.ledger.filter((entry) => entry.node === planned.index && (!items || items.includes(entry.item)));
  if (entries.length > 0 && entries.every((entry) => entry.state === 'confirmed')) return 'skipped, confirmed';
  if (planned.definition.kind === 'read') return 'runs again';
  if (!entries.some((entry) => entry.firstSentAt !== null && entry.state !== 'confirmed')) return 'sent now';
  return planned.call.idempotency === 'none' && entries.some((entry) => entry.state === 'unknown')
    ? 'asks first'
    : 'sent again with the same key';
}
