import { type DragEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { Glyph } from '../glyph.tsx';
import { VirtualLines, type VirtualLinesHandle } from '../virtual-lines.tsx';
import classes from './json.module.css';
import { kindBadges, previewOf, type TreeRow, treeRows } from './tree-rows.ts';

/** The data type under which a dragged field carries its path. */
export const fieldDragType = 'application/x-crossdock-field';

type Props = {
  value: unknown;
  label: string;
  /** Fields can then be dragged (as `fieldDragType`), and Enter or a double click picks one. */
  onPick?: ((path: string) => void) | undefined;
};

/** A value as a tree: arrows walk and open, as in the ARIA tree pattern. */
export function JsonTree({ value, label, onPick }: Props) {
  const treeId = useId();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(0);
  const lines = useRef<VirtualLinesHandle>(null);
  const rows = useMemo(() => treeRows(value, toggled), [value, toggled]);
  const current = Math.min(at, rows.length - 1);

  const toggle = (row: TreeRow) => {
    if (row.children === 0) return;
    setToggled((paths) => {
      const next = new Set(paths);
      if (!next.delete(row.path)) next.add(row.path);
      return next;
    });
  };
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    lines.current?.scrollTo(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = treeAct(event.key, row, onPick !== undefined);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'toggle') toggle(row);
    else if (act === 'pick') onPick?.(row.path);
    else if (act === 'parent') moveTo(rows.findLastIndex((other, index) => index < current && other.depth < row.depth));
    else moveTo(current + act);
  };

  if (rows.length === 0) return <p className={classes.plain}>{previewOf(value)}</p>;
  return (
    <VirtualLines
      count={rows.length}
      lineHeight={22}
      role="tree"
      label={label}
      handle={lines}
      activeId={`${treeId}-${current}`}
      onKeyDown={onKeyDown}
      className={classes.tree}
      renderLine={(index) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <TreeLine
            row={row}
            id={`${treeId}-${index}`}
            isCurrent={index === current}
            onPick={onPick}
            onClick={() => {
              setAt(index);
              toggle(row);
            }}
          />
        );
      }}
    />
  );
}

/** What a key does on a row: a number of rows to move, or one of the three acts. */
function treeAct(key: string, row: TreeRow, canPick: boolean): number | 'toggle' | 'parent' | 'pick' | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    case 'ArrowRight':
      return row.isOpen ? 1 : 'toggle';
    case 'ArrowLeft':
      return row.isOpen ? 'toggle' : 'parent';
    case 'Enter':
      return canPick && row.children === 0 ? 'pick' : 'toggle';
    case ' ':
      return 'toggle';
    default:
      return null;
  }
}

type LineProps = { row: TreeRow; id: string; isCurrent: boolean; onPick: ((path: string) => void) | undefined; onClick: () => void };

function TreeLine({ row, id, isCurrent, onPick, onClick }: LineProps) {
  const drag = onPick && {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(fieldDragType, row.path);
      event.dataTransfer.setData('text/plain', row.path);
      event.dataTransfer.effectAllowed = 'copy';
    },
    onDoubleClick: () => onPick(row.path),
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree holds the focus and handles the keys
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-expanded={row.children > 0 ? row.isOpen : undefined}
      aria-selected={isCurrent}
      className={classes.treeLine}
      style={{ paddingLeft: 4 + row.depth * 16 }}
      onClick={onClick}
      title={row.path}
      {...drag}
    >
      <span className={classes.twisty}>{row.children > 0 && <Glyph name={row.isOpen ? 'chevron-down' : 'chevron-right'} size={12} />}</span>
      <span className={classes.badge} aria-hidden>
        {kindBadges[row.kind]}
      </span>
      <span className={classes.name}>{row.name}</span>
      {row.kind === 'array' && row.isOpen ? <span className={classes.count}>{row.children}</span> : <TreeValue row={row} />}
    </div>
  );
}

function TreeValue({ row }: { row: TreeRow }) {
  const kind =
    row.kind === 'number' || row.kind === 'boolean'
      ? 'number'
      : row.kind === 'object' || row.kind === 'array' || row.kind === 'null'
        ? 'none'
        : 'string';
  return (
    <span className={classes.value} data-kind={kind}>
      {row.kind === 'object' && row.isOpen ? '' : previewOf(row.value)}
    </span>
  );
}
