import { useElementSize } from '@mantine/hooks';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { mapperTexts } from '../texts/mapper.ts';
import { type Rows, rowOf } from './field-rows.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import type { Panes } from './panes.ts';
import { type Link, type Pane, rowHeight, stubPath, wirePath, wiresBetween } from './wires.ts';

const inset = 6;

/** The lines between both trees, of what is in view, and the dots where they begin and end. */
export function WireLayer({ links, sourceRows, targetRows }: { links: readonly Link[]; sourceRows: Rows; targetRows: Rows }) {
  const { panes } = useMapper();
  const svg = useRef<SVGSVGElement>(null);
  const { ref, width } = useElementSize();
  const now = useStore(panes);
  const chosenSource = useMapperState((state) => state.source);
  const chosenTarget = useMapperState((state) => state.target);
  const source: Pane = { rows: sourceRows, ...now.source };
  const target: Pane = { rows: targetRows, ...now.target };
  const ends = wiresBetween(links, source, target, { source: chosenSource, target: chosenTarget });
  const { counts } = ends;
  return (
    <div ref={ref} className={classes.wires}>
      <svg ref={svg} className={classes.svg} role="img" aria-label={mapperTexts.lines.label}>
        {ends.wires.map((wire) => (
          <path
            key={wire.key}
            d={wire.stub && !wire.isSelected ? stubPath(wire, width, inset) : wirePath(wire.y1, wire.y2, width, inset)}
            className={classes.wire}
            data-loop={wire.isLoop || undefined}
            data-selected={wire.isSelected || undefined}
            data-cut={wire.isCut || undefined}
            data-collapsed={wire.isCollapsed || undefined}
          />
        ))}
        <Dots pane={source} x={inset} linked={ends.sourceRows} chosen={chosenSource} side="source" />
        <Dots pane={target} x={width - inset} linked={ends.targetRows} chosen={chosenTarget} side="target" />
        {now.drag && <Pulled width={width} panes={now} source={source} target={target} box={svg.current?.getBoundingClientRect()} />}
      </svg>
      <Count place="source-top" count={counts.sourceTop} where="above" />
      <Count place="source-bottom" count={counts.sourceBottom} where="below" />
      <Count place="target-top" count={counts.targetTop} where="above" />
      <Count place="target-bottom" count={counts.targetBottom} where="below" />
    </div>
  );
}

type DotsProps = { pane: Pane; x: number; linked: ReadonlyMap<number, number>; chosen: string | null; side: 'source' | 'target' };

function Dots({ pane, x, linked, chosen, side }: DotsProps) {
  const { coverage } = useMapper();
  const first = Math.max(0, Math.floor(pane.top / rowHeight));
  const last = Math.min(pane.rows.rows.length, Math.ceil((pane.top + pane.height) / rowHeight));
  return pane.rows.rows.slice(first, last).map((row, offset) => {
    const index = first + offset;
    const { path } = row.field;
    const count = linked.get(index) ?? 0;
    const isGroup = row.hasChildren && row.field.kind !== 'list' && count === 0;
    if (isGroup) return null;
    const y = index * rowHeight + rowHeight / 2 - pane.top;
    const isNeeded = side === 'target' && coverage.states.get(path) === 'needed';
    return (
      <g key={path}>
        <circle
          cx={x}
          cy={y}
          r={3.5}
          className={classes.dot}
          data-linked={count > 0 || undefined}
          data-selected={(path === chosen && count > 0) || undefined}
          data-needed={isNeeded || undefined}
        />
        {row.hasChildren && !row.isOpen && count > 1 && (
          <text
            x={side === 'source' ? x + 8 : x - 8}
            y={y - 5}
            className={classes.dotCount}
            textAnchor={side === 'source' ? 'start' : 'end'}
          >
            {count}
          </text>
        )}
      </g>
    );
  });
}

/** The line that follows the pointer. */
function Pulled({
  width,
  panes,
  source,
  target,
  box,
}: {
  width: number;
  panes: Panes;
  source: Pane;
  target: Pane;
  box: DOMRect | undefined;
}) {
  const { drag } = panes;
  if (!drag || !box) return null;
  const pane = drag.side === 'source' ? source : target;
  const other = drag.side === 'source' ? target : source;
  const yOf = (at: Pane, path: string) => rowOf(at.rows, path) * rowHeight + rowHeight / 2 - at.top;
  const from = Math.max(0, Math.min(pane.height, yOf(pane, drag.path)));
  const to = drag.over === null ? drag.y - box.top : yOf(other, drag.over);
  const x = drag.over === null ? drag.x - box.left : drag.side === 'source' ? width - inset : inset;
  const start = drag.side === 'source' ? inset : width - inset;
  const middle = (start + x) / 2;
  return (
    <g className={classes.pulled} data-over={drag.over !== null || undefined}>
      <path d={`M${start},${from} C${middle},${from} ${middle},${to} ${x},${to}`} />
      <circle cx={x} cy={to} r={4} />
    </g>
  );
}

function Count({ place, count, where }: { place: string; count: number; where: 'above' | 'below' }) {
  if (count === 0) return null;
  return (
    <span className={classes.edgeCount} data-place={place} title={mapperTexts.lines.more(count, where)}>
      {where === 'above' ? '↑' : '↓'} {count}
    </span>
  );
}
