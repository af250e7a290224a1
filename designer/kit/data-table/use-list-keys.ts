import { type RefObject, useEffect, useEffectEvent } from 'react';

/** What a key does in a list: a number of rows to move, or opening the selected one. */
export type ListKey = { move: number } | 'open' | null;

const page = 10;

/** `J K` work from anywhere outside a field; arrows, Home, End and Enter only in the list itself or when nothing has the focus. */
export function listKey(key: string, isInList: boolean): ListKey {
  if (key === 'j') return { move: 1 };
  if (key === 'k') return { move: -1 };
  if (!isInList) return null;
  switch (key) {
    case 'ArrowDown':
      return { move: 1 };
    case 'ArrowUp':
      return { move: -1 };
    case 'PageDown':
      return { move: page };
    case 'PageUp':
      return { move: -page };
    case 'Home':
      return { move: Number.NEGATIVE_INFINITY };
    case 'End':
      return { move: Number.POSITIVE_INFINITY };
    case 'Enter':
      return 'open';
    default:
      return null;
  }
}

/** Listens on the page for the keys of the one list that is its main content. */
export function useListKeys(list: RefObject<HTMLElement | null>, isOn: boolean, act: (key: Exclude<ListKey, null>) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]')) return;
    const isControl = target.closest('button, a, [role="tab"]') !== null;
    const isInList = target === document.body || (list.current?.contains(target) === true && !(isControl && event.key === 'Enter'));
    const key = listKey(event.key, isInList);
    if (key === null) return;
    event.preventDefault();
    act(key);
  });
  useEffect(() => {
    if (!isOn) return;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
}
