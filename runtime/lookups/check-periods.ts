import { type Period, periodReader } from '@crossdock/nodes/library/effective-period';
import type { LookupContent } from './lookup.ts';
import { keyCells, rowKey, shownKey } from './row-key.ts';

/** By position of the row: what is wrong with when it counts. Two rows of a key that count at once are told at the later one. */
export function periodProblems(content: LookupContent, place: (index: number) => string): ReadonlyMap<number, string> {
  const problems = new Map<number, string>();
  const periodOf = periodReader(content);
  if (!periodOf || !content.effective) return problems;
  const { from, to } = content.effective;
  const byKey = new Map<string, { readonly index: number; readonly period: Period }[]>();
  content.rows.forEach((row, index) => {
    const key = rowKey(content, row);
    const period = periodOf(row);
    if (key === null) return;
    if (period.from >= period.to) problems.set(index, `ends before it begins: "${to}" lies before "${from}"`);
    byKey.set(key, [...(byKey.get(key) ?? []), { index, period }]);
  });
  for (const rows of byKey.values()) {
    if (rows.length < 2) continue;
    const sorted = [...rows].sort((a, b) => a.period.from - b.period.from || a.index - b.index);
    sorted.forEach((row, i) => {
      const before = sorted[i - 1];
      if (!before) return;
      const isTaken = to === null ? before.period.from === row.period.from : before.period.to > row.period.from;
      if (!isTaken || problems.has(row.index)) return;
      const key = shownKey(keyCells(content, content.rows[row.index] ?? []));
      problems.set(
        row.index,
        to === null
          ? `counts for ${key} from the same day as ${place(before.index)}; keep one of them`
          : `counts for ${key} while ${place(before.index)} still does; let that one end before this one begins`,
      );
    });
  }
  return problems;
}
