import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

type Find = {
  readonly isOpen: boolean;
  readonly text: string;
  /** Ids of what was found. */
  readonly found: ReadonlySet<string>;
  /** The one that is shown now. */
  readonly current: string | null;
};

const closed: Find = { isOpen: false, text: '', found: new Set(), current: null };

/** What is looked for on the canvas. There is one canvas, so there is one of these. */
export const find = createStore<Find>(() => closed);

/** Opens the search; it begins with what was looked for last. */
export function openFind(): void {
  find.setState({ isOpen: true });
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>('[data-find-in-flow]');
    field?.focus();
    field?.select();
  });
}

export function closeFind(): void {
  find.setState({ ...closed, text: find.getState().text });
}

/** How a card is marked by the search. */
export function useFound(id: string): 'current' | 'found' | undefined {
  return useStore(find, ({ found, current }) => (current === id ? 'current' : found.has(id) ? 'found' : undefined));
}
