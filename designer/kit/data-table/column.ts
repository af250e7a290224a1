import type { ReactNode } from 'react';

export type Column<Row> = {
  id: string;
  title: string;
  /** A CSS grid track: `120px`, `minmax(180px, 2fr)`. */
  width: string;
  align?: 'right';
  /** Drawn instead of the title. */
  head?: ReactNode;
  /** Leave the head empty but keep the title for screen readers. */
  isTitleHidden?: boolean;
  render: (row: Row) => ReactNode;
};

/** What stands in the table from top to bottom: rows, and the heads of their groups. */
export type Line<Row> = { kind: 'row'; row: Row; id: string } | { kind: 'group'; title: string; id: string };

/** Puts a head in front of each run of rows with the same group; the rows keep their order. */
export function linesOf<Row>(rows: readonly Row[], rowId: (row: Row) => string, groupOf?: (row: Row) => string): Line<Row>[] {
  const lines: Line<Row>[] = [];
  let current: string | undefined;
  for (const row of rows) {
    const group = groupOf?.(row);
    if (group !== undefined && group !== current) {
      current = group;
      lines.push({ kind: 'group', title: group, id: `group:${group}` });
    }
    lines.push({ kind: 'row', row, id: rowId(row) });
  }
  return lines;
}

/** The row reached from the selected one by so many steps; the first or last where there is no further one. Heads are passed over. */
export function rowAfter<Row>(
  lines: readonly Line<Row>[],
  selectedId: string | null,
  steps: number,
): Extract<Line<Row>, { kind: 'row' }> | undefined {
  const rows = lines.filter((line) => line.kind === 'row');
  const at = rows.findIndex((line) => line.id === selectedId);
  if (at < 0) return steps > 0 ? rows[0] : rows.at(-1);
  return rows[Math.min(rows.length - 1, Math.max(0, at + steps))];
}
