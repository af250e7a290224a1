import { describe, expect, test } from 'vitest';
import { policyOf } from '../connection-policy.ts';
import { opened, permit, probePassed, trips } from './breaker.ts';
import { callWindow } from './call-window.ts';
import { type ConnectionState, stateAtRest } from './connection-state.ts';

const policy = policyOf({ breaker: { failures: 4, windowSeconds: 10, openSeconds: 20 } }).breaker as NonNullable<
  ReturnType<typeof policyOf>['breaker']
>;
const open = opened(stateAtRest('dev/erp'), policy, 'HTTP 500', 1000);

test('it opens at so many failures, unless most calls go well', () => {
  expect(trips({ calls: 3, failures: 3 }, policy)).toBe(false);
  expect(trips({ calls: 4, failures: 4 }, policy)).toBe(true);
  expect(trips({ calls: 8, failures: 4 }, policy)).toBe(true);
  expect(trips({ calls: 1000, failures: 40 }, policy)).toBe(false);
});

test('the window forgets what is older than it', () => {
  const window = callWindow(10);
  for (const at of [0, 1000, 2000]) window.add(true, at);
  window.add(false, 3000);
  expect(window.counts(9000)).toEqual({ calls: 4, failures: 3 });
  expect(window.counts(11_500)).toEqual({ calls: 2, failures: 1 });
  expect(window.counts(60_000)).toEqual({ calls: 0, failures: 0 });
});

describe('once open', () => {
  test('it lets nobody through before its time, then one, then twice as many with each wave that goes well, then all', () => {
    expect(permit(open, policy, 20_999).isGranted).toBe(false);
    let state: ConnectionState = open;
    const waves: number[] = [];
    for (let now = 21_000; state.breaker !== 'closed'; now++) {
      let granted = 0;
      for (;;) {
        const answer = permit(state, policy, now);
        if (!answer.isGranted) break;
        state = answer.state;
        granted++;
      }
      waves.push(granted);
      for (let passed = 0; passed < granted; passed++) state = probePassed(state, now);
    }
    expect(waves).toEqual([1, 2, 4, 8, 16]);
  });

  test('a call that fails on trial closes the door for as long again, and the outage counts from its beginning', () => {
    const { state } = permit(open, policy, 21_000);
    expect(opened(state, policy, 'HTTP 500', 22_000)).toMatchObject({ breaker: 'open', breakerSince: 1000, openUntil: 42_000 });
  });

  test('calls on trial that never report do not keep it half open for ever', () => {
    const { state } = permit(open, policy, 21_000);
    expect(permit(state, policy, 40_999).isGranted).toBe(false);
    expect(permit(state, policy, 41_000).isGranted).toBe(true);
  });
});
