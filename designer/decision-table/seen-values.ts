import type { Asked } from './match.ts';
import type { Column } from './table.ts';

const most = 200;

/** The values that each condition has in records, those that come often first; nothing for results and notes. */
export function seenValues(
  columns: readonly Column[],
  lists: readonly (readonly (readonly Asked[])[] | null)[],
): readonly (readonly string[])[] {
  return columns.map((column) => (column.kind === 'condition' ? distinct(lists, column.at) : []));
}

function distinct(lists: readonly (readonly (readonly Asked[])[] | null)[], column: number): string[] {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const record of list ?? []) {
      const asked = record[column];
      const raw = asked?.ok ? asked.raw : undefined;
      if (raw === undefined || raw === null || raw === '' || typeof raw === 'object') continue;
      counts.set(String(raw), (counts.get(String(raw)) ?? 0) + 1);
    }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([value]) => value);
}
