import type { LookupRow } from './lookup.ts';

/** The rows with a cell that holds the text, whatever its case. */
export function searchRows(rows: readonly LookupRow[], text: string): readonly LookupRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) => row.some((cell) => cell !== null && String(cell).toLowerCase().includes(wanted)));
}
