import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Side } from './mapper-state.ts';

/** What part of each tree is in view, in pixels, and what is being dragged. Changes while one scrolls: only the lines look at it. */
export type Panes = {
  readonly source: { readonly top: number; readonly height: number };
  readonly target: { readonly top: number; readonly height: number };
  readonly drag: Drag | null;
  /** A field of the other side that is to be scrolled into view; by the one that was chosen. */
  readonly bring: { readonly side: Side; readonly path: string } | null;
};

export type Drag = {
  readonly side: Side;
  readonly path: string;
  /** The pointer, in pixels of the window. */
  readonly x: number;
  readonly y: number;
  /** The field of the other side under the pointer. */
  readonly over: string | null;
};

export function createPanes(): StoreApi<Panes> {
  return createStore<Panes>(() => ({ source: { top: 0, height: 0 }, target: { top: 0, height: 0 }, drag: null, bring: null }));
}
