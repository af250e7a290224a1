import { describe, expect, test } from 'vitest';
import type { ShadowDifference } from './compare-facts.ts';
import { type DifferingRun, groupDifferences } from './group-differences.ts';
import { kept } from './hide-values.ts';

const field = (from: unknown, to: unknown, path: ShadowDifference['path'] = ['body', 'priority']): ShadowDifference => ({
  part: 'request',
  step: 'erp',
  port: null,
  kind: 'differs',
  path,
  from,
  to,
});
const run = (...differences: ShadowDifference[]): DifferingRun => ({ flow: 'orders', differences });

describe('what differs in many runs', () => {
  test('is told in few groups, those of the most runs first', () => {
    const { groups, groupOf } = groupDifferences([
      run(field('high', 'normal')),
      run(field('normal', 'priority')),
      run(field('normal', 'priority')),
    ]);
    expect(groups).toMatchObject([
      { from: 'normal', to: 'priority', count: 2, path: ['body', 'priority'] },
      { from: 'high', to: 'normal', count: 1 },
    ]);
    expect(groupOf).toEqual([[1], [0], [0]]);
  });

  test('counts a run once, however many lines of it differ', () => {
    const { groups } = groupDifferences([run(field(1, 2, ['body', 'lines', 0, 'tax']), field(1, 2, ['body', 'lines', 1, 'tax']))]);
    expect(groups).toMatchObject([{ path: ['body', 'lines', '', 'tax'], count: 1, from: 1, to: 2 }]);
  });

  test('names no values when each run has others', () => {
    const { groups, groupOf } = groupDifferences([1, 2, 3, 4].map((n) => run(field(n, n * 2))));
    expect(groups).toMatchObject([{ count: 4, pairs: 4 }]);
    expect(groups[0]).not.toHaveProperty('from');
    expect(groupOf).toEqual([[0], [0], [0], [0]]);
  });

  test('runs that would fail go before all others', () => {
    const fails: ShadowDifference = { part: 'status', step: null, port: null, kind: 'differs', path: [], from: 'done', to: 'failed' };
    expect(groupDifferences([run(field(1, 2)), run(field(1, 2)), run(fails)]).groups[0]).toMatchObject({ part: 'status', count: 1 });
  });
});

test('what a flow hides is hidden before it is kept, and what is long is cut', () => {
  const names = new Set(['email']);
  expect(kept(field('a@example.com', 'b@example.com', ['body', 'Email']), names)).toMatchObject({ from: '[redacted]', to: '[redacted]' });
  expect(kept(field({ email: 'a@example.com', n: 1 }, 'x'), names)).toMatchObject({ from: { email: '[redacted]', n: 1 } });
  expect(kept(field('x'.repeat(5000), 1), names).from).toHaveLength(600);
});
