import { promotionTexts as texts } from '../../texts/promotion.ts';
import classes from './row-changes.module.css';
import type { ChangedRow, RowCell } from './row-table.ts';

/** Rows of a lookup as a table: what comes is marked good, what goes bad, and of a changed row only the cells that change. */
export function RowChanges({ label, columns, rows }: { label: string; columns: readonly string[]; rows: readonly ChangedRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{texts.rowBecomes}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${row.key}`} data-kind={row.kind}>
              <td className={classes.mark}>
                <span aria-hidden="true">{marks[row.kind]}</span>
                <span className="visually-hidden">{texts.rowIs[row.kind]}</span>
              </td>
              {row.cells.map((cell, index) => (
                <td key={columns[index]}>{row.kind === 'changed' ? <Changed cell={cell} /> : cell.after}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const marks = { added: '+', changed: '~', removed: '−' } as const;

function Changed({ cell: { before, after } }: { cell: RowCell }) {
  if (before === after) return after;
  return (
    <>
      {before !== '' && <del className={classes.old}>{before}</del>} {after !== '' && <ins className={classes.new}>{after}</ins>}
    </>
  );
}
