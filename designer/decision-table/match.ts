import { CellError, type CellTest, type CellValue, cellHolds, parseCell, toCellValue } from '@crossdock/nodes/rule/unary-test';
import type { CellType, Table, TableRow } from './table.ts';

/** What stands for a value that people may not see; nothing can be said of it. */
const hidden = '[redacted]';

/** What a column asks of a record: its value, that there is none, or why it cannot be compared. */
export type Asked =
  | { readonly ok: true; readonly value: CellValue | undefined; readonly raw: unknown }
  | { readonly ok: false; readonly why: string; readonly isHidden: boolean; readonly raw: unknown };

export type Outcome = {
  /** The rows that match, from 0; under `first` all of them too, the first one counts. */
  readonly rows: readonly number[];
  /** Conditions whose value could not be compared: then nothing can be said. */
  readonly blocked: readonly number[];
};

/** A value as an expression gave it, made comparable. */
export function askedOf(
  result: { readonly ok: boolean; readonly value?: unknown; readonly error?: string } | undefined,
  type: CellType,
): Asked {
  if (!result) return { ok: true, value: undefined, raw: undefined };
  if (!result.ok) return { ok: false, why: result.error ?? '', isHidden: false, raw: undefined };
  const raw = result.value;
  if (raw === hidden) return { ok: false, why: hidden, isHidden: true, raw };
  try {
    return { ok: true, value: toCellValue(raw, type), raw };
  } catch (error) {
    if (error instanceof CellError) return { ok: false, why: error.message, isHidden: false, raw };
    throw error;
  }
}

type ReadRow = readonly (CellTest | null)[];
const readRows = new WeakMap<TableRow, { readonly types: string; readonly tests: ReadRow }>();

/** The cells of a row, read once as long as it is the same row; null: unreadable. */
export function readRow(row: TableRow, types: readonly CellType[]): ReadRow {
  const signature = types.join();
  const known = readRows.get(row);
  if (known?.types === signature) return known.tests;
  const tests = row.when.map((cell, i) => readCell(cell, types[i] ?? 'text'));
  readRows.set(row, { types: signature, tests });
  return tests;
}

function readCell(cell: string, type: CellType): CellTest | null {
  try {
    return parseCell(cell, type);
  } catch (error) {
    if (error instanceof CellError) return null;
    throw error;
  }
}

export function cellMatches(test: CellTest | null | undefined, asked: Asked | undefined): boolean {
  if (!test) return false;
  return test.isAny || (asked?.ok === true && cellHolds(test, asked.value));
}

/** The rows of a table that match a record. The same code decides in a run. */
export function outcomeOf(table: Table, asked: readonly Asked[], isFirstOnly = false): Outcome {
  const blocked = asked.flatMap((one, i) => (one.ok ? [] : [i]));
  if (blocked.length > 0) return { rows: [], blocked };
  const types = table.inputs.map(({ type }) => type);
  const rows: number[] = [];
  for (let i = 0; i < table.rows.length; i++) {
    const tests = readRow(table.rows[i] as TableRow, types);
    if (!tests.every((test, c) => cellMatches(test, asked[c]))) continue;
    rows.push(i);
    if (isFirstOnly) break;
  }
  return { rows, blocked };
}

/** The rows that fail in the fewest cells, best first: what to look at when the wrong row fired, or none. */
export function nearMisses(
  table: Table,
  asked: readonly Asked[],
  most: number,
): { readonly row: number; readonly fails: readonly number[] }[] {
  const types = table.inputs.map(({ type }) => type);
  return table.rows
    .map((row, i) => ({ row: i, fails: readRow(row, types).flatMap((test, c) => (cellMatches(test, asked[c]) ? [] : [c])) }))
    .filter(({ fails }) => fails.length > 0 && fails.length < Math.max(2, table.inputs.length))
    .sort((a, b) => a.fails.length - b.fails.length || a.row - b.row)
    .slice(0, most);
}
