import { IconCornerDownRight } from '@tabler/icons-react';
import { kindOf, previewOf } from '../kit/json/tree-rows.ts';
import classes from './expression.module.css';
import { useForm, useLoop } from './form-context.tsx';
import { usePreview } from './use-preview.ts';

/** The value of an expression on the sample, below its field. */
export function ExpressionResult({ expression }: { expression: string }) {
  const { sample } = useForm();
  const loop = useLoop();
  const preview = usePreview(expression, sample, loop.each);
  if (sample === undefined) return null;
  const result = preview.data;
  return (
    <div className={classes.result} aria-live="polite">
      <IconCornerDownRight size={12} stroke={2} aria-hidden />
      {result?.ok === false && <span className={classes.resultError}>{result.error}</span>}
      {result?.ok === true && <Value value={result.value} />}
    </div>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === undefined || value === null) return <span>no value on this sample</span>;
  const text =
    typeof value === 'string' ? value : kindOf(value) === 'object' || kindOf(value) === 'array' ? JSON.stringify(value) : previewOf(value);
  return (
    <span className={classes.resultValue} data-kind={kindOf(value)} title={text}>
      {text === '' ? '(empty text)' : text}
    </span>
  );
}
