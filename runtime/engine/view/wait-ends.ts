import { parseExact } from '@crossdock/nodes/library/exact-json';
import type { Plan } from '../plan/plan.ts';
import { callId } from '../run/active-run.ts';
import type { Progress } from '../run/progress.ts';
import { redact, redactionOf } from './redact.ts';

/** How the waits of a run ended, by step, in the order in which its items came to wait. */
export function waitEndsOf(plan: Plan, progress: Progress, answers: ReadonlyMap<string, string>): Record<string, readonly unknown[]> {
  const hidden = redactionOf(plan.flow.settings.redact);
  const ends: Record<string, unknown[]> = {};
  for (const entry of progress.ledger) {
    const planned = plan.nodes[entry.node];
    const answer = answers.get(callId(entry));
    if (!planned?.wait || entry.state !== 'confirmed' || answer === undefined) continue;
    ends[planned.node.id] ??= [];
    ends[planned.node.id]?.push(redact(parseExact(answer), hidden));
  }
  return ends;
}
