import { lookupIn } from '@crossdock/nodes/library/lookup';
import type { LookupTableData } from '@crossdock/nodes/library/lookup-index';
import { cellText, type TableDraft } from './table-draft.ts';

/** What a flow would get for a key. `values`: texts by column. */
export type Answer =
  | { readonly kind: 'found' | 'default' | 'pass'; readonly values: readonly (readonly [string, string])[] }
  | { readonly kind: 'missing'; readonly message: string };

/** Asks a table as a flow would on a day; an empty day: now. */
export function answerOf(
  draft: TableDraft,
  { name, env, key, day }: { name: string; env: string; key: readonly string[]; day: string },
): Answer {
  const { columns, ignoreCase, effective, missing, rows } = draft;
  const cells = rows.map((row) => row.cells);
  const strict = openTable({ columns, ignoreCase, effective, rows: cells }, env);
  const asked = key.length === 1 ? (key[0] ?? '') : key;
  const days: readonly (string | null | undefined)[] = [effective?.from, effective?.to];
  const values = columns.filter(({ isKey }) => !isKey).map((column) => column.name);
  const at = (lookup: typeof strict, column: string) =>
    cellText(day === '' ? lookup(name, asked, column) : lookup.at(name, asked, day, column));
  try {
    return { kind: 'found', values: values.map((column) => [column, at(strict, column)] as const) };
  } catch (error) {
    if (missing.kind === 'exception') return { kind: 'missing', message: messageOf(error) };
  }
  const lenient = openTable({ columns, ignoreCase, effective, missing, rows: cells }, env);
  const given = missing.kind === 'pass' ? values.slice(0, 1) : values.filter((column) => !days.includes(column));
  try {
    return { kind: missing.kind, values: given.map((column) => [column, at(lenient, column)] as const) };
  } catch (error) {
    return { kind: 'missing', message: messageOf(error) };
  }
}

function openTable(table: LookupTableData, env: string) {
  return lookupIn(
    () => table,
    () => env,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
