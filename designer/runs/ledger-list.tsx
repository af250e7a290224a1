import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useLedger } from '../server/queries.ts';
import type { LedgerRow } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './ledger-list.module.css';
import { ledgerFacts, ledgerLook, nextWords } from './ledger-words.ts';

/** The ledger of a step: each item's call, how sure its outcome is, under which key, and what would be done with it next. */
export function LedgerList({ runId, nodeId, isUnderWay }: { runId: string; nodeId: string; isUnderWay: boolean }) {
  const ledger = useLedger(runId, nodeId, isUnderWay);
  const phase = useLoadingPhase(ledger.isPending);
  if (ledger.isError && !ledger.data)
    return <FailureNote what={texts.theLedgerCouldNotBe} failure={ledger.error} onRetry={() => void ledger.refetch()} />;
  if (phase !== 'ready' || !ledger.data) return phase === 'skeleton' ? <Skeleton rows={4} rowHeight={43} what={texts.theLedger} /> : null;
  const { items, total } = ledger.data;
  if (items.length === 0) return <EmptyState title={texts.noCalls}>{texts.nothingOutsideCrossdockWasAsked}</EmptyState>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{texts.item}</th>
          <th>{texts.state}</th>
          <th>{texts.firstSent}</th>
          <th>{texts.settled}</th>
          <th>{texts.idempotencyKey}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <Row key={`${row.itemId}/${row.generation}`} row={row} isUnderWay={isUnderWay} />
        ))}
        {total > items.length && (
          <tr>
            <td colSpan={5} className={classes.more}>
              {texts.andMore(countOf(total - items.length, 'call'))}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Row({ row, isUnderWay }: { row: LedgerRow; isUnderWay: boolean }) {
  return (
    <tr data-worry={row.state === 'unknown' || row.state === 'failed' || undefined}>
      <td>
        <KeyText>{row.businessKey ?? row.itemId}</KeyText>
        <span className={classes.second}>{ledgerFacts(row)}</span>
      </td>
      <td>
        <StatusBadge look={ledgerLook(row)} />
        <span className={classes.second} title={row.error?.message}>
          {nextWords(row, isUnderWay)}
        </span>
      </td>
      <td>{row.firstSentAt === null ? <span className={classes.none}>{texts.notSent}</span> : <RelativeTime at={row.firstSentAt} />}</td>
      <td>
        {row.settledAt !== null ? (
          <RelativeTime at={row.settledAt} />
        ) : row.nextTryAt !== null ? (
          <span>
            {texts.nextTry} <RelativeTime at={row.nextTryAt} />
          </span>
        ) : (
          <span className={classes.none}>open</span>
        )}
      </td>
      <td>
        {row.key === null ? (
          <span className={classes.none}>{row.kind === 'read' ? texts.readsNeedNone : 'none'}</span>
        ) : (
          <KeyText tone="hint" isCopyable>
            {row.key}
          </KeyText>
        )}
        {row.requestHash !== '' && <span className={classes.second}>request {row.requestHash}</span>}
      </td>
    </tr>
  );
}
