import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { cellInWords, faultOf } from './cell-input.ts';
import type { Grid } from './grid/use-grid.ts';
import classes from './screen.module.css';
import type { TableModel } from './use-table.ts';

/** The chosen cell: where it stands, what it holds, and what that means in words. */
export function CellLine({ model, grid }: { model: TableModel; grid: Grid }) {
  const { row, column } = grid.selection.active;
  const head = model.columns[column];
  if (!head) return null;
  const text = grid.editing?.row === row && grid.editing.column === column ? grid.editing.text : grid.textAt(row, column);
  const fault = row < model.table.rows.length ? faultOf(text, head) : null;
  const isBlank = row >= model.table.rows.length && grid.hasBlank && !grid.editing;
  return (
    <div className={classes.cellLine}>
      <span className={classes.cellPlace}>{grid.placeName(row, column)}</span>
      <code className={classes.cellText}>{isBlank ? '' : text}</code>
      <span className={classes.cellMeaning} data-bad={fault !== null || undefined}>
        {isBlank ? texts.blankRow : (fault ?? cellInWords(text, head))}
      </span>
      <span className={classes.cellHelp} aria-hidden>
        {texts.cellHelp}
      </span>
    </div>
  );
}
