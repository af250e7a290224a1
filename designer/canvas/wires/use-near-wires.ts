import { useEffect, useState } from 'react';
import type { WireEdge } from '../drawing.ts';

/** Below this many wires all are always drawn one by one. */
const few = 300;
/** So many more are drawn one by one in each frame when they come near. */
const slice = 120;

/** The wires to draw one by one: none from afar; coming near, more in each frame until it is all of them. */
export function useNearWires(
  edges: readonly WireEdge[],
  isFar: boolean,
): { readonly near: readonly WireEdge[]; readonly areAllNear: boolean } {
  const isMany = edges.length > few;
  const [count, setCount] = useState(isMany && isFar ? 0 : edges.length);
  const shown = isMany && isFar ? 0 : count;
  useEffect(() => {
    if (!isMany) return setCount(edges.length);
    if (isFar) return setCount(0);
    if (count >= edges.length) return;
    const frame = requestAnimationFrame(() => setCount((before) => Math.min(edges.length, before + slice)));
    return () => cancelAnimationFrame(frame);
  }, [isMany, isFar, count, edges.length]);
  if (!isMany || shown >= edges.length) return { near: edges, areAllNear: true };
  return { near: shown === 0 ? none : edges.slice(0, shown), areAllNear: false };
}

const none: readonly WireEdge[] = [];
