import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Route } from './route-wire.ts';

/** The routes of all wires drawn, by wire. Kept apart from the wires, so that a drag changes only those that it bends. */
export const routes = createStore<{ readonly byWire: ReadonlyMap<string, Route> }>(() => ({ byWire: new Map() }));

export function useRoute(wire: string): Route | undefined {
  return useStore(routes, ({ byWire }) => byWire.get(wire));
}
