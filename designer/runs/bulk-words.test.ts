import { expect, test } from 'vitest';
import { bulkFilterOf, bulkOutcomes, bulkProgress, previewLines } from './bulk-words.ts';

const filter = { env: 'dev', flow: 'f', status: ['failed'], key: ' PO 47 ', hours: 1, tests: 'with' as const };
const now = Date.parse('2026-11-21T12:00:00Z');

test('a bulk replay takes what the list shows', () => {
  expect(bulkFilterOf(filter, { errorCode: '', node: '' }, now)).toEqual({
    env: 'dev',
    flow: 'f',
    status: ['failed'],
    key: 'PO 47',
    since: '2026-11-21T11:00:00.000Z',
  });
  expect(bulkFilterOf({ ...filter, flow: '', status: [], key: '', hours: null }, { errorCode: 'HTTP_503', node: 'erp' }, now)).toEqual({
    env: 'dev',
    errorCode: 'HTTP_503',
    node: 'erp',
  });
});

test('what is asked about stands first, and what there is none of is not said', () => {
  const sums = { skipped: 3, sentNow: 0, sameKey: 2, lookedUp: 0, asked: 1 };
  const lines = previewLines({ runs: 4, isMore: false, items: 4, sums, askedRuns: 1, overtaken: 0, refused: 0, sample: [] });
  expect(lines.map(({ text }) => text)).toEqual([
    '1 effect of 1 run nobody but a person can decide',
    '2 effects sent again with the same key, so none twice',
    '3 effects skipped because confirmed',
  ]);
});

test('progress and outcomes in words', () => {
  expect(bulkProgress({ started: 212, left: 2, refused: 1 })).toBe('212 replayed, 2 left to you, 1 refused');
  expect(bulkOutcomes({ outcomes: { done: 209, failed: 3, underWay: 0 } })).toBe('209 done, 3 failed again');
});
