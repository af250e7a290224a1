import type { Hold, LedgerEntry } from './progress.ts';
import type { RunStatus } from './statuses.ts';

/** Why a run leaves its worker before its end, and when it is due again; null: only something from outside wakes it. */
export type RunHold = { readonly status: Extract<RunStatus, 'retrying' | 'parked' | 'waiting'>; readonly dueAt: number | null };

const statusOf = { retry: 'retrying', parked: 'parked', waiting: 'waiting' } as const satisfies Record<Hold, RunHold['status']>;
const weight: Readonly<Record<Hold, number>> = { waiting: 0, parked: 1, retry: 2 };

/** What holds a run whose due calls have been made: the least of its times, and the strongest of its reasons. undefined: nothing does. */
export function holdOf(ledger: Iterable<LedgerEntry>): RunHold | undefined {
  let dueAt: number | null = null;
  let reason: Hold | undefined;
  for (const entry of ledger) {
    const held = heldBy(entry);
    if (!held) continue;
    if (reason === undefined || weight[held] > weight[reason]) reason = held;
    if (entry.retryAt !== null && (dueAt === null || entry.retryAt < dueAt)) dueAt = entry.retryAt;
  }
  return reason && { status: statusOf[reason], dueAt };
}

/** Whether a call is not to be made again yet. What waits for the outside is always asked: that costs a look into the store only. */
export function isNotDue(entry: LedgerEntry | undefined, now: number): boolean {
  return entry !== undefined && entry.hold !== 'waiting' && entry.retryAt !== null && entry.retryAt > now;
}

function heldBy({ hold, retryAt, settledAt }: LedgerEntry): Hold | undefined {
  if (settledAt !== null) return undefined;
  return hold ?? (retryAt === null ? undefined : 'retry');
}
