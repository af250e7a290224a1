import { NodeError } from '@crossdock/nodes/contract/errors';
import type { PollWatermark } from '@crossdock/nodes/contract/intake';

type ByRecord = Extract<PollWatermark, { kind: 'record' }>;

/** Where reading begins that has not read yet, deployed at `since`. `isBaseline`: what is there now is read over, and only what comes later is taken. */
export function firstWatermark(rule: PollWatermark, since: number): { readonly value: string | null; readonly isBaseline: boolean } {
  if (rule.kind === 'off') return { value: null, isBaseline: false };
  if (rule.start !== 'now') return { value: rule.start === '' ? null : rule.start, isBaseline: false };
  return rule.kind === 'record' && rule.type === 'time'
    ? { value: new Date(since).toISOString(), isBaseline: false }
    : { value: null, isBaseline: true };
}

/** Where this read begins: the watermark less the overlap. */
export function readFrom(rule: PollWatermark, watermark: string | null): string | null {
  if (watermark === null || rule.kind !== 'record' || rule.overlap === 0 || rule.type === 'text') return watermark;
  if (rule.type === 'time') return new Date(instant(watermark) - rule.overlap * 1000).toISOString();
  return isInteger(watermark) && Number.isInteger(rule.overlap)
    ? String(BigInt(watermark) - BigInt(rule.overlap))
    : String(numberOf(watermark) - rule.overlap);
}

/** The larger of two values of a record. Throws NodeError when one is not of the type that was chosen. */
export function larger(rule: ByRecord, one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compare(rule, one, other) >= 0 ? one : other;
}

/** Whether a record would be read again from here. */
export function isReadAgain(rule: PollWatermark, mark: string | null, from: string | null): boolean {
  if (rule.kind !== 'record' || mark === null || from === null) return true;
  return compare(rule, mark, from) >= 0;
}

function compare({ type }: ByRecord, one: string, other: string): number {
  if (type === 'time') return instant(one) - instant(other);
  if (type === 'text') return one < other ? -1 : one > other ? 1 : 0;
  if (isInteger(one) && isInteger(other)) {
    const difference = BigInt(one) - BigInt(other);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return numberOf(one) - numberOf(other);
}

const isInteger = (text: string): boolean => /^-?\d+$/.test(text);

function instant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new NodeError(
      'WATERMARK_NOT_A_TIME',
      `"${text.slice(0, 80)}" is no instant (ISO 8601), so it cannot be told what is newer. Correct the value under "How far it has read", or choose another type.`,
    );
  return at;
}

function numberOf(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(number))
    throw new NodeError(
      'WATERMARK_NOT_A_NUMBER',
      `"${text.slice(0, 80)}" is no number, so it cannot be told what is newer. Correct the value under "How far it has read", or choose another type.`,
    );
  return number;
}
