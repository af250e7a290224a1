import {
  type Column,
  cellText,
  columnsOf,
  emptyText,
  newRow,
  type Table,
  type TableInput,
  type TableOutput,
  type TableRow,
  withCellText,
} from './table.ts';

/** Most rows and columns a table takes. */
export const mostRows = 2000;
export const mostColumns = 50;

/** Changes cells row by row; rows and cells that stay the same stay the same objects. */
export function mapCells(table: Table, range: Range, change: (text: string, row: number, column: number) => string): Table {
  const columns = columnsOf(table);
  const rows = table.rows.map((row, r) => {
    if (r < range.top || r > range.bottom) return row;
    let next = row;
    for (let c = range.left; c <= range.right; c++) {
      const column = columns[c];
      if (!column) continue;
      const before = cellText(next, column);
      const after = change(before, r, c);
      if (after !== before) next = withCellText(next, column, after);
    }
    return next;
  });
  return { ...table, rows };
}

/** Rows and columns from and to, both included. */
export type Range = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

export function withText(table: Table, row: number, column: number, text: string): Table {
  return mapCells(table, { top: row, bottom: row, left: column, right: column }, () => text);
}

export function cleared(table: Table, range: Range): Table {
  const columns = columnsOf(table);
  return mapCells(table, range, (_, __, c) => emptyText(columns[c] as Column));
}

/** Puts a block of texts in from a cell on. Rows that are missing are added, up to the most a table takes; columns beyond the last are counted, not lost unseen. */
export function withBlock(
  table: Table,
  at: { readonly row: number; readonly column: number },
  block: readonly (readonly string[])[],
): { table: Table; rowsAdded: number; cellsOutside: number } {
  const columns = columnsOf(table);
  const end = Math.min(mostRows, at.row + block.length);
  const rows: TableRow[] = [...table.rows];
  while (rows.length < end) rows.push(newRow(table));
  let cellsOutside = 0;
  block.forEach((line, i) => {
    const row = rows[at.row + i];
    if (!row) {
      cellsOutside += line.length;
      return;
    }
    let next = row;
    line.forEach((text, j) => {
      const column = columns[at.column + j];
      if (column) next = withCellText(next, column, column.kind === 'condition' && text === '' ? '-' : text);
      else if (text !== '') cellsOutside += 1;
    });
    rows[at.row + i] = next;
  });
  return { table: { ...table, rows }, rowsAdded: rows.length - table.rows.length, cellsOutside };
}

export function withRowsInserted(table: Table, at: number, rows: readonly TableRow[]): Table {
  return { ...table, rows: table.rows.toSpliced(at, 0, ...rows).slice(0, Math.max(mostRows, table.rows.length)) };
}

export function withoutRows(table: Table, at: ReadonlySet<number>): Table {
  return { ...table, rows: table.rows.filter((_, i) => !at.has(i)) };
}

/** Moves rows, which stay beside each other, so that they stand before what is now row `before` (the row count: at the end). */
export function withRowsMoved(table: Table, from: number, count: number, before: number): Table {
  const moved = table.rows.slice(from, from + count);
  const at = before > from ? before - count : before;
  return { ...table, rows: table.rows.toSpliced(from, count).toSpliced(at, 0, ...moved) };
}

export function withCondition(table: Table, at: number, input: TableInput): Table {
  return {
    ...table,
    inputs: table.inputs.toSpliced(at, 0, input),
    rows: table.rows.map((row) => ({ ...row, when: row.when.toSpliced(at, 0, '-') })),
  };
}

export function withResult(table: Table, at: number, output: TableOutput): Table {
  return {
    ...table,
    outputs: table.outputs.toSpliced(at, 0, output),
    rows: table.rows.map((row) => ({ ...row, give: row.give.toSpliced(at, 0, '') })),
  };
}

export function withoutColumn(table: Table, { kind, at }: Column): Table {
  if (kind === 'condition')
    return {
      ...table,
      inputs: table.inputs.toSpliced(at, 1),
      rows: table.rows.map((row) => ({ ...row, when: row.when.toSpliced(at, 1) })),
    };
  if (kind === 'result')
    return {
      ...table,
      outputs: table.outputs.toSpliced(at, 1),
      rows: table.rows.map((row) => ({ ...row, give: row.give.toSpliced(at, 1) })),
    };
  return table;
}

/** Moves a column among those of its kind. */
export function withColumnMoved(table: Table, { kind, at }: Column, to: number): Table {
  const moved = <T>(list: readonly T[]): T[] => list.toSpliced(at, 1).toSpliced(to, 0, ...list.slice(at, at + 1));
  if (kind === 'condition')
    return { ...table, inputs: moved(table.inputs), rows: table.rows.map((row) => ({ ...row, when: moved(row.when) })) };
  if (kind === 'result')
    return { ...table, outputs: moved(table.outputs), rows: table.rows.map((row) => ({ ...row, give: moved(row.give) })) };
  return table;
}

export function withHead(table: Table, { kind, at }: Column, change: Partial<TableInput & TableOutput>): Table {
  if (kind === 'condition') return { ...table, inputs: table.inputs.map((input, i) => (i === at ? { ...input, ...change } : input)) };
  if (kind === 'result') return { ...table, outputs: table.outputs.map((output, i) => (i === at ? { ...output, ...change } : output)) };
  return table;
}
