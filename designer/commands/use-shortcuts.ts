import { useEffect } from 'react';
import { allCommands, meaningOf, useRegistry } from './registry.ts';
import { type KeyPress, sequencePatience } from './shortcut.ts';

/** Listens for the shortcuts of all registered commands. Used once, by the shell. */
export function useShortcuts(): void {
  useEffect(() => {
    let typed: KeyPress[] = [];
    let typedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (target.closest('[role="dialog"], [role="menu"]')) return;
      const isInField = target.closest('input, textarea, select, [contenteditable="true"]') !== null;
      const commands = allCommands(useRegistry.getState().scopes);
      const isSequence = event.timeStamp - typedAt < sequencePatience;
      const presses = isSequence ? [...typed, event] : [event];
      const meaning = meaningOf(presses, commands, isInField) ?? (presses.length > 1 ? meaningOf([event], commands, isInField) : null);
      typed = [];
      if (meaning === null) return;
      event.preventDefault();
      if (meaning === 'begun') {
        typed = presses;
        typedAt = event.timeStamp;
        return;
      }
      meaning.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
