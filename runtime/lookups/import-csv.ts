import { checkedTable } from './check-table.ts';
import type { LookupContent } from './lookup.ts';
import { readLookupCsv } from './lookup-csv.ts';
import { rowIdentity } from './row-key.ts';

/**
 * The table after a CSV was read into it. `merge` keeps the rows that the file has not. Throws LOOKUP_REFUSED with the lines that cannot stay, LOOKUP_TOO_LARGE.
 * @param before null: the table is new
 */
export function importCsv(csv: string, mode: 'replace' | 'merge', before: LookupContent | null): LookupContent {
  const { columns, rows, lines } = readLookupCsv(csv, before?.columns ?? null);
  const ignoreCase = before?.ignoreCase ?? false;
  const rules = { ignoreCase, effective: before?.effective, missing: before?.missing };
  const { content } = checkedTable({ columns, ...rules, rows }, (index) => `line ${lines[index] ?? index + 2}`);
  if (mode === 'replace' || !before) return content;
  const fresh = new Map(content.rows.map((row) => [rowIdentity(content, row), row]));
  const kept = before.rows.map((row) => {
    const key = rowIdentity(before, row);
    const changed = fresh.get(key);
    fresh.delete(key);
    return changed ?? row;
  });
  return checkedTable({ ...content, rows: [...kept, ...fresh.values()] }).content;
}
