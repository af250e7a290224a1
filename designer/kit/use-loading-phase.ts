import { useEffect, useRef, useState } from 'react';

/** `waiting`: draw nothing yet; `skeleton`: draw the shape of what comes; `ready`: draw it. */
export type LoadingPhase = 'waiting' | 'skeleton' | 'ready';

const skeletonAfter = 150;
const skeletonAtLeast = 600;

/** Nothing for 150 ms, then a skeleton, and once one is shown it stays for 600 ms: so that nothing flickers. */
export function useLoadingPhase(isLoading: boolean): LoadingPhase {
  const [phase, setPhase] = useState<LoadingPhase>(isLoading ? 'waiting' : 'ready');
  const shownAt = useRef(0);

  useEffect(() => {
    const delay = delayOf({ isLoading, phase, shownFor: performance.now() - shownAt.current });
    if (delay === null) return;
    const next = nextPhase(isLoading, phase);
    const timer = setTimeout(() => {
      if (next === 'skeleton') shownAt.current = performance.now();
      setPhase(next);
    }, delay);
    return () => clearTimeout(timer);
  }, [isLoading, phase]);

  if (!isLoading && phase === 'waiting') return 'ready';
  return isLoading && phase === 'ready' ? 'waiting' : phase;
}

/** Milliseconds until the phase changes; null: it does not. */
export function delayOf({ isLoading, phase, shownFor }: { isLoading: boolean; phase: LoadingPhase; shownFor: number }): number | null {
  if (isLoading) return phase === 'skeleton' ? null : phase === 'ready' ? 0 : skeletonAfter;
  if (phase === 'ready') return null;
  return phase === 'skeleton' ? Math.max(0, skeletonAtLeast - shownFor) : 0;
}

function nextPhase(isLoading: boolean, phase: LoadingPhase): LoadingPhase {
  if (!isLoading) return 'ready';
  return phase === 'ready' ? 'waiting' : 'skeleton';
}
