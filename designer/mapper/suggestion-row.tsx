import type { Suggestion } from '@crossdock/flows/mapping/suggest';
import { Button } from '@mantine/core';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';

const texts = mapperTexts.suggest;

/** A line that could be added, how sure it is, and why. */
export function SuggestionRow({
  suggestion,
  onAccept,
  hasTarget = false,
}: {
  suggestion: Suggestion;
  onAccept: () => void;
  hasTarget?: boolean;
}) {
  const { confidence, reasons, text, target, kind } = suggestion;
  return (
    <div className={classes.suggestion} data-kind={kind}>
      <span className={classes.confidence} data-sure={confidence >= 90 || undefined}>
        {texts.sure(confidence)}
      </span>
      <div className={classes.suggestionText}>
        {hasTarget && <span className={classes.suggestionTarget}>{target.path}</span>}
        <code className={classes.suggestionSource}>{text}</code>
        <span className={classes.reasons}>{reasons.join(', ')}</span>
      </div>
      <Button size="compact-xs" aria-label={texts.acceptNamed(target.path)} onClick={onAccept}>
        {texts.accept}
      </Button>
    </div>
  );
}
