import { ErrorNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { splitLead } from '../kit/split-lead.ts';
import { exceptionLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { Exception, Exchange, RunError, ShownItem } from '../server/shapes.ts';
import { runStepsTexts } from '../texts/run-steps.ts';
import { ExchangeView } from './exchange-view.tsx';
import { FaultLine } from './fault-line.tsx';
import { faultPlace } from './fault-place.ts';
import classes from './step-errors.module.css';

type Props = {
  env: string;
  error: RunError | null;
  exceptions: readonly Exception[];
  /** The exception in view. */
  current: Exception | undefined;
  onChoose: (id: string) => void;
  /** What came into the step, to try on it again what failed. */
  items: readonly ShownItem[];
  exchanges: readonly Exchange[];
  summary: string /** The step is tried again by itself. */;
  isPassing: boolean;
};

const texts = runStepsTexts.errors;

/** More rows than these help nobody. */
const rowsShown = 200;

/** What went wrong at a step: the sentence, the items it hit, and for the chosen one what the other system said. */
export function StepErrors({ env, error, exceptions, current, onChoose, items, exchanges, summary, isPassing }: Props) {
  const exchange =
    exchanges.findLast((candidate) => candidate.itemId === current?.itemId) ?? (exceptions.length === 0 ? exchanges.at(-1) : undefined);
  const shown = current?.error ?? error;
  const place = faultPlace(shown);
  const item = items.find((candidate) => candidate.id === current?.itemId);
  return (
    <div className={classes.root}>
      {shown && <ErrorNote error={shown} isPassing={isPassing} />}
      {place && <FaultLine place={place} env={env} json={item?.isCut === false ? item.json : undefined} />}
      <div className={classes.columns}>
        <div>
          {exceptions.length > 0 && (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>{texts.key}</th>
                  <th>{texts.cause}</th>
                  <th>{texts.state}</th>
                  <th className={classes.right}>{texts.tries}</th>
                </tr>
              </thead>
              <tbody>
                {exceptions.slice(0, rowsShown).map((exception) => (
                  <tr key={exception.id} aria-selected={exception === current} onClick={() => onChoose(exception.id)}>
                    <td>
                      <button type="button" className={classes.key} onClick={() => onChoose(exception.id)}>
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
          {exceptions.length > rowsShown && <p className={classes.summary}>{texts.more(exceptions.length - rowsShown)}</p>}
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
  return state === 'dismissed' && dismissed ? texts.dismissed(dismissed.by, dismissed.reason) : undefined;
}
