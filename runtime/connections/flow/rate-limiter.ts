import type { Clock } from '../../clock/clock.ts';
import { blockOf, type Grant, gapOf, grantTokens, nameOf, type Rate } from './rate-grant.ts';
import type { StateBook } from './state-book.ts';

/** When a call may be sent; or, with `isLate`, that it is not worth waiting for: no token was taken. ms */
export type Token = { readonly at: number; readonly isLate: boolean };

/**
 * One process's part of a connection's rate. Takes blocks of at most one second's tokens from the shared state, so a busy process writes once a second and not
 * with each call. What it does not use in time is lost, never saved up.
 */
export type RateLimiter = { take(): Promise<Token> };

export function createRateLimiter(given: {
  readonly id: string;
  readonly rate: Rate;
  readonly book: StateBook;
  readonly clock: Clock;
  /** How long a call waits for its token at most, ms. */
  readonly patience: number;
}): RateLimiter {
  const { id, rate, book, clock, patience } = given;
  const gap = gapOf(rate);
  const name = nameOf(rate);
  let left = 0;
  /** When the next token of the block may be used. */
  let next = 0;
  let wanted = 1;
  /** What this process has used up; also a block that is used late is used evenly. */
  let usedUntil = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function takeNow(): Promise<Token> {
    const before = clock.now();
    // Left over from a quiet time: its tokens were given for moments that have passed.
    if (left > 0 && next + left * gap + (rate.burst - 1) * gap + 1000 < before) left = 0;
    if (left === 0) {
      const grant = await book.change<Grant | number>(id, (state) => {
        const now = clock.now();
        const givenUntil = state.rate === name ? state.givenUntil : 0;
        const made = grantTokens({ givenUntil, rate, wanted, now, latest: now + patience });
        return made ? { next: { ...state, rate: name, givenUntil: made.givenUntil }, result: made } : { result: givenUntil };
      });
      if (typeof grant === 'number') return { at: grant - (rate.burst - 1) * gap, isLate: true };
      // The next block is larger when this one is used up at once, and small again after a quiet time.
      wanted = next + 1000 > grant.base ? Math.min(blockOf(rate), wanted * 2) : 1;
      left = grant.count;
      next = grant.base;
    }
    const now = clock.now();
    const at = Math.max(now, next, usedUntil - (rate.burst - 1) * gap);
    if (at > now + patience) return { at, isLate: true };
    left--;
    next += gap;
    usedUntil = Math.max(now, usedUntil) + gap;
    return { at, isLate: false };
  }

  return {
    take() {
      const mine = turn.then(takeNow, takeNow);
      turn = mine;
      return mine;
    },
  };
}
