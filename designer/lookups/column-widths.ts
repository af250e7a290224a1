import type { LookupColumn } from '../server/shapes.ts';
import type { DraftRow } from './table-draft.ts';

const narrowest = 96;
const widest = 320;
const letter = 7.4;
const padding = 28;
const sampled = 200;

/** Pixels a column wants, by its name and the first rows. */
export function columnWidths(columns: readonly LookupColumn[], rows: readonly DraftRow[]): readonly number[] {
  const sample = rows.slice(0, sampled);
  return columns.map(({ name }, i) => {
    const longest = sample.reduce((most, { cells }) => Math.max(most, cells[i]?.length ?? 0), name.length + 3);
    return Math.round(Math.min(widest, Math.max(narrowest, longest * letter + padding)));
  });
}
