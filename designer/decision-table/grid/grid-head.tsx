// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { IconArrowDown, IconArrowUp, IconChevronDown, IconFilter } from '@tabler/icons-react';
import { memo } from 'react';
import { withoutBraces } from '../../canvas/caption.ts';
import { decisionTableTexts as texts } from '../../texts/decision-table.ts';
import type { RowView } from '../row-view.ts';
import type { Column, Table } from '../table.ts';
import { hitsWidth, numberWidth } from './column-widths.ts';
import classes from './grid.module.css';

export type HeadActs = {
  readonly table: Table;
  readonly view: RowView;
  /** What is wrong with a column, by its place. */
  readonly problems: ReadonlyMap<number, string>;
  readonly onOpen: (column: number) => void;
  readonly onSelect: (column: number, isMore: boolean) => void;
  /** Explains the hits. */
  readonly hits: string;
};

type Props = {
  id: string;
  columns: readonly Column[];
  offsets: readonly number[];
  width: number;
  /** The head that the keys act on. */
  active: number | null;
  /** The columns that are selected, and those in view: first and last. */
  left: number;
  right: number;
  first: number;
  last: number;
  hasHits: boolean;
  acts: HeadActs;
};

/** The heads: name, unit and what is asked; a click selects the column, the arrow opens its form. */
export const GridHead = memo(function GridHead(props: Props) {
  const { id, columns, offsets, width, active, left, right, first, last, hasHits, acts } = props;
  return (
    <div role="row" aria-rowindex={1} className={classes.head} style={{ width }}>
      <div role="columnheader" aria-colindex={1} className={classes.corner} style={{ width: numberWidth }}>
        <span className="visually-hidden">{texts.rowNumber}</span>
      </div>
      {columns.slice(first, last + 1).map((column, shown) => {
        const i = first + shown;
        const sort = acts.view.sort?.column === i ? acts.view.sort.direction : null;
        const problem = acts.problems.get(i);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
          <div
            key={i}
            id={`${id}-head-${i}`}
            role="columnheader"
            aria-colindex={i + 2}
            aria-sort={sort === 'up' ? 'ascending' : sort === 'down' ? 'descending' : undefined}
            className={classes.headCell}
            data-kind={column.kind}
            data-bad={problem !== undefined || undefined}
            data-active={active === i || undefined}
            data-chosen={(i >= left && i <= right) || undefined}
            data-column-head={i}
            title={problem}
            style={{ left: numberWidth + (offsets[i] ?? 0), width: (offsets[i + 1] ?? 0) - (offsets[i] ?? 0) }}
            onClick={(event) => acts.onSelect(i, event.shiftKey)}
            onDoubleClick={() => acts.onOpen(i)}
          >
            <span className={classes.headLine}>
              <span className={classes.headTitle}>{column.title || texts.unnamed}</span>
              {column.unit !== '' && <span className={classes.unit}>{column.unit}</span>}
              {sort === 'up' && <IconArrowUp size={12} stroke={2.25} aria-hidden />}
              {sort === 'down' && <IconArrowDown size={12} stroke={2.25} aria-hidden />}
              {acts.view.contains.has(i) && <IconFilter size={12} stroke={2.25} aria-hidden />}
            </span>
            {column.kind !== 'note' && <span className={classes.headSub}>{subtitle(column, acts.table)}</span>}
            <button
              type="button"
              className={classes.headButton}
              tabIndex={-1}
              aria-label={texts.columnMenu(column.title)}
              onClick={(event) => {
                event.stopPropagation();
                acts.onOpen(i);
              }}
            >
              <IconChevronDown size={14} stroke={1.75} aria-hidden />
            </button>
          </div>
        );
      })}
      {hasHits && (
        <div
          role="columnheader"
          aria-colindex={columns.length + 2}
          className={classes.hitsHead}
          title={acts.hits}
          style={{ width: hitsWidth }}
        >
          {texts.hits}
        </div>
      )}
    </div>
  );
});

function subtitle({ kind, at, type }: Column, { inputs }: Table): string {
  if (kind === 'result') return texts.types[type].toLowerCase();
  return withoutBraces(String(inputs[at]?.value ?? '')) || texts.noExpression;
}
