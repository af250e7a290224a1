import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { blockOf, gapOf, type Rate } from './rate-grant.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { createStateBook } from './state-book.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossdock-rate-'));
let store: Store;
let number = 0;
beforeEach(async () => {
  store = await openSqliteStore({ file: join(folder, `${++number}.db`) });
});
afterEach(async () => {
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Several processes that share the rate of one connection. */
function processes(count: number, rate: Rate, patience = Number.POSITIVE_INFINITY) {
  const clock = testClock();
  let writes = 0;
  const counted = {
    ...store,
    collection: ((schema: never) => {
      const inner = store.collection(schema);
      const counting = <A extends unknown[], R>(write: (...args: A) => R) => {
        return (...args: A) => {
          writes++;
          return write(...args);
        };
      };
      return { ...inner, insert: counting(inner.insert), update: counting(inner.update) };
    }) as Store['collection'],
  };
  const limiters = Array.from({ length: count }, () =>
    createRateLimiter({
      id: 'dev/erp',
      rate,
      clock,
      patience,
      book: createStateBook({ store: counted, clock, changed: () => {} }),
    }),
  );
  return { clock, limiters, writes: () => writes };
}

/** The most that fell into any stretch of so many ms. */
function mostWithin(times: readonly number[], ms: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms - 0.01).length));
}

describe('a rate that processes share', () => {
  test.each([
    { count: 10, perSeconds: 1, burst: 1 },
    { count: 10, perSeconds: 1, burst: 10 },
    { count: 3, perSeconds: 60, burst: 2 },
    { count: 500, perSeconds: 1, burst: 50 },
  ])('is kept by all of them together: %o', async (rate) => {
    const { clock, limiters } = processes(3, rate);
    const start = clock.now();
    const tokens = await Promise.all(limiters.flatMap((limiter) => Array.from({ length: 40 }, () => limiter.take())));
    const times = tokens.map(({ at }) => at - start);
    const second = rate.perSeconds * 1000;
    expect(mostWithin(times, second)).toBeLessThanOrEqual(rate.count + rate.burst - 1);
    expect(mostWithin(times, 10 * second)).toBeLessThanOrEqual(10 * rate.count + rate.burst - 1);
    // Nothing is given away either, but for the blocks that are not used up.
    expect(Math.max(...times)).toBeLessThanOrEqual((120 + 3 * blockOf(rate)) * gapOf(rate));
  });

  test('costs a busy process one write a second, not one with each call', async () => {
    const { limiters, writes } = processes(1, { count: 100, perSeconds: 1, burst: 1 });
    for (let call = 0; call < 1000; call++) await limiters[0]?.take();
    expect(writes()).toBeLessThanOrEqual(10 + Math.ceil(Math.log2(100)) + 1);
  });

  test('is not saved up: what a quiet process was given is lost with its time', async () => {
    const { clock, limiters } = processes(1, { count: 10, perSeconds: 1, burst: 1 });
    for (let call = 0; call < 15; call++) await limiters[0]?.take();
    clock.advance(60_000);
    const now = clock.now();
    const times = [];
    for (let call = 0; call < 5; call++) times.push(((await limiters[0]?.take())?.at ?? 0) - now);
    expect(times).toEqual([0, 100, 200, 300, 400]);
  });

  test('sends away who would have to wait too long, and takes no token for it', async () => {
    const { limiters } = processes(1, { count: 1, perSeconds: 1, burst: 1 }, 3000);
    const tokens = [];
    for (let call = 0; call < 8; call++) tokens.push(await limiters[0]?.take());
    expect(tokens.map((token) => token?.isLate)).toEqual([false, false, false, false, true, true, true, true]);
  });
});

test('a rate that is made faster counts at once, however far ahead the slower one had given its tokens out', async () => {
  const clock = testClock();
  const book = createStateBook({ store, clock, changed: () => {} });
  const limiter = (rate: Rate) => createRateLimiter({ id: 'dev/erp', rate, book, clock, patience: 3000 });
  const hourly = limiter({ count: 1, perSeconds: 3600, burst: 1 });
  expect([(await hourly.take()).isLate, (await hourly.take()).isLate]).toEqual([false, true]);
  expect(await limiter({ count: 10, perSeconds: 1, burst: 1 }).take()).toEqual({ at: clock.now(), isLate: false });
});
