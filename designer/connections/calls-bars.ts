import type { Connection } from '../server/shapes.ts';

type Hour = Connection['calls'][number];
export type CallBar = { readonly hour: string; readonly done: number; readonly failed: number; readonly top: number; readonly bad: number };

/** The hours as bars: their height and the part of it that failed, of the busiest hour, 0 to 1. A failure is never too small to be seen. */
export function callBars(hours: readonly Hour[]): readonly CallBar[] {
  const most = Math.max(1, ...hours.map(({ done, failed }) => done + failed));
  return hours.map(({ hour, done, failed }) => {
    const top = done + failed === 0 ? 0 : Math.max(0.06, (done + failed) / most);
    return { hour, done, failed, top, bad: failed === 0 ? 0 : Math.min(top, Math.max(0.06, failed / most)) };
  });
}

/** Calls of all hours, and how many of them failed. */
export function callsOf(hours: readonly Hour[]): { readonly calls: number; readonly failed: number } {
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  return { calls: hours.reduce((sum, hour) => sum + hour.done, failed), failed };
}
