import type { Plan, PlanNode } from '../plan/plan.ts';
import { callId } from '../run/active-run.ts';
import type { LedgerEntry, StepProgress } from '../run/progress.ts';
import type { ReplayPlan } from '../run-service.ts';
import { type CallAction, callActions, type DecidedCall, decideCall } from './decide-call.ts';
import type { Rehearsal, RehearsedCall } from './rehearse.ts';
import type { Decisions } from './replay-ledger.ts';
import type { ReplayTarget } from './replay-target.ts';

/** Calls that a plan lists one by one; of more the counts. Those that are asked about come first. */
const listed = 500;

type Given = {
  readonly plan: Plan;
  readonly target: ReplayTarget;
  readonly ledger: readonly LedgerEntry[];
  readonly rehearsal: Rehearsal;
  /** What the original's steps did, by index in this plan. */
  readonly before: ReadonlyMap<number, StepProgress>;
  /** Steps of this plan at which items of the original were lost. */
  readonly lostAt: ReadonlySet<number>;
  readonly decisions: Decisions;
  readonly isEdited: boolean;
  readonly now: number;
};

type Decided = RehearsedCall & DecidedCall & { readonly entry: LedgerEntry | undefined };
type Described = Pick<ReplayPlan, 'steps' | 'calls' | 'sums' | 'failsAgain'>;

/** The plan of a replay, as people see it before it is done: what happens at each step and with each call. */
export function describeReplay(given: Given): Described & { readonly undecided: readonly Decided[] } {
  const { plan } = given;
  const decided = decideAll(given);
  const byNode = Map.groupBy(decided, (call) => call.node);
  const steps = plan.nodes
    .filter((planned) => !planned.isUndo)
    .map((planned): ReplayPlan['steps'][number] => {
      const calls = byNode.get(planned.index) ?? [];
      const name = { nodeId: planned.node.id, name: planned.node.name };
      if (calls.length > 0) return { ...name, action: foremost(calls.map(({ action }) => action)), items: calls.length };
      return { ...name, ...uncalled(given, planned, byNode) };
    });
  const sorted = decided.toSorted((a, b) => callActions.indexOf(b.action) - callActions.indexOf(a.action));
  return {
    steps,
    calls: sorted.slice(0, listed).map((call) => shown(call, plan)),
    sums: sumsOf(decided),
    failsAgain: failsAgain(given, decided),
    undecided: decided.filter(({ action }) => action === 'asks first'),
  };
}

function decideAll({ plan, ledger, rehearsal, decisions, isEdited, now }: Given): Decided[] {
  const entries = new Map(ledger.map((entry) => [callId(entry), entry]));
  const perBatch = new Map<string, number>();
  for (const call of rehearsal.calls) {
    const entry = entries.get(callId(call));
    if (entry?.batch) perBatch.set(entry.key, (perBatch.get(entry.key) ?? 0) + 1);
  }
  return rehearsal.calls.map((call) => {
    const entry = entries.get(callId(call));
    const planned = plan.nodes[call.node] as PlanNode;
    const isWhole = entry?.batch === undefined || perBatch.get(entry.key) === entry.batch.of;
    const isKept = decisions[`${planned.node.id}/${call.item}`]?.do === 'treat as done';
    return { ...call, entry, ...decideCall({ call, before: entry, planned, isEdited, isKept, isWhole, now }) };
  });
}

/** A step without calls, or one that a step before has to answer for first. */
function uncalled(
  given: Given,
  planned: PlanNode,
  byNode: ReadonlyMap<number, readonly Decided[]>,
): { action: ReplayPlan['steps'][number]['action']; items: number } {
  const { target, plan, rehearsal } = given;
  const start = target === 'all' ? undefined : plan.nodes[target.node];
  const isBefore = start?.ancestors.includes(planned.index) ?? false;
  const isBehind = !start || planned.index === start.index || planned.ancestors.includes(start.index);
  if (!isBefore && !isBehind) return { action: 'not reached', items: 0 };
  const report = rehearsal.reports.get(planned.index);
  const waitedFor = planned.ancestors.flatMap((index) => (byNode.get(index) ?? []).filter(isOpen));
  if (report && report.status !== 'skipped' && !(planned.call || planned.wait)) return { action: 'runs again', items: report.in };
  if (waitedFor.length === 0)
    return { action: report && report.status !== 'skipped' ? 'runs again' : 'not reached', items: report?.in ?? 0 };
  // What lay on another branch lies there again: the same message takes the same way.
  const before = given.before.get(planned.index);
  const wasPassedBy = before?.status === 'skipped' && !planned.ancestors.some((index) => given.lostAt.has(index));
  if (wasPassedBy && !given.isEdited) return { action: 'not reached', items: 0 };
  const action = planned.wait ? 'waits again' : planned.call && planned.call.idempotency !== 'read' ? 'sent now' : 'runs again';
  return { action, items: waitedFor.length };
}

const isOpen = ({ action }: Decided): boolean =>
  action !== 'skipped, confirmed' && action !== 'treated as done' && action !== 'fails again';

function foremost(actions: readonly CallAction[]): CallAction {
  return callActions[Math.max(...actions.map((action) => callActions.indexOf(action)))] as CallAction;
}

function sumsOf(decided: readonly Decided[]): ReplayPlan['sums'] {
  const count = (...actions: CallAction[]) => decided.filter(({ action }) => actions.includes(action)).length;
  return {
    skipped: count('skipped, confirmed', 'treated as done'),
    sentNow: count('sent now'),
    sameKey: count('sent again with the same key'),
    newKey: count('sent with a new key'),
    lookedUp: count('looked up first'),
    asked: count('asks first'),
    read: count('runs again'),
  };
}

function failsAgain({ plan, rehearsal, target }: Given, decided: readonly Decided[]): ReplayPlan['failsAgain'] {
  // What was lost before because its call failed is called again.
  const isFocused = (node: number) =>
    target === 'all' || node === target.node || (plan.nodes[node]?.ancestors.includes(target.node) ?? false);
  const settledCalls = new Set(decided.filter(isOpen).map(callId));
  const dead = rehearsal.dead.filter((lost) => isFocused(lost.node) && !settledCalls.has(callId(lost)));
  const unprepared = decided.filter(({ action }) => action === 'fails again').map(({ node, item, error }) => ({ node, item, error }));
  return [...dead, ...unprepared].slice(0, 100).map(({ node, item, error }) => ({
    nodeId: plan.nodes[node]?.node.id ?? '',
    name: plan.nodes[node]?.node.name ?? '',
    itemId: item,
    code: error?.code ?? 'FAILED',
    message: error?.message ?? '',
  }));
}

function shown({ node, item, businessKey, action, why, entry }: Decided, plan: Plan): ReplayPlan['calls'][number] {
  const planned = plan.nodes[node] as PlanNode;
  return {
    nodeId: planned.node.id,
    name: planned.node.name,
    itemId: item,
    businessKey: businessKey ?? null,
    kind: planned.wait ? 'wait' : planned.definition.kind === 'read' ? 'read' : 'effect',
    action,
    why,
    key: entry?.key ?? null,
    generation: entry?.generation ?? 0,
    firstSentAt: entry?.firstSentAt ? new Date(entry.firstSentAt).toISOString() : null,
  };
}
