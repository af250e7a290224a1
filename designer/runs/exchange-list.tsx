import { useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatDuration } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import type { Exchange } from '../server/shapes.ts';
import { runStepsTexts } from '../texts/run-steps.ts';
import classes from './exchange-list.module.css';
import { ExchangeView } from './exchange-view.tsx';

const texts = runStepsTexts.exchanges;

/** What a step asked other systems and what they answered: every attempt, the latest open. */
export function ExchangeList({ exchanges }: { exchanges: readonly Exchange[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen ?? exchanges.length - 1;
  const exchange = exchanges[at];
  if (!exchange) return <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>;
  return (
    <div className={classes.root}>
      {exchanges.length > 1 && (
        <div className={classes.list} role="listbox" aria-label={texts.list}>
          {exchanges.map((candidate, index) => (
            <button
              key={`${candidate.itemId}/${candidate.attempt}/${candidate.at}`}
              type="button"
              role="option"
              aria-selected={index === at}
              className={classes.row}
              onClick={() => setChosen(index)}
            >
              <span className={classes.icon} data-good={isGood(candidate) || undefined}>
                <Glyph name={isGood(candidate) ? 'circle-check' : candidate.answer ? 'circle-x' : 'help-circle'} size={14} />
              </span>
              <span className="ellipsis">{texts.attempt(candidate.attempt)}</span>
              <span className={classes.facts}>{candidate.answer ? candidate.answer.status : texts.noAnswer}</span>
              <span className={classes.facts}>{formatDuration(candidate.durationMs)}</span>
            </button>
          ))}
        </div>
      )}
      <ExchangeView exchange={exchange} />
    </div>
  );
}

function isGood(exchange: Exchange): boolean {
  return exchange.answer !== null && exchange.answer.status < 400;
}
