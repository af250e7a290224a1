import type { MissingRule } from '@crossdock/nodes/library/lookup-index';
import { type Detail, Refusal } from '../api/refusal.ts';
import { periodProblems } from './check-periods.ts';
import { ruleProblems } from './check-rules.ts';
import { type Cell, type ColumnType, type LookupColumn, type LookupContent, type LookupRow, lookupLimits } from './lookup.ts';
import { keyCells, rowKey, shownKey } from './row-key.ts';

/** Problems told at once; who has more mends these first. */
const told = 20;

/** What is wrong with the columns of a table, as details of a refusal. */
export function columnProblems(columns: readonly LookupColumn[]): readonly Detail[] {
  const problems: Detail[] = [];
  const seen = new Set<string>();
  columns.forEach(({ name }, i) => {
    if (seen.has(name))
      problems.push({ path: `body.columns[${i}].name`, message: `"${name}" is there twice; give each column a name of its own` });
    seen.add(name);
  });
  if (!columns.some((column) => column.isKey))
    problems.push({ path: 'body.columns', message: 'has no key column; mark at least one column as key' });
  if (columns.every((column) => column.isKey))
    problems.push({ path: 'body.columns', message: 'has only key columns; add a column with what is looked up' });
  return problems;
}

/**
 * The table with its cells in the types of their columns: `12` and `"12"` are the same number, blanks around a key go. Throws LOOKUP_REFUSED with the rows that
 * cannot stay, counted from 1, and LOOKUP_TOO_LARGE beyond the limits.
 * @param place what a row is called in messages: `row 3`, or `line 4` of a file
 */
export function checkedTable(
  { columns, ignoreCase, effective = null, missing = { kind: 'exception' }, rows }: LookupContent,
  place: (index: number) => string = (index) => `row ${index + 1}`,
): { readonly content: LookupContent; readonly bytes: number } {
  const rules = { ignoreCase, effective, missing: typedDefaults(missing, columns) };
  const wrong = [...columnProblems(columns), ...ruleProblems({ columns, ...rules })];
  if (wrong.length > 0) throw new Refusal('LOOKUP_REFUSED', `${wrong[0]?.path} ${wrong[0]?.message}.`, wrong);
  if (rows.length > lookupLimits.rows)
    throw new Refusal(
      'LOOKUP_TOO_LARGE',
      `A lookup holds at most ${lookupLimits.rows.toLocaleString('en-US')} rows; these are ${rows.length.toLocaleString('en-US')}. Leave out what no flow asks for, or look it up in its system with an HTTP read.`,
    );
  const problems: Detail[] = [];
  const keys = new Map<string, number>();
  const checked = rows.map((row, index) => {
    const problem = (message: string) => problems.push({ path: place(index), message });
    const cells = columns.map((column, i) => {
      const cell = checkedCell(row[i] ?? null, column);
      if (!cell.ok) problem(cell.message);
      return cell.ok ? cell.value : null;
    });
    if (row.length > columns.length) problem(`has ${row.length} cells; the table has ${columns.length} columns`);
    const key = rowKey({ columns, ignoreCase }, cells);
    // Where rows count from a day on, a key may have several of them.
    const first = key === null || effective ? undefined : keys.get(key);
    if (key === null) problem(`has no key: ${emptyKeys(columns, cells)} is empty`);
    else if (first !== undefined)
      problem(`has the key ${shownKey(keyCells({ columns }, cells))}, which ${place(first)} has too; keep one of them`);
    else keys.set(key, index);
    return cells;
  });
  const content = { columns, ...rules, rows: checked };
  if (problems.length === 0) for (const [index, message] of periodProblems(content, place)) problems.push({ path: place(index), message });
  if (problems.length > 0) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new Refusal('LOOKUP_REFUSED', `${capital(problems[0]?.path ?? '')} ${problems[0]?.message}${more}.`, problems.slice(0, told), {
      problems: problems.length,
    });
  }
  const bytes = Buffer.byteLength(JSON.stringify(checked));
  if (bytes > lookupLimits.bytes)
    throw new Refusal(
      'LOOKUP_TOO_LARGE',
      `A lookup holds at most ${lookupLimits.bytes / 1_000_000} MB; this one has ${(bytes / 1_000_000).toFixed(1)} MB. Leave out columns or rows that no flow asks for.`,
    );
  return { content, bytes };
}

/** A default in the type of its column; what is none stays, and is told as it stands. */
function typedDefaults(missing: MissingRule, columns: readonly LookupColumn[]): MissingRule {
  if (missing.kind !== 'default') return missing;
  const values = Object.entries(missing.values).map(([name, value]) => {
    const column = columns.find((one) => one.name === name);
    const cell = column ? checkedCell(value, column) : null;
    if (cell && !cell.ok)
      throw new Refusal('LOOKUP_REFUSED', `The default for ${cell.message}.`, [
        { path: `body.missing.values.${name}`, message: cell.message },
      ]);
    return [name, cell?.ok ? cell.value : value] as const;
  });
  return { kind: 'default', values: Object.fromEntries(values) };
}

type CheckedCell = { readonly ok: true; readonly value: Cell } | { readonly ok: false; readonly message: string };

function checkedCell(value: Cell, { name, type, isKey }: LookupColumn): CheckedCell {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return { ok: true, value: null };
  if (String(value).length > lookupLimits.cell)
    return { ok: false, message: `"${name}" has ${String(value).length} characters; ${lookupLimits.cell} fit` };
  const typed = asType(value, type);
  if (typed === undefined)
    return { ok: false, message: `"${name}" is "${String(value).slice(0, 40)}", which is no ${type}; ${hints[type]}` };
  return { ok: true, value: isKey && typeof typed === 'string' ? typed.trim() : typed };
}

const hints: Readonly<Record<ColumnType, string>> = {
  text: 'write text',
  number: 'write 12.5, or make the column text',
  boolean: 'write true or false',
  date: 'write 2026-11-21, or make the column text',
};

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.+)?$/;

/** undefined: it is not of that type. */
function asType(value: string | number | boolean, type: ColumnType): Cell | undefined {
  const text = String(value);
  switch (type) {
    case 'text':
      return text;
    case 'number': {
      if (typeof value === 'boolean') return undefined;
      const number = Number(text);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      if (/^(true|yes|1)$/i.test(text.trim())) return true;
      return /^(false|no|0)$/i.test(text.trim()) ? false : undefined;
    case 'date':
      return day.test(text.trim()) && !Number.isNaN(Date.parse(text.trim())) ? text.trim() : undefined;
  }
}

function emptyKeys(columns: readonly LookupColumn[], row: LookupRow): string {
  return columns.flatMap(({ name, isKey }, i) => (isKey && (row[i] ?? null) === null ? [`"${name}"`] : [])).join(' and ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
