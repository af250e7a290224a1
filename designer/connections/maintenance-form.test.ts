import { expect, test } from 'vitest';
import { blankWindow, type FormWindow, nextOccurrence, windowBody, windowForm, windowProblems } from './maintenance-form.ts';

const nightly: FormWindow = { ...blankWindow('Europe/Berlin'), title: 'Backup', from: '22:00', to: '02:00', days: ['sat'] };
const at = (text: string) => Date.parse(text);
const shown = (window: FormWindow, now: string) => {
  const next = nextOccurrence(window, at(now));
  return next && [new Date(next.from).toISOString(), new Date(next.to).toISOString()];
};

test('the next time is told in the zone of the system, over midnight and over the change of clocks', () => {
  // A Saturday, in winter time.
  expect(shown(nightly, '2026-11-20T12:00:00Z')).toEqual(['2026-11-21T21:00:00.000Z', '2026-11-22T01:00:00.000Z']);
  // It goes on while it is on, also past midnight.
  expect(shown(nightly, '2026-11-22T00:59:00Z')).toEqual(['2026-11-21T21:00:00.000Z', '2026-11-22T01:00:00.000Z']);
  expect(shown(nightly, '2026-11-22T01:00:00Z')).toEqual(['2026-11-28T21:00:00.000Z', '2026-11-29T01:00:00.000Z']);
  // In the night to Sunday, October 25, 2026 the clocks are set back at 3:00.
  expect(shown({ ...nightly, to: '04:00' }, '2026-10-24T12:00:00Z')).toEqual(['2026-10-24T20:00:00.000Z', '2026-10-25T03:00:00.000Z']);
});

test('a window that comes once is over afterwards', () => {
  const once: FormWindow = { ...nightly, repeats: false, date: '2026-11-27', zone: 'UTC', from: '08:00', to: '24:00' };
  expect(shown(once, '2026-11-21T00:00:00Z')).toEqual(['2026-11-27T08:00:00.000Z', '2026-11-28T00:00:00.000Z']);
  expect(shown(once, '2026-11-28T00:00:00Z')).toBeNull();
});

test('what is saved comes back as it was, and what is not written out is told by field', () => {
  expect(windowForm(windowBody(nightly))).toEqual(nightly);
  expect(Object.keys(windowProblems({ ...nightly, title: ' ', from: '9', days: [] }))).toEqual(['title', 'from', 'days']);
  expect(nextOccurrence({ ...nightly, to: '' }, 0)).toBeNull();
});
