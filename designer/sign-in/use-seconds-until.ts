import { useEffect, useReducer } from 'react';

/** Whole seconds until a time in ms since 1970, counting down; 0 when it has come. */
export function useSecondsUntil(until: number): number {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(again, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
