import { systemClock } from '@crossdock/runtime/clock/clock';
import type { Log } from '@crossdock/runtime/engine/log';
import { bullmqQueue } from '@crossdock/runtime/queue/bullmq/bullmq-queue';
import type { QueuedRun } from '@crossdock/runtime/queue/run-queue';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

const job = (runId: string, lane = 'shopify'): QueuedRun => ({ runId, lane, dispatch: 1 });

/** What the queue told its log: level and sentence. */
function recordedLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const line = (level: string) => (_facts: object, message: string) => void lines.push(`${level}: ${message}`);
  return { info: () => {}, warn: line('warn'), error: line('error'), lines };
}

async function redisAndQueue() {
  const redis = await startOwnRedis();
  const log = recordedLog();
  const queue = await bullmqQueue({ url: redis.url, clock: systemClock, log, stallTimes: { lock: 600, look: 200 } });
  onTestFinished(async () => {
    redis.thaw();
    await queue.close();
    await redis.stop();
  });
  return { redis, queue, log };
}

describe.skipIf(ownRedisIsMissing)('a Redis that goes away', () => {
  it('is flushed while workers consume: they take what is put again', async () => {
    const { redis, queue, log } = await redisAndQueue();
    const seen: string[] = [];
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    queue.consume('shopify', 2, async ({ runId }) => {
      seen.push(runId);
      if (runId === 'under way') await held;
    });
    await queue.putMany([job('under way'), job('a')]);
    await until(
      'both',
      () => seen.length,
      (count) => count === 2,
    );
    await queue.pause('shopify');
    await queue.putMany(Array.from({ length: 100 }, (_, n) => job(`lost-${n}`)));
    await redis.flush();
    release();
    await queue.putMany(Array.from({ length: 100 }, (_, n) => job(`again-${n}`)));
    await until(
      'all that was put again',
      () => seen.filter((id) => id.startsWith('again')).length,
      (count) => count === 100,
    );
    expect(seen).toHaveLength(102);
    expect(log.lines).toEqual([]);
  });

  it('is stopped: puts fail at once, it is told once, and everything goes on when it is back', async () => {
    const { redis, queue, log } = await redisAndQueue();
    const seen: string[] = [];
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const lanes = ['shopify', 'amazon', 'otto'];
    for (const lane of lanes)
      queue.consume(lane, 2, async ({ runId }) => {
        seen.push(runId);
        if (runId === 'under way') await held;
      });
    await queue.put(job('under way'));
    await until(
      'it is under way',
      () => seen.length,
      (count) => count === 1,
    );
    await redis.stop();
    for (let attempt = 0; attempt < 3; attempt++) {
      const began = performance.now();
      await expect(queue.putMany([job('a'), job('b', 'amazon')])).rejects.toMatchObject({ name: 'QueueUnavailable' });
      await expect(queue.depth('new lane')).rejects.toMatchObject({ name: 'QueueUnavailable' });
      expect(performance.now() - began).toBeLessThan(1000);
    }
    release();
    await redis.start();
    await putWhenBack(() => queue.putMany(lanes.map((lane) => job(`back-${lane}`, lane))));
    await until(
      'every lane',
      () => seen.filter((id) => id.startsWith('back')).length,
      (count) => count === 3,
    );
    await until(
      'to be told',
      () => log.lines.length,
      (count) => count === 2,
    );
    expect(log.lines).toEqual([expect.stringMatching(/^error: Redis cannot be reached; due runs wait/), 'warn: Redis is back']);
  });

  it('is killed and comes back twice: no worker stays behind', async () => {
    const { redis, queue } = await redisAndQueue();
    const seen: string[] = [];
    queue.consume('shopify', 5, async ({ runId }) => void seen.push(runId));
    for (const round of ['first', 'second']) {
      await redis.kill();
      await redis.start();
      await putWhenBack(() => queue.putMany([job(`${round}-1`), job(`${round}-2`)]));
      await until(
        `the ${round} round`,
        () => seen.filter((id) => id.startsWith(round)).length,
        (count) => count === 2,
      );
    }
  });

  it('answers no more: a put fails within seconds, and works when it answers again', async () => {
    const { redis, queue } = await redisAndQueue();
    const seen: string[] = [];
    queue.consume('shopify', 1, async ({ runId }) => void seen.push(runId));
    await queue.put(job('before'));
    await until(
      'the first',
      () => seen.length,
      (count) => count === 1,
    );
    redis.freeze();
    const began = performance.now();
    await expect(queue.put(job('frozen'))).rejects.toMatchObject({ name: 'QueueUnavailable' });
    expect(performance.now() - began).toBeLessThan(8000);
    redis.thaw();
    await putWhenBack(() => queue.put(job('after')));
    await until(
      'the next',
      () => seen,
      (ids) => ids.includes('after'),
    );
  });

  it('is full: that is told once, and the queue takes runs again when there is room', async () => {
    const { redis, queue, log } = await redisAndQueue();
    const seen: string[] = [];
    queue.consume('shopify', 1, async ({ runId }) => void seen.push(runId));
    const client = new Redis(redis.url);
    onTestFinished(() => client.disconnect());
    await client.config('SET', 'maxmemory', '1');
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(queue.put(job('a'))).rejects.toMatchObject({ name: 'QueueUnavailable', message: expect.stringContaining('OOM') });
    }
    expect(log.lines.filter((line) => line.includes('refuses the work'))).toEqual([expect.stringMatching(/^error: /)]);
    await client.config('SET', 'maxmemory', '0');
    await putWhenBack(() => queue.put(job('a')));
    await until(
      'it',
      () => seen,
      (runs) => runs.includes('a'),
    );
  });

  it('is away when the queue is closed: closing waits for the handlers and not for Redis', async () => {
    const { redis, queue } = await redisAndQueue();
    let state = 'none';
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    queue.consume('shopify', 1, async () => {
      state = 'under way';
      await held;
      state = 'ended';
    });
    await queue.put(job('a'));
    await until(
      'it is under way',
      () => state,
      (now) => now === 'under way',
    );
    await redis.stop();
    const began = performance.now();
    const closed = queue.close();
    release();
    await closed;
    expect(state).toBe('ended');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  /** As the feeder does: offers them again until the queue takes them. */
  async function putWhenBack(put: () => Promise<void>): Promise<void> {
    await until(
      'Redis to be back',
      () =>
        put().then(
          () => true,
          () => false,
        ),
      (isPut) => isPut,
    );
  }
});
