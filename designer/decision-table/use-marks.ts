import { useMemo } from 'react';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { faultOf } from './cell-input.ts';
import type { Finding } from './findings.ts';
import type { RowMarks } from './grid/grid-row.tsx';
import type { Hits } from './impact.ts';
import { type Asked, cellMatches, type Outcome, readRow } from './match.ts';
import type { RowMark } from './row-view.ts';
import { countingRows } from './samples-panel.tsx';
import { cellText } from './table.ts';
import type { TableModel } from './use-table.ts';

type Given = {
  readonly model: TableModel;
  readonly findings: readonly Finding[];
  readonly hits: Hits | null;
  readonly asked: readonly Asked[] | undefined;
  readonly outcome: Outcome | undefined;
  readonly whyRow: number | null;
};

/** What each row of the grid shows beside its cells. Rows that show the same keep the same object, so that only changed rows are drawn anew. */
export function useMarks({ model, findings, hits, asked, outcome, whyRow }: Given): {
  marksOf: (row: number) => RowMarks;
  isMarked: (row: number, mark: RowMark) => boolean;
} {
  const { table, columns, rules } = model;
  const found = useMemo(() => {
    const overlapping = new Map<number, string>();
    const unreachable = new Map<number, string>();
    for (const { key, rows, sentence } of findings)
      for (const row of rows) {
        const into =
          key.startsWith('hidden') || key.startsWith('outside') ? unreachable : key.startsWith('unreadable') ? null : overlapping;
        if (into && !into.has(row - 1)) into.set(row - 1, sentence);
      }
    return { overlapping, unreachable };
  }, [findings]);
  const fired = useMemo(() => new Set(outcome ? countingRows(outcome.rows, rules.hitPolicy) : []), [outcome, rules.hitPolicy]);

  return useMemo(() => {
    const known = new Map<number, RowMarks>();
    const types = table.inputs.map(({ type }) => type);
    const marksOf = (row: number): RowMarks => {
      const before = known.get(row);
      if (before) return before;
      const at = table.rows[row];
      const count = hits?.perRow[row] ?? 0;
      const marks: RowMarks = {
        isOverlapping: found.overlapping.has(row),
        isUnreachable: found.unreachable.has(row),
        isFired: fired.has(row),
        fails:
          at && asked && row === whyRow
            ? readRow(at, types)
                .flatMap((test, c) => (cellMatches(test, asked[c]) ? [] : [c]))
                .join(' ')
            : null,
        hits: hits ? { count, share: hits.most === 0 ? 0 : count / hits.most, sentence: texts.hitsOf(count, hits.compared) } : undefined,
        sentence: found.overlapping.get(row) ?? found.unreachable.get(row),
      };
      known.set(row, marks);
      return marks;
    };
    const isMarked = (row: number, mark: RowMark): boolean => {
      const at = table.rows[row];
      switch (mark) {
        case 'faulty':
          return at !== undefined && columns.some((column) => faultOf(cellText(at, column), column) !== null);
        case 'overlapping':
          return found.overlapping.has(row);
        case 'unreachable':
          return found.unreachable.has(row);
        case 'never-hit':
          return hits?.perRow[row] === 0;
        case 'fired':
          return fired.has(row);
      }
    };
    return { marksOf, isMarked };
  }, [table, columns, hits, found, fired, asked, whyRow]);
}
