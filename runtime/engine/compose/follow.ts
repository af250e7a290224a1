import type { FlowSettings } from '@crossdock/flows/document/flow';
import type { Plan } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { Pinned, RunKind } from '../run/run-document.ts';
import type { RunStatus } from '../run/statuses.ts';
import { hasUndoable } from './undo-ledger.ts';

/** What a run's end asks for: its caller is woken, the error flow is told, its effects are taken back, the run it took back is told. */
export type Follow = 'caller' | 'error' | 'compensate' | 'undone';

/** Decided with the final write and stored in it, so that a crash right after it loses nothing. Null when the end asks for nothing. */
export function followOf(ended: {
  readonly status: RunStatus;
  readonly settings: Pick<FlowSettings, 'errorFlow' | 'compensate'>;
  readonly flow: string;
  readonly version: number;
  readonly kind: RunKind;
  readonly pinned: Pick<Pinned, 'caller' | 'compensates'>;
  /** undefined: not known, so nothing is taken back. */
  readonly plan: Plan | undefined;
  readonly ledger: Iterable<LedgerEntry>;
}): string | null {
  const { status, settings, kind, pinned, plan } = ended;
  const hasFailed = status === 'failed' || status === 'partial';
  const isUndo = pinned.compensates !== undefined;
  const follow: Follow[] = [];
  if (pinned.caller?.isWaiting) follow.push('caller');
  // A draft that is tried out tells nobody, and what tells of errors tells nothing of its own.
  if (hasFailed && settings.errorFlow !== undefined && ended.version > 0 && kind !== 'error' && settings.errorFlow !== ended.flow)
    follow.push('error');
  if (isUndo) follow.push('undone');
  else if (hasFailed && settings.compensate === 'when-failed' && plan && hasUndoable(plan, ended.ledger)) follow.push('compensate');
  return follow.length === 0 ? null : follow.join(' ');
}
