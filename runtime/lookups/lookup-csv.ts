import { readCsv } from '@crossdock/nodes/format/csv';
import { Refusal } from '../api/refusal.ts';
import type { Cell, LookupColumn, LookupContent, LookupRow } from './lookup.ts';
import { lookupLimits } from './lookup.ts';

/** The table as CSV (RFC 4180) with a head line; `#` and `=` at the start of a text stay as they are. */
export function writeLookupCsv({ columns, rows }: Pick<LookupContent, 'columns' | 'rows'>, lineEnd: '\r\n' | '\n' = '\r\n'): string {
  const lines = [columns.map(({ name }) => field(name)), ...rows.map((row) => columns.map((_, i) => field(row[i] ?? null)))];
  return lines.map((line) => `${line.join(',')}${lineEnd}`).join('');
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of a CSV, each with the line it begins on; the cells are not checked yet. */
export type CsvRows = { readonly columns: readonly LookupColumn[]; readonly rows: readonly LookupRow[]; readonly lines: readonly number[] };

/**
 * Reads a CSV under the columns of a table: by the names in its head line, in any order. For a table that is new the columns are made from the head: those
 * that end with `*` are the key, else the first; all are text. The delimiter is what the head line has most of. Throws LOOKUP_REFUSED with the line.
 */
export function readLookupCsv(text: string, columns: readonly LookupColumn[] | null): CsvRows {
  const refuse = (line: number, message: string): never => {
    throw new Refusal('LOOKUP_REFUSED', `Line ${line} ${message}.`, [{ path: `line ${line}`, message }]);
  };
  let layout: readonly number[] | null = null;
  let made: readonly LookupColumn[] = columns ?? [];
  const rows: LookupRow[] = [];
  const lines: number[] = [];
  readCsv(text, { delimiter: delimiterOf(text), quote: '"' }, (fields, line, error) => {
    if (error !== undefined) refuse(line, `cannot be read: ${error}`);
    if (layout === null) {
      const names = fields.map((name) => name.trim());
      if (columns === null) made = newColumns(names, (message) => refuse(line, message));
      layout = layoutOf(columns === null ? names.map(unmarked) : names, made, (message) => refuse(line, message));
      return;
    }
    if (fields.length > layout.length && fields.slice(layout.length).some((extra) => extra.trim() !== ''))
      refuse(line, `has ${fields.length} fields; the head line has ${layout.length}. Put text that holds the delimiter in quotes`);
    if (rows.length >= lookupLimits.rows)
      throw new Refusal(
        'LOOKUP_TOO_LARGE',
        `A lookup holds at most ${lookupLimits.rows.toLocaleString('en-US')} rows; line ${line} is beyond.`,
      );
    const row: Cell[] = made.map(() => null);
    layout.forEach((place, i) => {
      if (place >= 0) row[place] = (fields[i] ?? '') === '' ? null : (fields[i] as string);
    });
    if (row.every((cell) => cell === null)) return;
    rows.push(row);
    lines.push(line);
  });
  if (layout === null) refuse(1, 'is missing: the file is empty. The first line holds the names of the columns');
  return { columns: made, rows, lines };
}

function newColumns(names: readonly string[], refuse: (message: string) => never): readonly LookupColumn[] {
  const blank = names.indexOf('');
  if (blank >= 0) refuse(`has no name for column ${blank + 1}; the first line holds the names of the columns`);
  const hasMarks = names.some(isMarked);
  return names.map((name, i) => ({ name: unmarked(name), type: 'text', isKey: hasMarks ? isMarked(name) : i === 0 }));
}

/** In the head of a new table, `channel*` is a part of the key. */
const isMarked = (name: string) => name.length > 1 && name.endsWith('*');
const unmarked = (name: string) => (isMarked(name) ? name.slice(0, -1).trim() : name);

/** Where each field of a line goes; -1 for the empty head of a column that is left out. */
function layoutOf(names: readonly string[], columns: readonly LookupColumn[], refuse: (message: string) => never): readonly number[] {
  const known = columns.map(({ name }) => name);
  const missing = columns.find(({ name, isKey }) => isKey && !names.includes(name));
  if (missing) refuse(`has no column "${missing.name}", which is a key; the table has ${known.join(', ')}`);
  const seen = new Set<string>();
  return names.map((name) => {
    if (name === '') return -1;
    if (seen.has(name)) refuse(`has the column "${name}" twice`);
    seen.add(name);
    const at = known.indexOf(name);
    if (at < 0) refuse(`has the column "${name}", which the table has not; it has ${known.join(', ')}`);
    return at;
  });
}

function delimiterOf(text: string): string {
  // Names in quotes may hold anything, also line ends.
  const bare = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '');
  const head = bare.slice(0, bare.search(/\r|\n|$/));
  const count = (mark: string) => head.split(mark).length - 1;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
