import { isObject } from '../../state/is-object.ts';

export type CellType = 'text' | 'number' | 'boolean' | 'date';
export type TableInput = { readonly label: string; readonly value: unknown; readonly type: CellType };
export type TableOutput = { readonly name: string; readonly type: CellType };
export type TableRow = { readonly when: readonly string[]; readonly give: readonly unknown[]; readonly note: string };
export type Table = {
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rows: readonly TableRow[];
};

/** A table from the document, with as many cells in each row as there are columns. */
export function readTable(value: unknown): Table {
  const given = isObject(value) ? value : {};
  const inputs = list(given.inputs).map((input) => ({ label: textOf(input.label), value: input.value ?? '', type: typeOf(input.type) }));
  const outputs = list(given.outputs).map((output) => ({ name: textOf(output.name), type: typeOf(output.type) }));
  const rows = list(given.rows).map((row) => ({
    when: inputs.map((_, i) => textOf((row.when as unknown[] | undefined)?.[i] ?? '-')),
    give: outputs.map((_, i) => (row.give as unknown[] | undefined)?.[i] ?? ''),
    note: textOf(row.note),
  }));
  return { inputs, outputs, rows };
}

export function newRow(table: Table, when?: readonly string[]): TableRow {
  return { when: when ?? table.inputs.map(() => '-'), give: table.outputs.map(() => ''), note: '' };
}

export function withInput(table: Table, input: TableInput): Table {
  return { ...table, inputs: [...table.inputs, input], rows: table.rows.map((row) => ({ ...row, when: [...row.when, '-'] })) };
}

export function withOutput(table: Table, output: TableOutput): Table {
  return { ...table, outputs: [...table.outputs, output], rows: table.rows.map((row) => ({ ...row, give: [...row.give, ''] })) };
}

export function withoutInput(table: Table, at: number): Table {
  return { ...table, inputs: table.inputs.toSpliced(at, 1), rows: table.rows.map((row) => ({ ...row, when: row.when.toSpliced(at, 1) })) };
}

export function withoutOutput(table: Table, at: number): Table {
  return {
    ...table,
    outputs: table.outputs.toSpliced(at, 1),
    rows: table.rows.map((row) => ({ ...row, give: row.give.toSpliced(at, 1) })),
  };
}

/** The cell at a position: conditions, then results, then the note. */
export function cellAt(table: Table, row: number, column: number): string {
  const at = table.rows[row];
  if (!at) return '';
  if (column < table.inputs.length) return at.when[column] ?? '-';
  const output = column - table.inputs.length;
  return output < table.outputs.length ? textOf(at.give[output]) : at.note;
}

export function withCell(table: Table, row: number, column: number, text: string): Table {
  return { ...table, rows: table.rows.map((each, i) => (i === row ? changed(table, each, column, text) : each)) };
}

/** Cells copied from a spreadsheet, put in from a position on; rows that are missing are added. */
export function pasteCells(table: Table, row: number, column: number, text: string): Table {
  const cells = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
  const width = table.inputs.length + table.outputs.length + 1;
  const rows = [...table.rows];
  while (rows.length < row + cells.length) rows.push(newRow(table));
  return {
    ...table,
    rows: rows.map((each, i) =>
      (cells[i - row] ?? []).reduce((at, cell, j) => (column + j < width ? changed(table, at, column + j, cell.trim()) : at), each),
    ),
  };
}

/** The whole table as a spreadsheet takes it. */
export function copyCells(table: Table, rows: readonly number[]): string {
  const width = table.inputs.length + table.outputs.length + 1;
  return rows.map((row) => Array.from({ length: width }, (_, column) => cellAt(table, row, column)).join('\t')).join('\n');
}

function changed(table: Table, row: TableRow, column: number, text: string): TableRow {
  if (column < table.inputs.length) return { ...row, when: row.when.with(column, text) };
  const output = column - table.inputs.length;
  if (output >= table.outputs.length) return { ...row, note: text };
  return { ...row, give: row.give.with(output, literal(text, table.outputs[output]?.type ?? 'text')) };
}

/** A result as its column's type wants it; what does not fit stays text, so that nothing typed is lost. */
function literal(text: string, type: CellType): unknown {
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
function typeOf(value: unknown): CellType {
  return value === 'number' || value === 'boolean' || value === 'date' ? value : 'text';
}
