import { kindOf, previewOf } from '../kit/json/tree-rows.ts';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './expression-result.module.css';

/** One value in one line. */
export function ValueLine({ value }: { value: unknown }) {
  if (value === undefined || value === null) return <span className={classes.waiting}>{texts.value.none}</span>;
  const text =
    typeof value === 'string' ? value : kindOf(value) === 'object' || kindOf(value) === 'array' ? JSON.stringify(value) : previewOf(value);
  return (
    <span className={classes.text} data-kind={kindOf(value)} title={text.slice(0, 2000)}>
      {text === '' ? texts.value.emptyText : text.slice(0, 400)}
    </span>
  );
}
