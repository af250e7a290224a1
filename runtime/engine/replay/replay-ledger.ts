import { isInDoubt } from '../calls/decide-send.ts';
import type { Plan } from '../plan/plan.ts';
import { callId } from '../run/active-run.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { ReplayTarget } from './replay-target.ts';

/** What a person says about a call whose outcome nobody else can tell. `repeat`: it did not take effect. */
export type Decision = { readonly do: 'repeat' } | { readonly do: 'treat as done'; readonly answer?: unknown };
/** By `nodeId/itemId`. */
export type Decisions = Readonly<Record<string, Decision>>;

/**
 * What the new run starts with: outcomes that stand, and calls that are to be made again. Keys stay; whether one is raised is decided when the request is
 * known, by what is kept here: what certainly had no effect, and what may have had one.
 */
export function replayLedger(
  ledger: readonly LedgerEntry[],
  given: { readonly plan: Plan; readonly target: ReplayTarget; readonly decisions: Decisions; readonly by: string; readonly now: number },
): LedgerEntry[] {
  const { plan, target, decisions } = given;
  const isBehind = (node: number) =>
    target === 'all' || node === target.node || (plan.nodes[node]?.ancestors.includes(target.node) ?? false);
  const isOthers = ({ node, item }: LedgerEntry) =>
    target !== 'all' && node === target.node && target.items[0] !== '*' && !target.items.includes(item);
  return ledger.flatMap((entry) => {
    if (isOthers(entry)) return [];
    if (entry.state === 'confirmed' || !isBehind(entry.node)) return [entry];
    const decision = decisions[`${plan.nodes[entry.node]?.node.id}/${entry.item}`];
    if (decision?.do === 'treat as done') return [closed(entry, given.by, given.now)];
    const { error: _error, hold: _hold, mayHaveHappened: _may, batch, ...rest } = entry;
    const open = { ...rest, attempts: 0, settledAt: null, retryAt: null };
    if (decision?.do !== 'repeat' && isInDoubt(entry, false))
      return [{ ...open, state: 'unknown' as const, mayHaveHappened: true, ...(batch && { batch }) }];
    return [{ ...open, state: 'pending' as const }];
  });
}

/** The answers that people give for what they say is done, by call. */
export function decidedAnswers(ledger: readonly LedgerEntry[], plan: Plan, decisions: Decisions): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const entry of ledger) {
    const decision = entry.closed === undefined ? undefined : decisions[`${plan.nodes[entry.node]?.node.id}/${entry.item}`];
    if (decision?.do === 'treat as done' && decision.answer !== undefined) answers.set(callId(entry), JSON.stringify(decision.answer));
  }
  return answers;
}

function closed(entry: LedgerEntry, by: string, now: number): LedgerEntry {
  const { error: _error, hold: _hold, mayHaveHappened: _may, ...rest } = entry;
  return { ...rest, state: 'confirmed', settledAt: now, retryAt: null, status: 200, closed: by };
}
