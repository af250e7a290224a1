import { isObject } from '../state/is-object.ts';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';

export type CellType = 'text' | 'number' | 'boolean' | 'date';
export type TableInput = {
  readonly label: string;
  readonly value: unknown;
  readonly type: CellType;
  readonly unit: string;
  readonly allowed: string;
};
export type TableOutput = { readonly name: string; readonly type: CellType; readonly unit: string; readonly allowed: string };
export type TableRow = { readonly when: readonly string[]; readonly give: readonly unknown[]; readonly note: string };
export type Table = {
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rows: readonly TableRow[];
};

/** A column of the grid: conditions first, then results, then the note. */
export type Column = {
  readonly kind: 'condition' | 'result' | 'note';
  /** Among the columns of its kind. */
  readonly at: number;
  readonly title: string;
  readonly type: CellType;
  readonly unit: string;
  readonly allowed: string;
};

/** A table from the document, with as many cells in each row as there are columns. */
export function readTable(value: unknown): Table {
  const given = isObject(value) ? value : {};
  const inputs = list(given.inputs).map((input) => ({ label: textOf(input.label), value: input.value ?? '', ...headOf(input) }));
  const outputs = list(given.outputs).map((output) => ({ name: textOf(output.name), ...headOf(output) }));
  const rows = list(given.rows).map((row) => ({
    when: inputs.map((_, i) => textOf((row.when as unknown[] | undefined)?.[i] ?? '-')),
    give: outputs.map((_, i) => (row.give as unknown[] | undefined)?.[i] ?? ''),
    note: textOf(row.note),
  }));
  return { inputs, outputs, rows };
}

/** As it stands in the document: units and allowed values only where there are some. */
export function tableForDocument({ inputs, outputs, rows }: Table): object {
  return { inputs: inputs.map(withoutBlanks), outputs: outputs.map(withoutBlanks), rows };
}

function withoutBlanks<H extends { readonly unit: string; readonly allowed: string }>({ unit, allowed, ...head }: H): object {
  return { ...head, ...(unit !== '' && { unit }), ...(allowed !== '' && { allowed }) };
}

export function columnsOf({ inputs, outputs }: Table): Column[] {
  return [
    ...inputs.map(({ label, type, unit, allowed }, at) => ({ kind: 'condition' as const, at, title: label, type, unit, allowed })),
    ...outputs.map(({ name, type, unit, allowed }, at) => ({ kind: 'result' as const, at, title: name, type, unit, allowed })),
    { kind: 'note', at: 0, title: texts.noteColumn, type: 'text', unit: '', allowed: '' },
  ];
}

export function newRow(table: Pick<Table, 'inputs' | 'outputs'>, when?: readonly string[]): TableRow {
  return { when: when ?? table.inputs.map(() => '-'), give: table.outputs.map(() => ''), note: '' };
}

/** The text of a cell as it is edited. */
export function cellText(row: TableRow, column: Column): string {
  switch (column.kind) {
    case 'condition':
      return row.when[column.at] ?? '-';
    case 'result':
      return textOf(row.give[column.at]);
    case 'note':
      return row.note;
  }
}

export function withCellText(row: TableRow, column: Column, text: string): TableRow {
  switch (column.kind) {
    case 'condition':
      return { ...row, when: row.when.with(column.at, text) };
    case 'result':
      return { ...row, give: row.give.with(column.at, literal(text, column.type)) };
    case 'note':
      return { ...row, note: text };
  }
}

/** What a cell holds after it was cleared. */
export function emptyText(column: Column): string {
  return column.kind === 'condition' ? '-' : '';
}

/** A result as its column's type wants it; what does not fit stays text, so that nothing typed is lost. */
function literal(text: string, type: CellType): unknown {
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

function headOf(column: Record<string, unknown>): { type: CellType; unit: string; allowed: string } {
  return { type: typeOf(column.type), unit: textOf(column.unit), allowed: textOf(column.allowed) };
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
