import { useMemo, useState } from 'react';
import { Glyph } from '../glyph.tsx';
import { VirtualLines } from '../virtual-lines.tsx';
import { type FieldActs, fieldDrag } from './field-drag.ts';
import classes from './json.module.css';
import { kindBadges, previewOf, type TreeRow, treeRows } from './tree-rows.ts';
import { useTree } from './use-tree.ts';

type Props = { value: unknown; label: string; fields?: FieldActs | undefined };

/** A value as a tree: arrows walk and open, as in the ARIA tree pattern. With `fields`, its fields can be dragged and picked. */
export function JsonTree({ value, label, fields }: Props) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => treeRows(value, toggled), [value, toggled]);
  const toggle = (path: string) =>
    setToggled((paths) => {
      const next = new Set(paths);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  const tree = useTree(rows, { toggle, onChoose: fields?.onChoose, onPick: fields?.onPick, onCopy: fields?.onCopy });

  if (rows.length === 0) return <p className={classes.plain}>{previewOf(value)}</p>;
  return (
    <VirtualLines
      count={rows.length}
      lineHeight={22}
      role="tree"
      label={label}
      handle={tree.lines}
      activeId={tree.rowId(tree.current)}
      onKeyDown={tree.onKeyDown}
      className={classes.tree}
      renderLine={(index) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <TreeLine
            row={row}
            id={tree.rowId(index)}
            isCurrent={index === tree.current}
            fields={fields}
            onClick={() => {
              tree.select(index);
              fields?.onChoose(row.path);
              if (row.children > 0) toggle(row.path);
            }}
          />
        );
      }}
    />
  );
}

type LineProps = { row: TreeRow; id: string; isCurrent: boolean; fields: FieldActs | undefined; onClick: () => void };

function TreeLine({ row, id, isCurrent, fields, onClick }: LineProps) {
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
      data-chosen={(fields && fields.chosen === row.path) || undefined}
      style={{ paddingLeft: 4 + row.depth * 16 }}
      onClick={onClick}
      title={row.path}
      {...(fields && { ...fieldDrag(row.path), onDoubleClick: () => fields.onPick(row.path) })}
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
