import { ViewportPortal } from '@xyflow/react';
import { useStore } from 'zustand';
import type { WireEdge } from '../drawing.ts';
import classes from './far-wires.module.css';
import type { Route } from './route-wire.ts';
import { routes } from './routes.ts';

/** All wires from afar: a few long lines instead of a thousand pictures. Nothing can be done to them there. */
export function FarWires({ edges }: { edges: readonly WireEdge[] }) {
  const byWire = useStore(routes, (state) => state.byWire);
  const kinds = Map.groupBy(edges, ({ data }) => (data?.isError ? 'error' : (data?.state ?? 'idle')));
  return (
    <ViewportPortal>
      <svg className={classes.wires} aria-hidden="true">
        {[...kinds].map(([kind, wires]) => (
          <path key={kind} d={pathOf(wires, byWire)} data-kind={kind} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

function pathOf(wires: readonly WireEdge[], byWire: ReadonlyMap<string, Route>): string {
  return wires.map((wire) => byWire.get(wire.id)?.path ?? '').join('');
}
