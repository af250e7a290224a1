import type { KeyboardEvent } from 'react';

/** For what lies over a screen: Esc closes it and nothing beneath it. */
export function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation();
}
