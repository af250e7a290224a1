// biome-ignore-all lint/a11y/useSemanticElements: a list of which only the rows in view exist cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: there is nothing to do on a row
import { VirtualLines } from '../virtual-lines.tsx';
import classes from './json.module.css';
import type { tableIn } from './table-shape.ts';
import { kindOf, previewOf } from './tree-rows.ts';

/** A list of objects as a table, one column per field. */
export function JsonTable({ table, label }: { table: NonNullable<ReturnType<typeof tableIn>>; label: string }) {
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
          {table.columns.map((column) => (
            <span key={column} role="columnheader" title={column}>
              {column}
            </span>
          ))}
        </div>
      }
      renderLine={(index) => (
        <div role="row" className={classes.tableLine} style={{ gridTemplateColumns: template }}>
          <span role="cell" className={classes.rowNumber}>
            {index}
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
