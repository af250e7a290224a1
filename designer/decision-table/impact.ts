import { type Asked, outcomeOf } from './match.ts';
import type { Table } from './table.ts';

/** What a table does with records, as far as that follows from its rows: which rows count, and what stands in their result cells. */
export type Rules = {
  readonly table: Table;
  readonly hitPolicy: string;
  readonly onNoMatch: string;
  readonly defaults: readonly unknown[];
};

export type Decision = {
  readonly kind: 'rows' | 'default' | 'pass' | 'fails' | 'unknown';
  /** Rows that count, from 1. */
  readonly rows: readonly number[];
  /** Result field to what the cell says. */
  readonly result: Readonly<Record<string, unknown>>;
};

/** What becomes of a record. */
export function decisionOf({ table, hitPolicy, onNoMatch, defaults }: Rules, asked: readonly Asked[]): Decision {
  const { rows, blocked } = outcomeOf(table, asked, hitPolicy === 'first');
  if (blocked.length > 0) return { kind: 'unknown', rows: [], result: {} };
  const results = rows.map((row) => recordOf(table, table.rows[row]?.give ?? []));
  const numbers = rows.map((row) => row + 1);
  if (rows.length === 0) {
    if (onNoMatch === 'default') return { kind: 'default', rows: [], result: recordOf(table, defaults) };
    return { kind: onNoMatch === 'pass' ? 'pass' : 'fails', rows: [], result: {} };
  }
  const disagree = results.some((result) => !isSame(result, results[0]));
  if (rows.length > 1 && (hitPolicy === 'unique' || (hitPolicy === 'any' && disagree))) return { kind: 'fails', rows: numbers, result: {} };
  if (hitPolicy === 'collect' || hitPolicy === 'rule-order')
    return { kind: 'rows', rows: numbers, result: Object.fromEntries(results.map((result, i) => [String(i), result])) };
  return { kind: 'rows', rows: numbers, result: results[0] ?? {} };
}

/** Whether two decisions lead to the same: rows may have other numbers. Equal expressions on one record give equal values. */
export function isSameDecision(a: Decision, b: Decision): boolean {
  return (
    (a.kind === b.kind || (a.kind !== 'fails' && b.kind !== 'fails' && a.kind !== 'pass' && b.kind !== 'pass')) &&
    isSame(a.result, b.result)
  );
}

export type Hits = {
  /** By row, from 0. */
  readonly perRow: readonly number[];
  readonly most: number;
  /** Records looked at; those whose conditions could not be compared are left out. */
  readonly compared: number;
  readonly unknown: number;
  readonly unmatched: number;
};

/** How often each row would have counted for these records. */
export function hitsOf(rules: Rules, records: readonly (readonly Asked[])[]): Hits {
  const perRow = rules.table.rows.map(() => 0);
  let [compared, unknown, unmatched] = [0, 0, 0];
  for (const asked of records) {
    const { rows, blocked } = outcomeOf(rules.table, asked, rules.hitPolicy === 'first');
    if (blocked.length > 0) {
      unknown += 1;
      continue;
    }
    compared += 1;
    if (rows.length === 0) unmatched += 1;
    for (const row of rows) perRow[row] = (perRow[row] ?? 0) + 1;
  }
  return { perRow, most: Math.max(0, ...perRow), compared, unknown, unmatched };
}

function recordOf(table: Table, cells: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(table.outputs.flatMap(({ name }, i) => (cells[i] === undefined || cells[i] === '' ? [] : [[name, cells[i]]])));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
