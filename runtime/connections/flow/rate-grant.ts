import type { ConnectionPolicy } from '../connection-policy.ts';

export type Rate = NonNullable<ConnectionPolicy['rate']>;

/** A block of tokens that one process may use: the n-th (from 0) at `base + n * gap` or later. ms */
export type Grant = { readonly base: number; readonly gap: number; readonly count: number; readonly givenUntil: number };

/** Tells rates apart. */
export const nameOf = ({ count, perSeconds, burst }: Rate): string => `${count}/${perSeconds} s, ${burst} at once`;

/** ms between two calls. */
export const gapOf = ({ count, perSeconds }: Rate): number => (perSeconds * 1000) / count;

/** The tokens of one second, at least one: the most that one process holds and the most that is lost with it. */
export const blockOf = (rate: Rate): number => Math.max(1, Math.floor(1000 / gapOf(rate)));

/**
 * Gives out a block by the generic cell rate algorithm: what was given out stays given, used or not, so the rate is kept whatever becomes of a process. undefined:
 * the first token of the block would come later than `latest`.
 */
export function grantTokens(given: {
  readonly givenUntil: number;
  readonly rate: Rate;
  readonly wanted: number;
  readonly now: number;
  readonly latest: number;
}): Grant | undefined {
  const { rate, now } = given;
  const gap = gapOf(rate);
  const from = Math.max(now, given.givenUntil);
  const base = from - (rate.burst - 1) * gap;
  if (base > given.latest) return undefined;
  const count = Math.max(1, Math.min(given.wanted, Math.max(blockOf(rate), rate.burst)));
  return { base, gap, count, givenUntil: from + count * gap };
}
