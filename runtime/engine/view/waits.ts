import type { Plan } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { RunDetail } from '../run-service.ts';
import type { Waiting } from '../waits/waiting.ts';

/** What the items of a run wait for at this moment. */
export function waitsOf(plan: Plan, ledger: readonly LedgerEntry[]): RunDetail['waits'] {
  return ledger.flatMap(({ wait, node, item, retryAt, settledAt, hold }) => {
    if (!wait || settledAt !== null || hold !== 'waiting') return [];
    return [
      {
        nodeId: plan.nodes[node]?.node.id ?? '',
        itemId: item,
        for: wait.for,
        what: waitWords(wait),
        since: new Date(wait.since).toISOString(),
        until: retryAt === null ? null : new Date(retryAt).toISOString(),
        role: wait.for === 'approval' ? (wait.role ?? '') : null,
        approvalId: wait.for === 'approval' ? (wait.id ?? null) : null,
        runId: wait.runId ?? null,
      },
    ];
  });
}

/** After "waits for". */
export function waitWords(wait: Waiting): string {
  switch (wait.for) {
    case 'time':
      return 'a time';
    case 'event':
      return `the event ${wait.name} with the key ${wait.key}`;
    case 'approval':
      return `a decision: ${wait.title}`;
    case 'flow':
      return wait.runId === undefined ? `room for the flow ${wait.flow}` : `the end of the flow ${wait.flow}`;
    case 'sending':
      return 'an event to be sent';
  }
}
