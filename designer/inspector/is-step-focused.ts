import { isCanvasFocused } from '../canvas/canvas-focus.ts';

/** Whether Enter means the selected step: the canvas has the focus, or the tab of its settings that Enter on the card leads to. */
export function isStepFocused(): boolean {
  if (document.activeElement?.matches('[data-dock] [data-first-focus]')) return true;
  return isCanvasFocused(document.querySelector<HTMLElement>('.react-flow'));
}
