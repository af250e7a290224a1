import type { Viewport } from '@xyflow/react';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Room for the floating bars above and at the sides, in pixels. */
const room = { top: 56, side: 16 };
/** Below: the test bar, which a run on the canvas does not have. */
export const roomBelow = { design: 72, run: 24 };
/** What stands behind the last step: its plus. It may be cut off rather than make everything smaller. */
const behind = 44;
const least = 0.2;

/**
 * The viewport that shows a whole drawing, never larger than life. It hangs from the top, so that it stays in sight when a panel opens below.
 */
export function fitViewport(bounds: Box, region: { readonly width: number; readonly height: number }, below = roomBelow.design): Viewport {
  const width = Math.max(1, region.width - 2 * room.side);
  const height = Math.max(1, region.height - room.top - below);
  const zoom = Math.max(least, Math.min(1, width / Math.max(1, bounds.width), height / Math.max(1, bounds.height)));
  const free = Math.max(0, height - bounds.height * zoom);
  return {
    x: Math.round(room.side + Math.max(0, width - bounds.width * zoom - behind) / 2 - bounds.x * zoom),
    y: Math.round(room.top + Math.min(free / 2, 24) - bounds.y * zoom),
    zoom,
  };
}
