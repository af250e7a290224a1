import { create } from 'zustand';

type Overlays = {
  open: 'palette' | 'shortcuts' | 'environments' | null;
  /** What stands in the palette's box when it opens. */
  text: string;
};

/** The one overlay of the shell that may be open. */
export const useOverlays = create<Overlays>(() => ({ open: null, text: '' }));

export function openOverlay(open: NonNullable<Overlays['open']>, text = ''): void {
  useOverlays.setState({ open, text });
}

export function closeOverlay(): void {
  useOverlays.setState({ open: null });
}
