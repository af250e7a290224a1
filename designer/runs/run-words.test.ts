import { expect, test } from 'vitest';
import {
  canReplay,
  effectSums,
  firstStepOfInterest,
  itemsText,
  itemsThrough,
  replayCount,
  statusDetail,
  stepToLeadTo,
  tagOf,
  whatHappened,
} from './run-words.ts';
import { aRun, aStep } from './runs.fixture.ts';

const effect = (outcome: 'confirmed' | 'unknown' | 'not sent') => ({
  nodeId: 'erp',
  itemId: 'i',
  key: 'k',
  outcome,
  attempts: 1,
  firstSentAt: null,
  settledAt: null,
  seenBefore: false,
  closedBy: null,
});
const exception = (nodeId: string, state: 'open' | 'resolved') => ({
  id: `r/${nodeId}/i`,
  runId: 'r_1',
  nodeId,
  itemId: 'i',
  key: null,
  state,
  attempts: 1,
  replay: null,
  dismissed: null,
  error: { code: 'X', message: 'x' },
});

test('a step shows its items, and how many of them succeeded when some failed', () => {
  expect(itemsText(aStep('a', { itemsIn: 48 }))).toBe('48');
  expect(itemsText(aStep('a', { itemsIn: 1, itemsOut: { rows: 9_999 }, failed: 1 }))).toBe('9,999 / 10,000');
  expect(itemsText(aStep('a', { itemsIn: 600_000, itemsOut: { rows: 599_970 }, failed: 30 }))).toBe('600,000');
  expect(itemsText(aStep('a', { itemsIn: 34, failed: 3 }))).toBe('31 / 34');
  expect(itemsText(aStep('trigger', { itemsIn: 0, itemsOut: { out: 50, error: 2 } }))).toBe('50');
  expect(itemsText(aStep('a', { status: 'pending', itemsIn: 0, itemsOut: {} }))).toBe('');
});

test('a run says how many items came through, and of a split message only how many failed', () => {
  expect(itemsThrough(aRun({ items: { total: 34, failed: 3 } }))).toBe('31 of 34');
  expect(itemsThrough(aRun({ items: { total: 1, failed: 0 } }))).toBe('1');
  expect(itemsThrough(aRun({ items: { total: 1, failed: 29 } }))).toBe('29 failed');
  const split = aRun({ status: 'partial', items: { total: 1, failed: 29 }, openExceptions: 29 });
  expect(whatHappened(split)).toContain('29 items could not be completed and wait as exceptions.');
});

test('a retry says when and which try it is', () => {
  const now = Date.parse('2026-11-20T14:00:00Z');
  expect(statusDetail({ status: 'retrying', nextTryAt: '2026-11-20T14:00:39.500Z', attempts: 3 }, now)).toBe('next try in 40 s, try 3');
  expect(statusDetail({ status: 'retrying', nextTryAt: '2026-11-20T13:59:00Z', attempts: 3 }, now)).toBe('next try now, try 3');
  expect(statusDetail({ status: 'done', nextTryAt: null, attempts: 1 }, now)).toBeUndefined();
});

test('a failed step is shown first, then one with exceptions, then one under way, then the last done', () => {
  const first = (...steps: Parameters<typeof aStep>[]) => firstStepOfInterest(aRun({ steps: steps.map((step) => aStep(...step)) }));
  expect(first(['a'], ['b', { status: 'failed' }], ['c', { status: 'running' }])).toBe('b');
  expect(first(['a'], ['b', { status: 'running' }], ['c', { status: 'pending' }])).toBe('b');
  expect(first(['a'], ['b'], ['c', { status: 'skipped' }])).toBe('b');
  expect(firstStepOfInterest(aRun())).toBeNull();
});

test('who tested a step that nothing reached is led to the one that failed, and may go back', () => {
  const run = aRun({ steps: [aStep('table', { status: 'failed' }), aStep('route', { status: 'skipped' })] });
  expect(stepToLeadTo(run, 'route', false)).toBe('table');
  expect(stepToLeadTo(run, 'route', true)).toBeNull();
  expect(stepToLeadTo(run, 'gone', false)).toBe('table');
  expect(stepToLeadTo(aRun({ steps: [aStep('map'), aStep('route', { status: 'skipped' })] }), 'route', false)).toBeNull();
});

test('a run that is under way or whose retention ended cannot be replayed, and says why', () => {
  const now = Date.parse('2026-11-20T14:00:00Z');
  expect(canReplay(aRun(), now)).toBe(true);
  expect(canReplay(aRun({ status: 'running' }), now)).toBe('The run has not ended yet');
  expect(canReplay(aRun({ replayableUntil: '2026-11-19T00:00:00Z' }), now)).toContain('retention');
});

test('unknown effects are named before the confirmed ones', () => {
  expect(effectSums([effect('confirmed'), effect('unknown'), effect('confirmed')])).toBe('1 unknown, 2 confirmed');
  expect(whatHappened(aRun())).toBe('1 item went through in 1.2 s. Nothing outside was changed.');
});

test('a replay takes the open exceptions of its step', () => {
  const run = aRun({ exceptions: [exception('erp', 'open'), exception('erp', 'resolved'), exception('map', 'open')] });
  expect([replayCount(run, 'erp'), replayCount(run, null)]).toEqual([1, 2]);
});

test('a compensation says what was taken back, and what to do when not all could be', () => {
  const effect = { nodeId: 'a', itemId: '0', key: 'k', attempts: 1, firstSentAt: null, settledAt: null, seenBefore: false, closedBy: null };
  const run = aRun({ kind: 'compensation', effects: [{ ...effect, outcome: 'undone' }] });
  expect(whatHappened(run)).toBe('What the run before did was taken back, the last effect first: 1 undone.');
  expect(whatHappened({ ...run, status: 'failed' })).toContain('Replay goes on where it failed.');
  expect(tagOf(run)).toBe('taking back');
  expect(tagOf(aRun())).toBeNull();
});
