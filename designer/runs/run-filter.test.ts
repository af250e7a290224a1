import { expect, test } from 'vitest';
import { addressOfFilter, filterFromAddress, matchesFilter } from './run-filter.ts';
import { aRun } from './runs.fixture.ts';

const open = filterFromAddress(new URLSearchParams(), 'dev');

test('an address without a filter is open: 30 days, any status, with test runs', () => {
  expect(open).toEqual({ env: 'dev', flow: '', status: [], key: '', hours: 720, tests: 'with' });
  expect(addressOfFilter(open, null).toString()).toBe('');
});

test('a filter comes back from its address', () => {
  const filter = { env: 'dev', flow: 'f', status: ['failed', 'partial'], key: 'PO 4711', hours: null, tests: 'only' as const };
  expect(filterFromAddress(addressOfFilter(filter, 'r_1'), 'dev')).toEqual(filter);
});

test('an unknown status or span in an address is left out', () => {
  expect(filterFromAddress(new URLSearchParams('status=failed,broken&hours=7&tests=maybe'), 'dev')).toEqual({
    ...open,
    status: ['failed'],
  });
});

test('a reported run belongs into the list when flow, status, environment and the beginning of a key fit', () => {
  const run = aRun({ title: '#10482', keys: [{ kind: 'po', value: 'PO 4711' }], status: 'failed' });
  expect(matchesFilter(run, open)).toBe(true);
  expect(matchesFilter(run, { ...open, key: 'po47' })).toBe(true);
  expect(matchesFilter(run, { ...open, key: '4711' })).toBe(false);
  expect(matchesFilter(run, { ...open, key: '10482' })).toBe(true);
  expect(matchesFilter(run, { ...open, env: 'test' })).toBe(false);
  expect(matchesFilter(run, { ...open, status: ['done'] })).toBe(false);
  expect(matchesFilter(run, { ...open, tests: 'only' })).toBe(false);
});
