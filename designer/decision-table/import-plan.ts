import { faultOf, readNumbers, tidyCell } from './cell-input.ts';
import { mostRows } from './edit-table.ts';
import { type CellType, columnsOf, newRow, type Table, type TableRow, withCellText } from './table.ts';

/** Where a column of a file goes: the place of a column of the table, a new one, or nowhere. */
export type Target = number | 'condition' | 'result' | 'skip';

/** The columns of a file by name: those called alike, else new conditions; of a table without columns the last one is a result. */
export function targetsFor(heads: readonly string[], table: Table): Target[] {
  const columns = columnsOf(table);
  const taken = new Set<number>();
  const isBlank = table.inputs.length + table.outputs.length === 0;
  return heads.map((head, i) => {
    const at = columns.findIndex(({ title }, c) => !taken.has(c) && folded(title) === folded(head));
    if (at >= 0) {
      taken.add(at);
      return at;
    }
    if (isBlank) return i === heads.length - 1 && heads.length > 1 ? 'result' : 'condition';
    return heads.length === columns.length || heads.length === columns.length - 1
      ? i < columns.length && !taken.has(i)
        ? i
        : 'skip'
      : 'skip';
  });
}

export type ImportPlan = { readonly table: Table; readonly rows: number; readonly faults: number; readonly cut: number };

/** The table with a file taken in. Cells that cannot be read are kept as they are. */
export function imported(
  table: Table,
  file: { readonly heads: readonly string[]; readonly lines: readonly (readonly string[])[] },
  targets: readonly Target[],
  keepsRows: boolean,
): ImportPlan {
  let next: Table = table;
  const places = targets.map((target, i): number | null => {
    if (target === 'skip') return null;
    const title = file.heads[i]?.trim() || `Column ${i + 1}`;
    const type = typeOf(file.lines.map((line) => line[i] ?? ''));
    if (target === 'condition') {
      next = {
        ...next,
        inputs: [...next.inputs, { label: title, value: '{{  }}', type, unit: '', allowed: '' }],
        rows: next.rows.map((row) => ({ ...row, when: [...row.when, '-'] })),
      };
      return -next.inputs.length;
    }
    if (target === 'result') {
      next = {
        ...next,
        outputs: [...next.outputs, { name: fieldName(title), type, unit: '', allowed: '' }],
        rows: next.rows.map((row) => ({ ...row, give: [...row.give, ''] })),
      };
      return 10_000 + next.outputs.length - 1;
    }
    return target;
  });
  const columns = columnsOf(next);
  const old = columnsOf(table);
  // Places of the old table, found again behind the columns that were put in.
  const final = places.map((place) => {
    if (place === null) return null;
    if (place < 0) return columns.findIndex(({ kind, at }) => kind === 'condition' && at === -place - 1);
    if (place >= 10_000) return columns.findIndex(({ kind, at }) => kind === 'result' && at === place - 10_000);
    return columns.findIndex(({ kind, at }) => kind === old[place]?.kind && at === old[place]?.at);
  });
  const room = mostRows - (keepsRows ? table.rows.length : 0);
  const taken = file.lines.slice(0, Math.max(0, room));
  const { block } = readNumbers(taken, (i) => columns[final[i] ?? -1]?.type ?? 'text');
  let faults = 0;
  const rows = block.map((line) => {
    let row: TableRow = newRow(next);
    line.forEach((cell, i) => {
      const column = columns[final[i] ?? -1];
      if (!column) return;
      const text = tidyCell(cell, column);
      if (faultOf(text, column) !== null) faults += 1;
      row = withCellText(row, column, text);
    });
    return row;
  });
  return {
    table: { ...next, rows: keepsRows ? [...next.rows, ...rows] : rows },
    rows: rows.length,
    faults,
    cut: file.lines.length - taken.length,
  };
}

/** What a column of a file holds, by its cells. */
export function typeOf(cells: readonly string[]): CellType {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && cell !== '-');
  if (filled.length === 0) return 'text';
  if (filled.every((cell) => /^(true|false|yes|no)$/i.test(cell))) return 'boolean';
  const date = String.raw`\d{4}-\d\d-\d\d(T\S*)?`;
  if (filled.every((cell) => new RegExp(`^[<>=!\\s[(\\]]*${date}(\\s*\\.\\.\\s*${date})?[\\])[]?$`).test(cell))) return 'date';
  const number = String.raw`-?[\d.,]*\d`;
  return filled.every((cell) => new RegExp(`^[<>=!≤≥\\s[(\\]]*${number}(\\s*(\\.\\.|–|to)\\s*${number})?[\\])[]?$`).test(cell))
    ? 'number'
    : 'text';
}

/** A head as a field of a record: "Ship from" becomes shipFrom. */
function fieldName(title: string): string {
  const words = title
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  const name = words
    .map((word, i) => (i === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : 'result';
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
