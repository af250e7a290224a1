import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** A field that takes fields of the data: the one a person edited last is where Enter, I and a double click in the data put them. */
export type FieldTarget = {
  /** "Order number" */
  readonly label: string;
  /** Puts the field at this path of the record in, at the caret where there was one. */
  readonly insert: (path: string) => void;
};

const store = createStore<{ readonly target: FieldTarget | null }>(() => ({ target: null }));

export function fieldEntered(target: FieldTarget): void {
  store.setState({ target });
}

/** A field that is gone takes nothing more. */
export function fieldGone(target: FieldTarget): void {
  if (store.getState().target === target) store.setState({ target: null });
}

export function useLastField(): FieldTarget | null {
  return useStore(store, (state) => state.target);
}
