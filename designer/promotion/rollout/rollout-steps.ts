import type { Promotion } from '../../server/shapes.ts';

export type RolloutChoice = NonNullable<Promotion['rollout']>;

/** Fewer ended runs say nothing yet. */
const atLeast = 20;
const steps = [10, 25, 50, 75];

/** The shares that are offered next: two at most. */
export function nextShares(share: number): readonly number[] {
  return steps.filter((step) => step > share).slice(0, 2);
}

/** The flows of a request that replace another version, which can keep a part of the messages meanwhile. */
export function sharedFlows({ items }: Pick<Promotion, 'items'>): readonly Promotion['items'][number][] {
  return items.filter(({ kind, replaces, version }) => kind === 'flow' && replaces !== null && replaces !== version);
}

/** `failedPercent` null: only people take it back. */
export function choiceOf(share: number, failedPercent: number | null): RolloutChoice {
  return { share, stopWhen: failedPercent === null ? null : { failedPercent, atLeast } };
}

/** A whole per cent within the limits; anything else counts as what it was. */
export function percentOf(value: number | string, most: number, before: number): number {
  const percent = Number(value);
  return value !== '' && Number.isInteger(percent) && percent >= 1 && percent <= most ? percent : before;
}
