import { NodeError } from '../contract/errors.ts';
import type { Resolved } from '../contract/expression.ts';
import type { Item, Json } from '../contract/item.ts';
import type { WaitAsked } from '../contract/wait.ts';
import type { DelayConfig } from './delay.ts';
import { seconds } from './span.ts';

export function prepare({ config: { until } }: { readonly config: Resolved<DelayConfig> }): WaitAsked {
  switch (until.kind) {
    case 'span':
      return { ask: { for: 'time', seconds: seconds(until.amount, until.unit) } };
    case 'instant':
      return { ask: { for: 'time', until: instant(until.at) } };
    case 'business': {
      const { zone, opens, closes, days, holidays } = until;
      if (opens >= closes) throw new NodeError('NO_HOURS', `From ${opens} to ${closes} no time is left. Let it open before it closes.`);
      return { ask: { for: 'time', business: { zone, opens, closes, weekdays: weekdays[days], holidays: daysOf(holidays) } } };
    }
  }
}

const weekdays = { 'monday-friday': [1, 2, 3, 4, 5], 'monday-saturday': [1, 2, 3, 4, 5, 6], 'every-day': [1, 2, 3, 4, 5, 6, 7] };

/** A day alone begins at midnight UTC, as ISO 8601 without a zone would be read differently everywhere. */
function instant(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const ms = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms))
    throw new NodeError(
      'NOT_AN_INSTANT',
      `${JSON.stringify(value) ?? 'Nothing'} is no instant such as 2026-11-21T08:00:00Z. Nothing was waited for.`,
    );
  return new Date(ms).toISOString();
}

function daysOf(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  const list = Array.isArray(value) ? value : String(value).split(/[\s,;]+/);
  return list.map(String).filter((day) => {
    if (day !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new NodeError('NOT_A_DAY', `"${day}" is no day such as 2026-12-25.`);
    return day !== '';
  });
}

export function complete({ item }: { readonly item: Item }): { readonly [port: string]: readonly Json[] } {
  return { out: [item.json] };
}
