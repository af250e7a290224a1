import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { testClock } from './test-clock.ts';

describe('the system clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits longer than a timer of the system can', () => {
    const sixtyDays = 60 * 86_400_000;
    let calls = 0;
    systemClock.after(sixtyDays, () => calls++);
    vi.advanceTimersByTime(sixtyDays - 1);
    expect(calls).toBe(0);
    vi.advanceTimersByTime(1);
    expect(calls).toBe(1);
  });

  it('can be told not to call, also after the first day', () => {
    let calls = 0;
    const cancel = systemClock.after(3 * 86_400_000, () => calls++);
    vi.advanceTimersByTime(2 * 86_400_000);
    cancel();
    vi.advanceTimersByTime(2 * 86_400_000);
    expect(calls).toBe(0);
  });
});

describe('the test clock', () => {
  it('calls in the order of time, also what is added on the way', () => {
    const clock = testClock(0);
    const called: string[] = [];
    clock.after(20, () => called.push(`b at ${clock.now()}`));
    clock.after(10, () => {
      called.push(`a at ${clock.now()}`);
      clock.after(5, () => called.push(`then at ${clock.now()}`));
    });
    const cancel = clock.after(12, () => called.push('never'));
    cancel();
    expect(clock.nextAt()).toBe(10);
    clock.advance(20);
    expect(called).toEqual(['a at 10', 'then at 15', 'b at 20']);
    expect(clock.monotonic()).toBe(20);
    expect(clock.nextAt()).toBeNull();
  });
});
