// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only the rows in view exist cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its cells
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys for its cells
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { linesOf } from '../../kit/data-table/column.ts';
import { EnvChip } from '../../kit/env-chip.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import type { Environment } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { CellFace } from './cell-face.tsx';
import { type Place, walk } from './cell-walk.ts';
import classes from './matrix.module.css';
import { type MatrixRow, type Move, moveFrom, moveInto } from './matrix-rows.ts';

type Props = {
  readonly label: string;
  readonly rows: readonly MatrixRow[];
  readonly environments: readonly Environment[];
  /** The row and environment shown beside the board. */
  readonly shown: { readonly id: string; readonly env: string | null } | null;
  readonly chosen: ReadonlySet<string>;
  /** Opens a cell; without an environment the thing itself. */
  readonly onOpen: (row: MatrixRow, env: string | null) => void;
  /** Left out for who may not ask for promotion: then there is nothing to choose either. */
  readonly onPromote?: ((row: MatrixRow, move: Move) => void) | undefined;
  readonly onChoose: (row: MatrixRow) => void;
};

const rowHeight = 44;
const groupHeight = 30;
const headHeight = 38;
const idOf = (row: MatrixRow) => row.id;
const groupOf = (row: MatrixRow) => row.group;

/** Flows down, environments across. Arrows walk, Enter opens, P promotes, X chooses for a bundle. */
export function Matrix(props: Props) {
  const { label, rows, environments, shown, chosen, onOpen, onPromote, onChoose } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const order = useMemo(() => environments.map((environment) => environment.name), [environments]);
  const hasGroups = rows.some((row) => row.group !== '');
  const lines = useMemo(() => linesOf(rows, idOf, hasGroups ? groupOf : undefined), [rows, hasGroups]);
  const [at, setAt] = useState<Place>({ row: 0, column: environments.length });
  const place = { row: Math.min(at.row, rows.length - 1), column: at.column };
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? groupHeight : rowHeight),
    getItemKey: (index) => lines[index]?.id ?? index,
    scrollPaddingStart: headHeight,
    overscan: 8,
  });
  const active = rows[place.row];
  const lineOfRow = (row: MatrixRow | undefined) => lines.findIndex((line) => line.id === row?.id);
  const template = `minmax(132px, 1fr) ${order.map(() => '20px 112px').join(' ')}`;
  const minWidth = 156 + order.length * 132;

  // Whoever comes by an address finds the row in view.
  const shownLine = shown === null ? -1 : lines.findIndex((line) => line.id === shown.id);
  useEffect(() => {
    if (shownLine >= 0) virtual.scrollToIndex(shownLine, { align: 'auto' });
  }, [shownLine, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || (event.target as HTMLElement) !== scroller.current || !active) return;
    const isMod = event.ctrlKey || event.metaKey;
    const next = walk(event.key, place, { rows: rows.length, columns: order.length + 1 }, isMod);
    const env = order[place.column - 1] ?? null;
    if (next) {
      setAt(next);
      virtual.scrollToIndex(lineOfRow(rows[next.row]), { align: 'auto' });
    } else if (isMod) return;
    else if (event.key === 'Enter') onOpen(active, env);
    else if (event.key === 'x' && onPromote) onChoose(active);
    else if (event.key === 'p' && onPromote) {
      const move = moveFrom(active, env ?? order.at(-1) ?? '', order);
      if (move) onPromote(active, move);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const items = virtual.getVirtualItems();
  const isActiveDrawn = items.some((item) => lines[item.index]?.id === active?.id);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={isActiveDrawn ? `${gridId}-${active?.id}-${place.column}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        className={classes.head}
        style={{ gridTemplateColumns: template, minWidth, height: headHeight }}
      >
        <span role="columnheader" className={classes.first}>
          {texts.columnOf[rows[0]?.kind ?? 'flow']}
        </span>
        {environments.map(({ name, class: kind }) => (
          <span key={name} role="columnheader" className={classes.envHead}>
            <EnvChip name={name} kind={kind} size="sm" />
          </span>
        ))}
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize(), minWidth }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const style = { height: item.size, transform: `translateY(${item.start}px)` };
          if (line.kind === 'group')
            return (
              <div key={line.id} role="row" tabIndex={-1} aria-rowindex={item.index + 2} className={classes.group} style={style}>
                <span role="gridcell" aria-colspan={order.length + 1}>
                  {line.title}
                </span>
              </div>
            );
          const { row } = line;
          const index = rows.indexOf(row);
          const isAt = (column: number) => row.id === active?.id && column === place.column;
          const cellOf = (column: number) => ({
            id: `${gridId}-${row.id}-${column}`,
            role: 'gridcell',
            'data-at': isAt(column) || undefined,
            onClick: () => {
              setAt({ row: index, column });
              onOpen(row, order[column - 1] ?? null);
            },
          });
          return (
            <div
              key={row.id}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={chosen.has(row.id)}
              data-shown={row.id === shown?.id || undefined}
              className={classes.row}
              style={{ ...style, gridTemplateColumns: template }}
            >
              <span {...cellOf(0)} className={classes.name}>
                {chosen.has(row.id) && <Glyph name="check" size={14} className={classes.tick} />}
                <span className={classes.words} title={row.title}>
                  <span className={classes.rowTitle}>{row.title}</span>
                  {row.kind !== 'flow' && row.title !== row.id && <span className={`mono ${classes.id}`}>{row.id}</span>}
                </span>
              </span>
              {environments.map((environment, column) => {
                const move = onPromote ? moveInto(row, environment.name, order) : null;
                return (
                  <span
                    key={environment.name}
                    {...cellOf(column + 1)}
                    className={classes.cell}
                    data-here={(row.id === shown?.id && environment.name === shown.env) || undefined}
                  >
                    <span className={classes.between}>
                      {move && (
                        <button
                          type="button"
                          tabIndex={-1}
                          className={classes.chevron}
                          aria-label={texts.promoteTo(row.title, move.version, environment.name)}
                          title={texts.promoteTo(row.title, move.version, environment.name)}
                          onClick={(event) => {
                            event.stopPropagation();
                            onPromote?.(row, move);
                          }}
                        >
                          <Glyph name="chevron-right" size={14} />
                        </button>
                      )}
                    </span>
                    <CellFace cell={row.cells[environment.name]} row={row} environment={environment} isFirst={column === 0} />
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
