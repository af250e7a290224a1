import type { Pause } from '../../lifecycle/deployments.ts';

/** Without an end that is known, a sender is to come back after so long, seconds. */
const usual = 60;

/** When whoever was refused is to come again, seconds: at the end of the pause, an hour at most. */
export function secondsOf({ until }: Pick<Pause, 'until'>, now: number): number {
  return until === null ? usual : Math.min(3600, Math.max(1, Math.ceil((until - now) / 1000)));
}
