import { Button } from '@mantine/core';
import { EmptyState } from '../kit/empty-state.tsx';
import { countOf } from '../kit/format.ts';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { effectLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { Effect } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './effect-list.module.css';

type Props = {
  effects: readonly Effect[];
  /** The name of the step, where effects of several steps stand together. */
  nameOf?: (nodeId: string) => string;
  /** Offered for an unknown outcome: the replay asks the other system before it sends again. */
  onAsk?: (effect: Effect) => void;
};

/** More rows than these help nobody; the counts stand in the head of the run. */
const shown = 500;
const worry: Effect['outcome'][] = ['unknown', 'sent', 'not sent', 'undone', 'confirmed'];

/** The ledger: what was changed outside, how sure that is, and under which idempotency key. */
export function EffectList({ effects, nameOf, onAsk }: Props) {
  if (effects.length === 0) return <EmptyState title={texts.noEffects}>{texts.nothingOutsideCrossdockWasChanged}</EmptyState>;
  const sorted = effects.toSorted((a, b) => worry.indexOf(a.outcome) - worry.indexOf(b.outcome));
  return (
    <ul className={classes.list}>
      {sorted.slice(0, shown).map((effect) => (
        <li key={`${effect.nodeId}/${effect.itemId}/${effect.key}`} className={classes.effect}>
          <span className={classes.outcome}>
            <StatusBadge look={effectLooks[effect.outcome]} />
          </span>
          <span className={classes.what}>
            {nameOf && <span className={classes.name}>{nameOf(effect.nodeId)}</span>}
            <span className={classes.hint}>
              {countOf(effect.attempts, 'try', 'tries')}
              {effect.seenBefore && ', known there already'}
              {effect.settledAt !== null && (
                <>
                  , <RelativeTime at={effect.settledAt} />
                </>
              )}
            </span>
          </span>
          {effect.outcome === 'unknown' && onAsk && (
            <Button size="xs" onClick={() => onAsk(effect)}>
              {texts.askTheOtherSystem}
            </Button>
          )}
          <KeyText tone="hint">{effect.key}</KeyText>
        </li>
      ))}
      {sorted.length > shown && <li className={classes.more}>{texts.andMore(countOf(sorted.length - shown, 'effect'))}</li>}
    </ul>
  );
}
