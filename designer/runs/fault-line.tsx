import { useMemo } from 'react';
import { markedTokens, templateTokens } from '../inspector/template-tokens.ts';
import { useEvaluation } from '../server/evaluation.ts';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './fault-line.module.css';
import type { FaultPlace } from './fault-place.ts';

const nothing: readonly unknown[] = [];

/** The expression that failed, with the part that failed underlined: found by trying it again on the record. */
export function FaultLine({ place, env, json }: { place: FaultPlace; env: string; json: unknown }) {
  const text = place.expression === null ? '' : `{{ ${place.expression} }}`;
  const items = useMemo(() => (json === undefined ? nothing : [json]), [json]);
  const [results] = useEvaluation(env, [text], items);
  const result = results?.[0];
  const mark = result?.ok === false ? result.at : null;
  const tokens = templateTokens(text);
  return (
    <p className={classes.root}>
      <span className={classes.field}>{texts.fix.where(placeWords(place.field))}</span>
      {text !== '' && (
        <code className={classes.code}>
          {(mark ? markedTokens(tokens, mark) : tokens.map((token) => ({ ...token, isWrong: false }))).map((token, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
            <span key={index} className={token.isWrong ? classes.wrong : undefined}>
              {token.text}
            </span>
          ))}
        </code>
      )}
    </p>
  );
}

/** `fields.0.value` for people, who count from 1. */
function placeWords(field: string): string {
  return field
    .split('.')
    .map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : name))
    .join(' › ');
}
