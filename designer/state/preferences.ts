import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DockSide } from './view-store.ts';

/** Sizes and habits of this browser, kept over reloads. Sizes in pixels. */
export type Preferences = {
  readonly dockSide: DockSide;
  readonly dockHeight: number;
  readonly dockWidth: number;
  readonly runDockHeight: number;
  readonly diffDockHeight: number;
  readonly hasMinimap: boolean;
  /** The flow that is made with the guide; empty: none. */
  readonly guidedFlow: string;
};

const key = 'crossdock.editor';
const initial: Preferences = {
  dockSide: 'bottom',
  dockHeight: 388,
  dockWidth: 480,
  runDockHeight: 344,
  diffDockHeight: 320,
  hasMinimap: false,
  guidedFlow: '',
};

const store = createStore<Preferences>(() => ({ ...initial, ...stored() }));

export function usePreference<K extends keyof Preferences>(name: K): [Preferences[K], (value: Preferences[K]) => void] {
  const value = useStore(store, (preferences) => preferences[name]);
  return [value, (next) => setPreference(name, next)];
}

export function preference<K extends keyof Preferences>(name: K): Preferences[K] {
  return store.getState()[name];
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  store.setState({ [name]: value });
  try {
    localStorage.setItem(key, JSON.stringify(store.getState()));
  } catch {
    // A full or forbidden storage only costs the habit.
  }
}

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}
