import { kindOf, previewOf } from '../kit/json/tree-rows.ts';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { dots } from './private-data.ts';

/** A sample value in one line, coloured by its kind. */
export function ValueText({ value, isHidden = false }: { value: unknown; isHidden?: boolean }) {
  if (value === undefined || value === null) return null;
  const kind = kindOf(value);
  if (kind === 'array')
    return (
      <span className={classes.value} data-kind="none">
        {mapperTexts.row.items((value as unknown[]).length)}
      </span>
    );
  if (kind === 'object') return null;
  if (isHidden && value !== '') {
    return (
      <span className={classes.value} data-kind="text">
        {dots}
      </span>
    );
  }
  return (
    <span className={classes.value} data-kind={kind === 'number' || kind === 'boolean' ? 'number' : 'text'}>
      {previewOf(value)}
    </span>
  );
}
