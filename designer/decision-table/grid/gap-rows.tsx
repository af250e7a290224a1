// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the button in the row takes the focus
import { IconPlus } from '@tabler/icons-react';
import { decisionTableTexts as texts } from '../../texts/decision-table.ts';
import type { Column } from '../table.ts';
import { numberWidth, rowHeight } from './column-widths.ts';
import classes from './grid.module.css';

type Props = {
  gaps: readonly (readonly string[])[];
  top: number;
  offsets: readonly number[];
  columns: readonly Column[];
  onClose: (when: readonly string[]) => void;
};

/** Rows that are missing, as ghosts below the table: one click makes them real. */
export function GapRows({ gaps, top, offsets, columns, onClose }: Props) {
  const firstResult = columns.findIndex(({ kind }) => kind !== 'condition');
  return gaps.map((when, i) => (
    <div key={when.join('|')} role="row" className={classes.gapRow} style={{ top: top + i * rowHeight, height: rowHeight }}>
      <div role="rowheader" className={classes.gapNumber} style={{ width: numberWidth }} />
      {when.map((cell, c) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position
          key={c}
          role="gridcell"
          className={classes.gapCell}
          title={cell}
          style={{ left: numberWidth + (offsets[c] ?? 0) + 3, width: (offsets[c + 1] ?? 0) - (offsets[c] ?? 0) - 6 }}
        >
          {cell}
        </div>
      ))}
      <div role="gridcell" className={classes.gapAct} style={{ left: numberWidth + (offsets[Math.max(0, firstResult)] ?? 0) }}>
        <button type="button" className={classes.gapButton} onClick={() => onClose(when)}>
          <IconPlus size={14} stroke={1.75} aria-hidden />
          {texts.closeGap}
        </button>
      </div>
    </div>
  ));
}
