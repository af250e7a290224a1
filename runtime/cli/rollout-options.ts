import type { RolloutRequest } from '../lifecycle/rollout.ts';
import { type Given, textOption, UsageError } from './command.ts';

export const rolloutOptions = { share: { type: 'string' }, 'stop-failed': { type: 'string' } } as const;

export const rolloutHelp = `  --share PERCENT       gets only so many messages at first, 1 to 99; the version that is live keeps the rest
  --stop-failed PERCENT with --share: goes back by itself when so many of its runs fail, once 20 have ended`;

/** Fewer ended runs say nothing yet. */
const atLeast = 20;

/** What `--share` and `--stop-failed` ask for; undefined: all messages at once. */
export function rolloutOption(given: Given): RolloutRequest | undefined {
  const share = percentOption(given, 'share', 99);
  const failedPercent = percentOption(given, 'stop-failed', 100);
  if (share === undefined && failedPercent !== undefined)
    throw new UsageError('--stop-failed is about a version that comes gradually: name its share with --share PERCENT, too.');
  return share === undefined ? undefined : { share, stopWhen: failedPercent === undefined ? null : { failedPercent, atLeast } };
}

export function percentOption(given: Given, name: string, most: number): number | undefined {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  const [, number = ''] = /^(\d{1,3})%?$/.exec(text) ?? [];
  const percent = Number(number);
  if (number === '' || percent < 1 || percent > most)
    throw new UsageError(`--${name} is "${text}"; write a whole number of per cent from 1 to ${most}.`);
  return percent;
}
