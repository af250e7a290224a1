import { expect, test } from 'vitest';
import type { Connection } from '../server/shapes.ts';
import { trafficInWords, trafficLook, waitingInWords } from './traffic-words.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const traffic = (more: Partial<Connection['traffic']>): Connection['traffic'] => ({
  state: 'closed',
  since: null,
  until: null,
  waiting: 0,
  by: null,
  why: null,
  ...more,
});

test('a connection whose calls go through has nothing to say', () => {
  expect(trafficLook(traffic({})).word).toBe('Healthy');
  expect(trafficInWords(traffic({}), 'erp-main', now)).toBeUndefined();
  expect(waitingInWords(0)).toBe('');
});

test('runs that wait for the rate make it a throttled one', () => {
  expect(trafficLook(traffic({ waiting: 3 })).word).toBe('Throttled');
  expect(waitingInWords(1)).toBe('1 run waits');
  expect(waitingInWords(10_000)).toBe('over 10,000 runs wait');
});

test('a pause says by whom, why and until when', () => {
  const paused = traffic({ state: 'paused', by: 'Ada', why: 'stocktaking', since: '2026-11-21T08:48:00Z' });
  expect(trafficInWords(paused, 'erp-main', now)).toEqual({
    what: 'Paused by Ada 12 m ago: stocktaking.',
    next: 'Its runs wait, and no attempt is counted. They go on when it is resumed.',
  });
  expect(trafficInWords({ ...paused, until: '2026-11-21T09:00:40Z' }, 'erp-main', now)?.next).toContain('in 40 s');
});

test('an open breaker says what failed and when it is tried again', () => {
  const open = traffic({ state: 'open', since: '2026-11-21T08:59:30Z', until: '2026-11-21T09:00:10Z', why: 'erp-main cannot be reached.' });
  expect(trafficInWords(open, 'erp-main', now)).toEqual({
    what: 'erp-main stopped working 30 s ago: erp-main cannot be reached.',
    next: 'Nothing is sent. A first call tries again in 10 s; when it goes through, more follow.',
  });
});
