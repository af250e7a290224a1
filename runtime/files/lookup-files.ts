import { compareText } from '@crossdock/flows/document/compare-text';
import { z } from 'zod';
import { Refusal } from '../api/refusal.ts';
import { lookupName, savedLookup } from '../api/shapes/lookup-shapes.ts';
import { checkedTable } from '../lookups/check-table.ts';
import type { LookupContent, LookupRow } from '../lookups/lookup.ts';
import { readLookupCsv, writeLookupCsv } from '../lookups/lookup-csv.ts';
import { keyCells } from '../lookups/row-key.ts';
import { errorIn, type FileProblem } from './file-problem.ts';
import { conflictIn, conflictLine, jsonText, readJson, withoutMark } from './json-text.ts';
import { pathOf } from './layout.ts';
import type { LookupPart } from './setup.ts';
import { parsed } from './shape-problems.ts';

/** What a table is; its rows stand in the CSV beside it. */
const head = savedLookup.omit({ rows: true, version: true, why: true });
const document = head.extend({ format: z.literal(1).default(1) });

export type LookupHead = z.output<typeof head>;

/** Only what is written of a table, each field as it is read again. */
export function headOf(table: object): LookupHead {
  const known = Object.keys(head.shape).flatMap((key) => {
    const value = (table as Record<string, unknown>)[key];
    return value === undefined ? [] : [[key, value]];
  });
  return head.parse(Object.fromEntries(known));
}

export function lookupText({ table }: LookupPart): string {
  return jsonText({ format: 1, ...table });
}

/** A row a line, in the order of their keys: a change of one row is one line of a difference, wherever it stands in the table. */
export function rowsText({ table, rows }: LookupPart): string {
  return writeLookupCsv({ columns: table.columns, rows: inOrder({ ...table, rows }) }, '\n');
}

function inOrder(content: Pick<LookupContent, 'columns' | 'rows'>): readonly LookupRow[] {
  return content.rows
    .map((row) => ({
      row: row.map((cell) => (typeof cell === 'string' ? cell.toWellFormed() : cell)),
      key: JSON.stringify(keyCells(content, row)),
    }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(JSON.stringify(a.row), JSON.stringify(b.row)))
    .map(({ row }) => row);
}

/** @param csv undefined: there is no such file */
export function readLookupTexts(name: string, json: string, csv: string | undefined): LookupPart | readonly FileProblem[] {
  const [path, rowsPath] = [pathOf.lookup(name), pathOf.rows(name)];
  if (!lookupName.safeParse(name).success)
    return [
      errorIn(
        path,
        `"${name}" is no name of a lookup: start with a lower-case letter; then lower-case letters, digits and dashes. Rename the files.`,
      ),
    ];
  const read = readJson(path, json);
  if (!read.ok) return [read.problem];
  const result = parsed(path, document, read.value);
  if (!result.ok) return result.problems;
  if (csv === undefined)
    return [errorIn(path, `Its rows are missing: ${rowsPath} is not there. Add it, with the names of the columns in its first line.`)];
  const conflict = conflictLine(csv);
  if (conflict !== null) return [conflictIn(rowsPath, conflict)];
  const { format: _, ...table } = result.value;
  try {
    const { rows, lines } = readLookupCsv(withoutMark(csv), table.columns);
    const { content } = checkedTable({ ...table, rows }, (index) => `line ${lines[index] ?? index + 2}`);
    return { table, rows: content.rows };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.details.length === 0) return [errorIn(rowsPath, error.message)];
    return error.details.map((detail) =>
      detail.path.startsWith('body.')
        ? errorIn(path, `${detail.message}.`, detail.path.slice('body.'.length))
        : errorIn(rowsPath, `${detail.message}.`, detail.path),
    );
  }
}
