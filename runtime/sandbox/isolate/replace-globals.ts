import { removeGlobals } from './permitted-globals.ts';
import { pinDate } from './pinned-date.ts';
import { pinIntl } from './pinned-intl.ts';
import { pinRandom } from './pinned-random.ts';

/** The wall clock in milliseconds. For durations in reports: programs are not given it. */
export const elapsed: () => number = Date.now;

// When this module is evaluated, before any other of the bundle: nobody keeps an original in his hands.
removeGlobals();
const setNow = pinDate();
const setSeed = pinRandom();
pinIntl(() => Date.now());

/** What a program takes for the present, and what its random numbers come from. */
export type Pinned = { readonly now: number; readonly seed: string };

export function pin({ now, seed }: Pinned): void {
  setNow(now);
  setSeed(seed);
}
