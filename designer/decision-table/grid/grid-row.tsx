// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { memo } from 'react';
import { decisionTableTexts as texts } from '../../texts/decision-table.ts';
import { faultOf } from '../cell-input.ts';
import { type Column, cellText, type TableRow } from '../table.ts';
import { hitsWidth, numberWidth } from './column-widths.ts';
import classes from './grid.module.css';

export type RowMarks = {
  readonly isOverlapping: boolean;
  readonly isUnreachable: boolean;
  readonly isFired: boolean;
  /** Conditions that fail for the sample, as columns; null: not asked. */
  readonly fails: string | null;
  /** undefined: not known. */
  readonly hits: { readonly count: number; readonly share: number; readonly sentence: string } | undefined;
  readonly sentence: string | undefined;
};

type Props = {
  id: string;
  row: TableRow | null;
  /** Its number in the table, from 1. */
  number: number;
  ariaRow: number;
  top: number;
  height: number;
  columns: readonly Column[];
  offsets: readonly number[];
  first: number;
  last: number;
  marks: RowMarks;
  hasHits: boolean;
  isSelected: boolean;
};

/** One rule, drawn: its number, the cells in view, its hits. */
export const GridRow = memo(function GridRow(props: Props) {
  const { id, row, number, ariaRow, top, height, columns, offsets, first, last, marks, hasHits, isSelected } = props;
  const fails = marks.fails === null ? null : new Set(marks.fails.split(' ').filter(Boolean).map(Number));
  return (
    <div
      role="row"
      aria-rowindex={ariaRow}
      className={classes.row}
      style={{ top, height }}
      data-blank={row === null || undefined}
      data-fired={marks.isFired || undefined}
      data-overlap={marks.isOverlapping || undefined}
      data-unreachable={marks.isUnreachable || undefined}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className={classes.number}
        data-row-head={ariaRow - 2}
        data-selected={isSelected || undefined}
        title={marks.sentence ?? (row ? texts.dragRow : undefined)}
        style={{ width: numberWidth }}
      >
        {row ? number : '+'}
      </div>
      {columns.slice(first, last + 1).map((column, i) => {
        const at = first + i;
        const text = row ? cellText(row, column) : '';
        const fault = row ? faultOf(text, column) : null;
        return (
          <div
            key={at}
            id={`${id}-${at}`}
            role="gridcell"
            aria-colindex={at + 2}
            aria-invalid={fault !== null || undefined}
            className={classes.cell}
            data-kind={column.kind}
            data-type={column.type}
            data-any={(column.kind === 'condition' && text === '-') || undefined}
            data-formula={text.includes('{{') || undefined}
            data-bad={fault !== null || undefined}
            data-fits={fails && column.kind === 'condition' ? (fails.has(column.at) ? 'no' : 'yes') : undefined}
            title={fault ?? (text.length > 30 ? text : undefined)}
            style={{ left: numberWidth + (offsets[at] ?? 0), width: (offsets[at + 1] ?? 0) - (offsets[at] ?? 0) }}
          >
            {text}
          </div>
        );
      })}
      {hasHits && (
        <div
          role="gridcell"
          aria-colindex={columns.length + 2}
          className={classes.hits}
          title={marks.hits?.sentence}
          style={{ width: hitsWidth }}
        >
          {row && marks.hits && (
            <>
              <span className={classes.hitsTrack}>
                <span className={classes.hitsBar} style={{ width: `${marks.hits.share * 100}%` }} />
              </span>
              <span className={classes.hitsCount} data-none={marks.hits.count === 0 || undefined}>
                {marks.hits.count === 0 ? texts.neverHit : marks.hits.count.toLocaleString('en')}
              </span>
            </>
          )}
        </div>
      )}
    </div>
  );
});
