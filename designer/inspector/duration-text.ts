/** The units a duration may be kept in, by the names schemas use for them. */
export type DurationUnit = 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days';

const secondsOf: Readonly<Record<DurationUnit, number>> = { milliseconds: 0.001, seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

const spellings: readonly { readonly pattern: RegExp; readonly seconds: number }[] = [
  { pattern: /^(?:ms|msec|milliseconds?)$/, seconds: 0.001 },
  { pattern: /^(?:s|sec|secs|seconds?)$/, seconds: 1 },
  { pattern: /^(?:m|min|mins|minutes?)$/, seconds: 60 },
  { pattern: /^(?:h|hr|hrs|hours?)$/, seconds: 3600 },
  { pattern: /^(?:d|days?)$/, seconds: 86_400 },
  { pattern: /^(?:w|wk|weeks?)$/, seconds: 604_800 },
];

/** The unit by any of its names; undefined for a word that is none. */
export function unitOf(name: string): DurationUnit | undefined {
  const seconds = spellings.find(({ pattern }) => pattern.test(name.toLowerCase()))?.seconds;
  return (Object.keys(secondsOf) as DurationUnit[]).find((unit) => secondsOf[unit] === seconds);
}

/**
 * A duration as people write one, in the given unit: "2 h 30 min", "90 s", "1.5 days", "PT15M", or a number alone, which counts in the unit.
 * null when it is none.
 */
export function parseDuration(text: string, unit: DurationUnit): number | null {
  const trimmed = text.trim();
  if (/^\d+(?:[.,]\d+)?$/.test(trimmed)) return numberOf(trimmed);
  const seconds = /^p/i.test(trimmed) ? isoSeconds(trimmed) : wordSeconds(trimmed);
  return seconds === null ? null : rounded(seconds / secondsOf[unit]);
}

/** Whether a text names units of its own, and so says more than a number. */
export function namesUnits(text: string): boolean {
  return /[a-z]/i.test(text) && parseDuration(text, 'seconds') !== null;
}

/** A duration in words: 9000 seconds are "2 h 30 min". */
export function durationText(amount: number, unit: DurationUnit): string {
  let rest = rounded(amount * secondsOf[unit] * 1000);
  if (!Number.isFinite(rest) || rest < 0) return String(amount);
  if (rest === 0) return `0 ${shortUnits[unit]}`;
  const parts: string[] = [];
  for (const [short, ms] of steps) {
    const count = short === 'ms' ? rounded(rest) : Math.floor(rest / ms + 1e-9);
    if (count > 0) parts.push(`${count} ${short}`);
    rest = Math.max(0, rest - count * ms);
  }
  return parts.join(' ');
}

/** The largest of the units in which a duration is a whole number, with that number; else the smallest unit offered. */
export function inWholeUnits(
  seconds: number,
  units: readonly DurationUnit[],
): { readonly amount: number; readonly unit: DurationUnit } | null {
  const bySize = units.toSorted((a, b) => secondsOf[b] - secondsOf[a]);
  const unit = bySize.find((each) => seconds >= secondsOf[each] && Number.isInteger(rounded(seconds / secondsOf[each]))) ?? bySize.at(-1);
  return unit === undefined ? null : { amount: rounded(seconds / secondsOf[unit]), unit };
}

export const shortUnits: Readonly<Record<DurationUnit, string>> = {
  milliseconds: 'ms',
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
};

const steps: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
];

function isoSeconds(text: string): number | null {
  const found = /^P(?:([\d.,]+)W)?(?:([\d.,]+)D)?(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?$/i.exec(text);
  const parts = found?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return null;
  const sizes = [604_800, 86_400, 3600, 60, 1];
  const seconds = parts.reduce((sum, part, i) => sum + (part === undefined ? 0 : numberOf(part) * (sizes[i] ?? 0)), 0);
  return Number.isFinite(seconds) ? seconds : null;
}

function wordSeconds(text: string): number | null {
  const pieces = [...text.toLowerCase().matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/g)];
  const rest = text
    .toLowerCase()
    .replaceAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/g, '')
    .replaceAll(/\band\b|[\s,]/g, '');
  if (pieces.length === 0 || rest !== '') return null;
  let sum = 0;
  for (const [, count = '', name = ''] of pieces) {
    const seconds = spellings.find(({ pattern }) => pattern.test(name))?.seconds;
    if (seconds === undefined) return null;
    sum += numberOf(count) * seconds;
  }
  return sum;
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}

/** Without the dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
