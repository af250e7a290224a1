import { useState } from 'react';
import { ErrorNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { splitLead } from '../kit/split-lead.ts';
import { exceptionLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { Exception, Exchange, RunError } from '../server/shapes.ts';
import { ExchangeView } from './exchange-view.tsx';
import classes from './step-errors.module.css';

type Props = {
  error: RunError | null;
  exceptions: readonly Exception[];
  exchanges: readonly Exchange[];
  summary: string /** The step is tried again by itself. */;
  isPassing: boolean;
};

/** More rows than these help nobody. */
const rowsShown = 200;

/** What went wrong at a step: the sentence, the items it hit, and for the chosen one what the other system said. */
export function StepErrors({ error, exceptions, exchanges, summary, isPassing }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = exceptions.find((exception) => exception.id === chosen) ?? exceptions[0];
  const exchange =
    exchanges.findLast((candidate) => candidate.itemId === current?.itemId) ?? (exceptions.length === 0 ? exchanges.at(-1) : undefined);
  const shown = current?.error ?? error;
  return (
    <div className={classes.root}>
      {shown && <ErrorNote error={shown} isPassing={isPassing} />}
      <div className={classes.columns}>
        <div>
          {exceptions.length > 0 && (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>Key</th>
                  <th>Cause</th>
                  <th>State</th>
                  <th className={classes.right}>Tries</th>
                </tr>
              </thead>
              <tbody>
                {exceptions.slice(0, rowsShown).map((exception) => (
                  <tr key={exception.id} aria-selected={exception === current} onClick={() => setChosen(exception.id)}>
                    <td>
                      <button type="button" className={classes.key} onClick={() => setChosen(exception.id)}>
                        <KeyText>{exception.key ?? exception.itemId}</KeyText>
                      </button>
                    </td>
                    <td className={classes.cause} title={exception.error.message}>
                      {splitLead(exception.error.message).lead}
                    </td>
                    <td>
                      <StatusBadge look={exceptionLooks[exception.state]} detail={stateDetail(exception)} />
                    </td>
                    <td className={classes.right}>{exception.attempts}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {exceptions.length > rowsShown && (
            <p className={classes.summary}>And {countOf(exceptions.length - rowsShown, 'exception')} more.</p>
          )}
          <p className={classes.summary}>
            <Glyph name="checks" size={14} />
            {summary}
          </p>
        </div>
        {exchange && <ExchangeView exchange={exchange} part="answer" />}
      </div>
    </div>
  );
}

/** Who dismissed it and why; the tooltip of the badge has the whole. */
function stateDetail({ state, dismissed }: Exception): string | undefined {
  return state === 'dismissed' && dismissed ? `${dismissed.by}: ${dismissed.reason}` : undefined;
}
