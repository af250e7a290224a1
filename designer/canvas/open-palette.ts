import type { StoreApi } from 'zustand/vanilla';
import type { PaletteRequest, ViewState } from '../state/view-store.ts';

/** Opens the palette beside an element of the canvas. */
export function openPalette(view: StoreApi<ViewState>, beside: Element, link: PaletteRequest['link']): void {
  const box = beside.getBoundingClientRect();
  openPaletteAt(view, { x: box.right + 8, y: box.top + box.height / 2 - 24 }, link, null);
}

/** Opens the palette at a place of the window, in pixels; `place` is where the step goes in the drawing. */
export function openPaletteAt(
  view: StoreApi<ViewState>,
  at: { readonly x: number; readonly y: number },
  link: PaletteRequest['link'],
  place: PaletteRequest['place'],
): void {
  const region = document.querySelector('[data-canvas-region]')?.getBoundingClientRect();
  view.setState({ palette: { at: { x: at.x - (region?.left ?? 0), y: at.y - (region?.top ?? 0) }, link, place } });
}
