import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyState, type LiveState, switched } from './live-state.ts';
import { failsTooOften, percentOf, takesNew } from './rollout.ts';
import { stoppedByItself, withoutRollout, withShare } from './rollout-state.ts';

describe('which version takes the messages of a key', () => {
  test('is the same every time, and a key that went over stays there while the share grows', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (key, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(takesNew(key, less)).toBe(takesNew(key, less));
        if (takesNew(key, less)) expect(takesNew(key, more)).toBe(true);
        expect(takesNew(key, 100)).toBe(true);
        expect(takesNew(key, 0)).toBe(false);
      }),
    );
  });

  test.each([
    ['order numbers', (n: number) => `#${1000 + n}`],
    ['customers with a common beginning', (n: number) => `customer/DE/${n}`],
    ['ids of runs', (n: number) => `01jd${n.toString(36).padStart(12, '0')}abcdef`],
  ])('is fair over 10,000 %s', (_, keyOf) => {
    const keys = Array.from({ length: 10_000 }, (_, n) => keyOf(n));
    for (const share of [1, 10, 25, 50, 99]) {
      const taken = keys.filter((key) => takesNew(key, share)).length;
      // Four standard deviations of as many coins.
      const deviation = 4 * Math.sqrt(10_000 * (share / 100) * (1 - share / 100));
      expect(Math.abs(taken - share * 100)).toBeLessThan(deviation);
    }
  });

  test('never changes from one release of Crossdock to the next', () => {
    expect(['', '#1001', 'customer-7', 'Grüße'].map((key) => Math.floor(percentOf(key)))).toEqual([66, 99, 57, 19]);
  });
});

describe('a rollout fails too often', () => {
  const stopWhen = { failedPercent: 20, atLeast: 10 };
  test.each([
    [{ runs: 9, failed: 9 }, false, 'of too few'],
    [{ runs: 10, failed: 1 }, false, 'less than that'],
    [{ runs: 10, failed: 2 }, true, 'exactly that'],
    [{ runs: 1000, failed: 0 }, false, 'none'],
  ])('%o: %s, %s', (counts, expected) => {
    expect(failsTooOften(counts, stopWhen)).toBe(expected);
    expect(failsTooOften(counts, null)).toBe(false);
  });
});

describe('what an environment runs', () => {
  const act = { at: 1, by: 'Ada', why: 'because', kind: 'deploy' as const };
  const change = (version: number | null, flow = 'orders') => [{ flow, version, configuration: null }];
  const rollout = { share: 10, stopWhen: null };
  const one = switched('prod', emptyState, change(1), act).state;
  const coming = switched('prod', one, change(2), { ...act, rollout }).state;
  const rolloutOf = ({ flows }: LiveState) => flows.orders?.rollout;

  test('keeps the live version and its line while another one comes beside it', () => {
    const { state, news } = switched('prod', one, change(2), { ...act, at: 2, rollout, promotion: 'PR-1' });
    expect(state.flows.orders).toMatchObject({ version: 1, number: 1, rollout: { version: 2, share: 10, number: 2, promotion: 'PR-1' } });
    expect(news).toMatchObject([{ kind: 'rollout', version: 2, share: 10, number: 2 }]);
  });

  test('changes the share, and ends a rollout with a line for each', () => {
    const grown = withShare('prod', coming, 'orders', 50, act);
    expect(rolloutOf(grown.state)).toMatchObject({ share: 50, number: 2 });
    const back = withoutRollout('prod', grown.state, 'orders', act);
    expect(back.state.flows.orders).toEqual(one.flows.orders);
    expect([...grown.news, ...back.news].map(({ kind, number, share }) => [kind, number, share])).toEqual([
      ['rollout', 3, 50],
      ['rollout-back', 4, undefined],
    ]);
    expect(() => withoutRollout('prod', back.state, 'orders', act)).toThrow('version 1 takes all its messages');
  });

  test('shows why it went back by itself until the next deployment', () => {
    const { state } = stoppedByItself('prod', coming, 'orders', { ...act, why: '3 of 10 failed' });
    expect(state.notMade.orders).toEqual({ version: 2, at: 1, words: '3 of 10 failed', isRollout: true });
    expect(switched('prod', state, change(3), act).state.notMade).toEqual({});
  });

  test('gives all messages to what is deployed, rolled back to or comes for the first time, whatever came before', () => {
    expect(rolloutOf(switched('prod', coming, change(3), act).state)).toBeUndefined();
    expect(rolloutOf(switched('prod', coming, change(1), { ...act, kind: 'rollback' }).state)).toBeUndefined();
    expect(rolloutOf(switched('prod', coming, change(3), { ...act, rollout }).state)).toMatchObject({ version: 3, share: 10 });
    const both = [...change(2), ...change(5, 'new')];
    expect(switched('prod', one, both, { ...act, rollout }).state.flows).toMatchObject({
      orders: { version: 1, rollout: { version: 2 } },
      new: { version: 5 },
    });
  });
});
