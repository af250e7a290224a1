import { countOf, formatDuration } from '../kit/format.ts';

/** `500 orders over 10 s.` */
export function ordersAndTime({ count, perSecond }: { count: number; perSecond: number }): string {
  const seconds = count / Math.max(1, perSecond);
  return seconds < 1
    ? `${countOf(count, 'order')} at once.`
    : `${countOf(count, 'order')} over ${formatDuration(Math.ceil(seconds) * 1000)}.`;
}

/** What the ERP's two counts say together: an order taken twice is what must never happen. */
export function countsVerdict({ total, unique }: { total: number; unique: number }): { isGood: boolean; text: string } {
  if (total === 0) return { isGood: true, text: 'No order yet.' };
  if (total === unique) return { isGood: true, text: 'Each order once.' };
  return { isGood: false, text: `${countOf(total - unique, 'order')} taken more than once.` };
}
