import { NodeError } from '../contract/errors.ts';

export type SpanUnit = 'seconds' | 'minutes' | 'hours' | 'days';

const secondsOf: Readonly<Record<SpanUnit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const tenYears = 315_360_000;

/** A span in seconds. Throws when the amount, which may come from data, is no number or not between 0 and 10 years. */
export function seconds(amount: unknown, unit: SpanUnit): number {
  const number = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0)
    throw new NodeError('NOT_A_SPAN', `${JSON.stringify(amount) ?? 'Nothing'} is no number of ${unit}. Nothing was waited for.`);
  const span = number * secondsOf[unit];
  if (span > tenYears) throw new NodeError('NOT_A_SPAN', `${number} ${unit} are more than 10 years. Nothing was waited for.`);
  return span;
}

/** null without a time-out. */
export function timeoutSeconds(config: { readonly timeout?: unknown; readonly timeoutUnit: SpanUnit }): number | null {
  return config.timeout === undefined || config.timeout === null || config.timeout === ''
    ? null
    : seconds(config.timeout, config.timeoutUnit);
}
