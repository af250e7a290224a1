import type { Connection } from '../server/shapes.ts';

type Policy = Connection['policy'];

/** "40 a minute", "2 a second", "10 in 30 s". */
export function rateInWords({ count, perSeconds }: { count: number; perSeconds: number }): string {
  const named = { 1: 'a second', 60: 'a minute', 3600: 'an hour', 86400: 'a day' }[perSeconds];
  return `${count.toLocaleString('en-US')} ${named ?? `in ${perSeconds} s`}`;
}

/** For the list: "10 at once, 40 a minute". */
export function limitsInWords({ concurrency, rate }: Policy): string {
  return `${concurrency} at once${rate === null ? '' : `, ${rateInWords(rate)}`}`;
}
