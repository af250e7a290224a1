import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import type { WireEdge } from '../drawing.ts';
import classes from './far-wires.module.css';
import type { Route } from './route-wire.ts';
import { routes } from './routes.ts';

/** So many wires are one line of the picture. */
const many = 100;

/** All wires as a few long lines, instead of a thousand pictures. Nothing can be done to them there. */
export const FarWires = memo(function FarWires({ edges }: { edges: readonly WireEdge[] }) {
  const lines = useMemo(
    () => [...Map.groupBy(edges, kindOf)].flatMap(([kind, wires]) => inParts(wires).map((part) => ({ kind, part }))),
    [edges],
  );
  return (
    <ViewportPortal>
      <svg className={classes.wires} aria-hidden="true">
        {lines.map(({ kind, part }) => (
          <Line key={`${kind} ${part[0]?.id}`} kind={kind} wires={part} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

/** A drag draws anew only the line that the wire it bends is part of. */
const Line = memo(function Line({ kind, wires }: { kind: string; wires: readonly WireEdge[] }) {
  const path = useStore(routes, ({ byWire }) => pathOf(wires, byWire));
  return <path d={path} data-kind={kind} />;
});

function kindOf({ data, selected }: WireEdge): string {
  if (selected) return 'selected';
  if (data?.isError) return 'error';
  return data?.isUndo ? 'undo' : (data?.state ?? 'idle');
}

function inParts(wires: readonly WireEdge[]): WireEdge[][] {
  return Array.from({ length: Math.ceil(wires.length / many) }, (_, i) => wires.slice(i * many, (i + 1) * many));
}

function pathOf(wires: readonly WireEdge[], byWire: ReadonlyMap<string, Route>): string {
  return wires.map((wire) => byWire.get(wire.id)?.path ?? '').join('');
}
