import { useEffect, useState } from 'react';

export type NextTimes = { readonly times: readonly string[]; readonly fault: string | null };

/** The next times a schedule comes due, as they read in its zone, or why there are none. null until the calendar code is there. */
export function useNextTimes(cron: string, zone: string, count = 5): NextTimes | null {
  const [found, setFound] = useState<NextTimes | null>(null);
  useEffect(() => {
    let isOver = false;
    void import('./next-times.ts').then(({ nextTimes }) => {
      if (!isOver) setFound(nextTimes(cron, zone, new Date(), count));
    });
    return () => {
      isOver = true;
    };
  }, [cron, zone, count]);
  return cron.trim() === '' ? null : found;
}
