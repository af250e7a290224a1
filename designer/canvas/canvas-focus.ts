import { useOverlays } from '../shell/overlays.ts';

/** Whether keys are meant for the canvas: it has the focus, or nothing has. Fields and buttons inside it keep their own keys. */
export function isCanvasFocused(region: HTMLElement | null): boolean {
  // The command palette stands before what it was opened over, and gives the focus back before it runs a command.
  if (useOverlays.getState().open === 'palette') return true;
  const active = document.activeElement;
  if (!active || active === document.body) return true;
  if (!region?.contains(active)) return false;
  return (
    active.closest('input, textarea, select, button, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="tree"]') === null
  );
}
