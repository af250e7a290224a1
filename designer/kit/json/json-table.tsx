// biome-ignore-all lint/a11y/useSemanticElements: a list of which only the rows in view exist cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: there is nothing to do on a row
import { VirtualLines } from '../virtual-lines.tsx';
import { type FieldActs, fieldDrag } from './field-drag.ts';
import classes from './json.module.css';
import type { tableIn } from './table-shape.ts';
import { childPath, kindOf, previewOf } from './tree-rows.ts';

type Props = {
  table: NonNullable<ReturnType<typeof tableIn>>;
  label: string;
  /** What stands before a column's name in a path: `lines[]`, or nothing where each row is a record. */
  prefix: string;
  fields?: FieldActs | undefined;
  /** The row in view, and what chooses another. */
  row?: { readonly current: number; readonly choose: (index: number) => void } | undefined;
};

/** A list of objects as a table, one column per field. */
export function JsonTable({ table, label, prefix, fields, row }: Props) {
  const template = `44px repeat(${table.columns.length}, minmax(110px, 1fr))`;
  const minWidth = 44 + table.columns.length * 110;
  return (
    <VirtualLines
      count={table.rows.length}
      lineHeight={26}
      role="table"
      label={label}
      minWidth={minWidth}
      className={classes.table}
      head={
        <div role="row" className={classes.tableHead} style={{ gridTemplateColumns: template, minWidth }}>
          <span role="columnheader">#</span>
          {table.columns.map((column) => {
            const path = childPath(prefix, column, false);
            return (
              <span key={column} role="columnheader" title={path} data-chosen={fields?.chosen === path || undefined}>
                {fields ? (
                  <button
                    type="button"
                    className={classes.columnName}
                    {...fieldDrag(path)}
                    onClick={() => fields.onChoose(path)}
                    onDoubleClick={() => fields.onPick(path)}
                  >
                    {column}
                  </button>
                ) : (
                  column
                )}
              </span>
            );
          })}
        </div>
      }
      renderLine={(index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the pager above chooses by keyboard
        <div
          role="row"
          className={classes.tableLine}
          style={{ gridTemplateColumns: template }}
          data-current={row?.current === index || undefined}
          data-choosable={row !== undefined || undefined}
          onClick={row && (() => row.choose(index))}
        >
          <span role="cell" className={classes.rowNumber}>
            {index + (row ? 1 : 0)}
          </span>
          {table.columns.map((column) => {
            const value = table.rows[index]?.[column];
            return (
              <span key={column} role="cell" data-kind={kindOf(value) === 'number' ? 'number' : 'string'}>
                {value === undefined ? '' : typeof value === 'string' ? value : previewOf(value)}
              </span>
            );
          })}
        </div>
      )}
    />
  );
}
