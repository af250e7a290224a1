import { expect, test } from 'vitest';
import { addressOfFilter, dayBack, filterFromAddress, isFiltered, queryOf } from './audit-filter.ts';

const open = filterFromAddress(new URLSearchParams());
const now = Date.parse('2026-11-21T12:00:00Z');

test('an address without a filter is open', () => {
  expect(isFiltered(open)).toBe(false);
  expect(addressOfFilter(open, null).toString()).toBe('');
  expect(queryOf(open, now)).toEqual({});
});

test('a filter comes back from its address, and the line beside it is no part of it', () => {
  const filter = { ...open, q: 'PO 4711', by: 'Mara Lind', act: 'flow.', subject: 'test/erp main', env: 'test', from: '2026-11-01' };
  expect(filterFromAddress(addressOfFilter(filter, '000000000012'))).toEqual(filter);
});

test('a day that does not exist is left out', () => {
  expect(filterFromAddress(new URLSearchParams('from=2026-13-40&to=yesterday&days=some'))).toEqual(open);
});

test('days back count from now', () => {
  expect(queryOf({ ...open, days: '7' }, now)).toEqual({ from: '2026-11-14T12:00:00.000Z' });
});

test('the last day of a period is part of it, to its end', () => {
  const { from, to } = queryOf({ ...open, from: '2026-11-01', to: '2026-11-01' }, now);
  expect(from).toBe(new Date(2026, 10, 1).toISOString());
  expect(to).toBe(new Date(2026, 10, 2).toISOString());
});

test('yesterday is a day of the calendar, also over the end of a month', () => {
  expect(dayBack(new Date(2026, 10, 21, 23, 59).getTime(), 0)).toBe('2026-11-21');
  expect(dayBack(new Date(2026, 2, 1, 0, 5).getTime(), 1)).toBe('2026-02-28');
});
