// biome-ignore-all lint/a11y/useFocusableInteractive: the tree holds the focus and points at its row
import { memo, type PointerEvent, type ReactNode } from 'react';
import type { FieldRow } from './field-rows.ts';
import classes from './mapper.module.css';
import type { Side } from './mapper-state.ts';

/** What a row asks its tree to do; the same object as long as the tree stands. */
export type RowActs = { readonly pick: (path: string) => void; readonly toggle: (row: FieldRow) => void };

type Props = {
  id: string;
  side: Side;
  row: FieldRow;
  /** Pixels. */
  top: number;
  state: string | undefined;
  isChosen: boolean;
  isOver: boolean;
  isGrabbed: boolean;
  acts: RowActs;
  onGrab: (side: Side, path: string, event: PointerEvent) => void;
  renderRow: (row: FieldRow) => ReactNode;
};

/** A field of one side. Drawn again only when something of it changed, not while the tree scrolls. */
export const TreeRow = memo(function TreeRow({ id, side, row, top, state, isChosen, isOver, isGrabbed, acts, onGrab, renderRow }: Props) {
  const { path } = row.field;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree holds the focus and handles the keys
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-expanded={row.hasChildren ? row.isOpen : undefined}
      aria-selected={isChosen}
      className={classes.row}
      data-map-side={side}
      data-path={path}
      data-state={state}
      data-over={isOver || undefined}
      data-grabbed={isGrabbed || undefined}
      data-match={row.isMatch || undefined}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 12 + row.depth * 16 }}
      onClick={() => acts.pick(path)}
      onPointerDown={(event) => onGrab(side, path, event)}
      title={path}
    >
      <Twisty row={row} onToggle={() => acts.toggle(row)} />
      {renderRow(row)}
    </div>
  );
});

function Twisty({ row, onToggle }: { row: FieldRow; onToggle: () => void }) {
  if (!row.hasChildren) return <span className={classes.twisty} />;
  return (
    <span
      className={classes.twisty}
      data-open={row.isOpen || undefined}
      aria-hidden
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.75" aria-hidden>
        <path d="M4.5 2.5 8 6 4.5 9.5" />
      </svg>
    </span>
  );
}
