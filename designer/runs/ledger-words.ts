import { countOf } from '../kit/format.ts';
import type { StatusLook } from '../kit/status.ts';
import type { LedgerRow } from '../server/shapes.ts';

/** How a state of the ledger is drawn: of the same words as effects, with what only calls know. */
export function ledgerLook({ state, hold, undo, kind }: Pick<LedgerRow, 'state' | 'hold' | 'undo' | 'kind'>): StatusLook {
  if (undo === 'done') return { word: 'Undone', icon: 'arrow-back-up', family: 'wait' };
  switch (state) {
    case 'confirmed':
      return { word: kind === 'read' ? 'Read' : kind === 'wait' ? 'Settled' : 'Confirmed', icon: 'circle-check', family: 'good' };
    case 'unknown':
      return { word: 'Unknown', icon: 'help-circle', family: 'warn' };
    case 'intended':
      return { word: 'Sent', icon: 'arrow-up-right', family: 'info' };
    case 'failed':
      return { word: kind === 'read' ? 'Not read' : 'No effect', icon: 'circle-x', family: 'bad' };
    case 'detached':
      return { word: 'Detached', icon: 'git-branch', family: 'idle' };
    case 'pending':
      return hold === 'parked'
        ? { word: 'Parked', icon: 'player-pause', family: 'wait' }
        : hold === 'waiting'
          ? { word: 'Waiting', icon: 'hourglass-empty', family: 'wait' }
          : hold === 'retry'
            ? { word: 'Retrying', icon: 'refresh', family: 'warn' }
            : { word: 'Pending', icon: 'circle-dashed', family: 'idle' };
  }
}

/** `2 tries, HTTP 201, known there already, 3 of 20 in its batch`. */
export function ledgerFacts(row: LedgerRow): string {
  const parts = [
    row.attempts > 0 && countOf(row.attempts, 'try', 'tries'),
    row.answerStatus !== null && `HTTP ${row.answerStatus}`,
    row.seenBefore && 'known there already',
    row.closedBy !== null && `treated as done by ${row.closedBy}`,
    row.batch !== null && `${row.batch.at} of ${row.batch.of} in its batch`,
    row.generation > 0 && `key number ${row.generation + 1}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** What a resume or replay would do, as the end of a sentence. */
export function nextWords(row: Pick<LedgerRow, 'next' | 'kind'>, isUnderWay: boolean): string {
  return `${isUnderWay ? 'Next' : 'A replay'}: ${row.next}`;
}
