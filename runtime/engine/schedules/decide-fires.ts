import type { Misfire, Timing } from '@crossdock/nodes/contract/intake';
import { dueBetween } from './timing.ts';

/** What is to be fired now, oldest first, and how many due times are left out. */
export type Fires = {
  readonly dues: readonly number[];
  readonly skipped: number /** Up to where everything is decided, ms. */;
  readonly until: number;
};

/** A due time counts as missed when it is later than this, ms, or when the next one has come as well. */
const tolerance = 60_000;
/** Missed times that `run all` makes up for. */
export const mostMadeUp = 100;

/**
 * Decides which due times since the last fired one become messages. Pure. A clock that was set back counts from where it stands now: what it fired before has a
 * message with the same key, so nothing comes twice, and nothing that is still to come is lost.
 */
export function decideFires(given: {
  readonly timing: Timing;
  readonly start: number;
  /** The last due time that is decided, ms. One that lies ahead of the clock by more than a minute says that the clock was set back. */
  readonly last: number;
  readonly now: number;
  readonly misfire: Misfire;
}): Fires {
  const { timing, start, now, misfire } = given;
  const after = given.last > now + tolerance ? now : given.last;
  const dues = dueBetween(timing, start, { after, until: now }, mostMadeUp + 1);
  const newest = dues.at(-1);
  if (newest === undefined) return { dues: [], skipped: 0, until: after };
  const isOnTime = now - newest <= tolerance;
  const missed = isOnTime ? dues.slice(0, -1) : dues;
  const fired = isOnTime ? [newest] : [];
  switch (misfire) {
    case 'skip':
      return { dues: fired, skipped: missed.length, until: newest };
    case 'run once':
      return { dues: [newest], skipped: dues.length - 1, until: newest };
    case 'run all': {
      const madeUp = missed.slice(-mostMadeUp);
      return { dues: [...madeUp, ...fired], skipped: missed.length - madeUp.length, until: newest };
    }
  }
}
