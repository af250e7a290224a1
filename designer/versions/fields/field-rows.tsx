import { Fragment } from 'react';
import { versionsTexts } from '../../texts/versions.ts';
import { textDiff } from '../text-diff.ts';
import { type FieldChange, inPrint } from './field-change.ts';
import classes from './fields.module.css';
import { LinesChange } from './lines-change.tsx';
import { MappingChange } from './mapping-change.tsx';
import { Pieces } from './pieces.tsx';
import { TableChange } from './table-change.tsx';

type Props = {
  readonly fields: readonly FieldChange[];
  /** The names of the sides; null where there is only one. */
  readonly sides: readonly [string, string] | null;
};

/** Settings, one a row: their title, then both sides; what is long takes the whole width. */
export function FieldRows({ fields, sides }: Props) {
  const hasHead = sides !== null && fields.some((field) => !isWide(field));
  return (
    <table className={classes.rows} data-sides={sides ? 2 : 1} aria-label={versionsTexts.panel}>
      {hasHead && (
        <thead>
          <tr>
            <th scope="col">{versionsTexts.setting}</th>
            <th scope="col">{sides[0]}</th>
            <th scope="col">{sides[1]}</th>
          </tr>
        </thead>
      )}
      <tbody>
        {fields.map((field) =>
          isWide(field) ? (
            <tr key={field.key} className={classes.row} data-kind={field.kind}>
              <td colSpan={sides ? 3 : 2}>
                <div className={classes.title}>
                  <Titles titles={field.titles} />
                </div>
                <WideChange field={field} />
              </td>
            </tr>
          ) : (
            <tr key={field.key} className={classes.row} data-kind={field.kind}>
              <th scope="row" className={classes.title}>
                <Titles titles={field.titles} />
              </th>
              <Sides field={field} isOne={sides === null} />
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Titles({ titles }: { titles: readonly string[] }) {
  return titles.map((title, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the titles of one row never change places
    <Fragment key={i}>
      {i > 0 && <span className={classes.slash}> / </span>}
      {title}
    </Fragment>
  ));
}

function WideChange({ field }: { field: FieldChange }) {
  const { look, before, after } = field;
  if (look === 'mapping') return <MappingChange before={before} after={after} />;
  if (look === 'table') return <TableChange before={before} after={after} />;
  return <LinesChange before={inPrint(field, before) ?? ''} after={inPrint(field, after) ?? ''} isJson={look === 'json'} />;
}

function Sides({ field, isOne }: { field: FieldChange; isOne: boolean }) {
  const { kind, look } = field;
  const [before, after] = [inPrint(field, field.before), inPrint(field, field.after)];
  const isText = (look === 'text' || look === 'words') && kind === 'changed' && before !== null && after !== null;
  const diff = isText ? textDiff(before, after) : null;
  const side = (text: string | null, which: 'before' | 'after') => (
    <td>
      <span className={classes.side} data-side={kind === 'same' ? undefined : which} data-mono={look === 'text' || undefined}>
        {text === null ? (
          <NotSet field={field} />
        ) : text === '' ? (
          <em>{versionsTexts.empty}</em>
        ) : diff ? (
          <Pieces pieces={diff[which]} />
        ) : (
          text
        )}
      </span>
    </td>
  );
  if (isOne) return side(after ?? before, 'after');
  return (
    <>
      {side(before, 'before')}
      {side(after, 'after')}
    </>
  );
}

function NotSet({ field }: { field: FieldChange }) {
  const fallback = field.fallback === undefined || field.fallback === '' ? null : inPrint(field, field.fallback);
  const isShort = fallback !== null && fallback.length < 60;
  return <em>{isShort ? versionsTexts.notSetDefault(fallback) : versionsTexts.notSet}</em>;
}

/** Mappings, tables, code, JSON and texts of several lines need more room than a side has. */
function isWide({ look, before, after }: FieldChange): boolean {
  if (look === 'mapping' || look === 'table') return true;
  if (look === 'value' || look === 'order') return false;
  const isLong = (value: unknown) => typeof value === 'string' && (value.includes('\n') || value.length > 240);
  const isDeep = (value: unknown) => value !== null && typeof value === 'object';
  return look === 'code' || look === 'json'
    ? [before, after].some((value) => isLong(value) || isDeep(value) || look === 'code')
    : [before, after].some(isLong);
}
