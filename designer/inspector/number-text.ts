import { inspectorTexts as texts } from '../texts/inspector.ts';
import type { Read } from './use-typed-text.ts';

type Bounds = { readonly min?: number | undefined; readonly max?: number | undefined };

/** A number as people type one; a comma counts as the decimal point. */
export function numberRead(text: string, isWhole: boolean): Read {
  const number = Number(text.trim().replace(',', '.'));
  if (!Number.isFinite(number)) return { ok: false, fault: texts.number.notOne(text.trim()) };
  if (isWhole && !Number.isInteger(number)) return { ok: false, fault: texts.number.whole };
  return { ok: true, value: number };
}

/** Why a number is out of its bounds; null when it is not. `words` says a bound. */
export function isWithin(value: number, { min, max }: Bounds, words: (amount: number) => string, unit: string): string | null {
  const behind = unit === '' ? '' : ` ${unit}`;
  if (min !== undefined && value < min) return texts.duration.min(`${words(min)}${behind}`);
  if (max !== undefined && value > max) return texts.duration.max(`${words(max)}${behind}`);
  return null;
}

/** One step up or down, within the bounds. */
export function stepped(value: number, step: 1 | -1, { min, max }: Bounds): number {
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, value + step));
}
