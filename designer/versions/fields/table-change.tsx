import { useMemo } from 'react';
import { versionsTexts } from '../../texts/versions.ts';
import { type TableCell, type TableColumn, type TableRow, tableDiff } from './table-diff.ts';
import classes from './tables.module.css';

const signs = { added: '+', removed: '−', changed: '●', same: '' };
const columnTexts = {
  added: versionsTexts.table.columnAdded,
  removed: versionsTexts.table.columnRemoved,
  changed: versionsTexts.table.columnChanged,
};

/** A decision table row by row: rows that came or went, and in the others the cells that changed. */
export function TableChange({ before, after }: { before: unknown; after: unknown }) {
  const { columns, rows } = useMemo(() => tableDiff(before, after), [before, after]);
  const isOneSided = before === undefined || after === undefined;
  const shown = useMemo(() => gathered(rows, isOneSided || rows.every((row) => row.kind === 'same')), [rows, isOneSided]);
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table} data-grid>
        <caption className="visually-hidden">{versionsTexts.table.caption}</caption>
        <thead>
          <tr>
            <th className={classes.signCell} aria-label={versionsTexts.legend} />
            <th className={classes.numberCell}>{versionsTexts.table.row}</th>
            {columns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name
              <ColumnHead key={i} column={column} isOneSided={isOneSided} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) =>
            typeof row === 'object' ? (
              <tr key={`${row.before} ${row.after}`} data-kind={isOneSided ? undefined : row.kind}>
                <td className={classes.signCell}>{isOneSided ? '' : signs[row.kind]}</td>
                <td className={classes.numberCell}>{numberOf(row)}</td>
                {row.cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                  <td key={i} className={classes.cell}>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ) : (
              <tr key={row} className={classes.hidden}>
                <td />
                <td colSpan={columns.length + 1}>{row}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function ColumnHead({ column, isOneSided }: { column: TableColumn; isOneSided: boolean }) {
  const { title, side, kind, detail } = column;
  const name = side === 'note' ? versionsTexts.table.note : title;
  const isMarked = kind !== 'same' && !isOneSided;
  return (
    <th data-side={side} data-kind={isMarked ? kind : undefined} title={isMarked ? `${columnTexts[kind](name)}: ${detail}` : detail}>
      {isMarked && <span className={classes.headSign}>{signs[kind]}</span>}
      {name}
    </th>
  );
}

function Cell({ cell: { before, after, isChanged } }: { cell: TableCell }) {
  if (!isChanged) return after ?? before ?? '';
  return (
    <>
      {before !== null && before !== '' && <del className={classes.old}>{before}</del>}
      {before !== null && before !== '' && after !== null && after !== '' && ' '}
      {after !== null && after !== '' && <ins className={classes.new}>{after}</ins>}
    </>
  );
}

function numberOf({ before, after }: TableRow): string {
  if (before === null || after === null || before === after) return String(after ?? before);
  return `${before} → ${after}`;
}

/** Unchanged rows are only counted, except where all are asked for. */
function gathered(rows: readonly TableRow[], hasAll: boolean): (TableRow | string)[] {
  if (hasAll) return [...rows];
  const shown: (TableRow | string)[] = [];
  let same = 0;
  const close = () => {
    if (same > 0) shown.push(versionsTexts.table.sameRows(same));
    same = 0;
  };
  for (const row of rows) {
    if (row.kind === 'same') same++;
    else {
      close();
      shown.push(row);
    }
  }
  close();
  return shown;
}
