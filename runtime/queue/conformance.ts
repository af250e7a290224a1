import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QueuedRun, RunQueue } from './run-queue.ts';

export type QueueFactory = {
  /** A queue with no jobs. */
  create(): Promise<RunQueue>;
  /** Lets this much time pass for the queue's delays. */
  advance(ms: number): Promise<void>;
};

/** How long what must come may take on a slow machine. Milliseconds. */
const patience = 20_000;

/** What every RunQueue must do; run against each implementation. */
export function describeQueue(name: string, factory: QueueFactory): void {
  const queues: RunQueue[] = [];
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.close();
  });
  const fresh = async () => {
    const queue = await factory.create();
    queues.push(queue);
    return queue;
  };
  const job = (runId: string, lane = 'shopify', dispatch = 1): QueuedRun => ({ runId, lane, dispatch });
  /** Waits for what must come; the only waiting there is. */
  const until = (check: () => void) => vi.waitFor(check, { timeout: patience, interval: 1 });

  describe(name, () => {
    it('hands each job to the lane’s consumer once', async () => {
      const queue = await fresh();
      const seen: QueuedRun[] = [];
      await queue.put(job('before'));
      queue.consume('shopify', 10, async (one) => {
        seen.push(one);
      });
      await queue.putMany([job('a'), job('b')]);
      await until(() => expect(seen).toHaveLength(3));
      expect(seen).toEqual([job('before'), job('a'), job('b')]);
      expect(await queue.depth('shopify')).toBe(0);
    });

    it('keeps lanes apart: one that is stuck holds up no other', async () => {
      const queue = await fresh();
      const stuck = gate();
      const seen: string[] = [];
      queue.consume('amazon', 1, () => stuck.opened);
      queue.consume('shopify', 1, async ({ runId }) => void seen.push(runId));
      await queue.putMany([job('x', 'amazon'), job('y', 'amazon'), job('a'), job('b')]);
      await until(() => expect(seen).toEqual(['a', 'b']));
      expect(await queue.depth('amazon')).toBe(1);
      stuck.open();
    });

    it('runs no more at once than the concurrency, and that many', async () => {
      const queue = await fresh();
      const held = gate();
      let running = 0;
      let most = 0;
      let done = 0;
      queue.consume('shopify', 3, async () => {
        running += 1;
        most = Math.max(most, running);
        await held.opened;
        running -= 1;
        done += 1;
      });
      await queue.putMany(Array.from({ length: 10 }, (_, n) => job(`r${n}`)));
      await until(() => expect(running).toBe(3));
      expect(await queue.depth('shopify')).toBe(7);
      held.open();
      await until(() => expect(done).toBe(10));
      expect(most).toBe(3);
    });

    it('starts the first priority first, and within one priority what came first', async () => {
      const queue = await fresh();
      const seen: string[] = [];
      await queue.put(job('low-1'), { priority: 9 });
      await queue.put(job('middle-1'), { priority: 5 });
      await queue.put(job('high-1'));
      await queue.put(job('low-2'), { priority: 9 });
      await queue.put(job('high-2'), { priority: 0 });
      queue.consume('shopify', 1, async ({ runId }) => void seen.push(runId));
      await until(() => expect(seen).toEqual(['high-1', 'high-2', 'middle-1', 'low-1', 'low-2']));
    });

    it('starts a delayed job when its time has come and not before', async () => {
      const queue = await fresh();
      const seen: string[] = [];
      queue.consume('shopify', 5, async ({ runId }) => void seen.push(runId));
      await queue.putMany([{ ...job('later'), delay: 400 }, { ...job('soon'), delay: 200 }, job('now')]);
      await until(() => expect(seen).toEqual(['now']));
      expect(await queue.depth('shopify')).toBe(2);
      await factory.advance(200);
      await until(() => expect(seen).toEqual(['now', 'soon']));
      await factory.advance(200);
      await until(() => expect(seen).toEqual(['now', 'soon', 'later']));
    });

    it('does nothing for a put of a job that is queued or under way; another dispatch of the run is another job', async () => {
      const queue = await fresh();
      const held = gate();
      const seen: number[] = [];
      await queue.put(job('a'));
      await queue.put(job('a'));
      expect(await queue.depth('shopify')).toBe(1);
      queue.consume('shopify', 5, async ({ dispatch }) => {
        seen.push(dispatch);
        await held.opened;
      });
      await until(() => expect(seen).toEqual([1]));
      await queue.put(job('a'));
      await queue.put(job('a', 'shopify', 2));
      await until(() => expect(seen).toEqual([1, 2]));
      held.open();
    });

    it('takes a job again once its handler has ended', async () => {
      const queue = await fresh();
      let count = 0;
      queue.consume('shopify', 1, async () => void count++);
      await queue.put(job('a'));
      await until(() => expect(count).toBe(1));
      await vi.waitFor(async () => {
        await queue.put(job('a'));
        expect(count).toBeGreaterThan(1);
      }, patience);
    });

    it('drops the job of a handler that throws and goes on', async () => {
      const queue = await fresh();
      const seen: string[] = [];
      queue.consume('shopify', 1, ({ runId }) => {
        seen.push(runId);
        if (runId === 'a') throw new Error('at once');
        return runId === 'b' ? Promise.reject(new Error('later')) : Promise.resolve();
      });
      await queue.putMany([job('a'), job('b'), job('c')]);
      await until(() => expect(seen).toEqual(['a', 'b', 'c']));
      expect(await queue.depth('shopify')).toBe(0);
    });

    it('starts nothing of a paused lane until it is resumed', async () => {
      const queue = await fresh();
      const seen: string[] = [];
      queue.consume('shopify', 1, async ({ runId }) => void seen.push(runId));
      queue.consume('amazon', 1, async ({ runId }) => void seen.push(runId));
      await queue.pause('shopify');
      await queue.putMany([job('a'), job('other', 'amazon')]);
      await until(() => expect(seen).toEqual(['other']));
      expect(await queue.depth('shopify')).toBe(1);
      await queue.resume('shopify');
      await until(() => expect(seen).toEqual(['other', 'a']));
    });

    it('closing a consumer starts nothing more and waits for its handlers', async () => {
      const queue = await fresh();
      const held = gate();
      const ended: string[] = [];
      const consumer = queue.consume('shopify', 1, async ({ runId }) => {
        await held.opened;
        ended.push(runId);
      });
      await queue.putMany([job('a'), job('b')]);
      await vi.waitFor(async () => expect(await queue.depth('shopify')).toBe(1), patience);
      const closed = consumer.close().then(() => ended.push('closed'));
      held.open();
      await closed;
      expect(ended).toEqual(['a', 'closed']);
      expect(await queue.depth('shopify')).toBe(1);
    });

    it('closing the queue waits for every handler under way', async () => {
      const queue = await factory.create();
      const held = gate();
      let started = 0;
      let ended = 0;
      for (const lane of ['shopify', 'amazon'])
        queue.consume(lane, 1, async () => {
          started += 1;
          await held.opened;
          ended += 1;
        });
      await queue.putMany([job('a'), job('b'), job('c', 'amazon'), { ...job('d'), delay: 100_000 }]);
      await until(() => expect(started).toBe(2));
      const closed = queue.close();
      held.open();
      await closed;
      expect({ started, ended }).toEqual({ started: 2, ended: 2 });
      await expect(queue.put(job('e'))).rejects.toThrow(/closed/);
    });

    it('takes a whole window of 5,000 jobs quickly, and the same window again', async () => {
      const queue = await fresh();
      const window = Array.from({ length: 5_000 }, (_, n) => ({ ...job(`r${n}`), priority: n % 3 }));
      await queue.putMany(window);
      await queue.putMany(window);
      expect(await queue.depth('shopify')).toBe(5_000);
      let count = 0;
      queue.consume('shopify', 50, async () => void count++);
      await until(() => expect(count).toBe(5_000));
    });

    it.each([{ priority: 10 }, { priority: -1 }, { priority: 1.5 }, { delay: -1 }, { delay: Number.NaN }])(
      'refuses %o',
      async (options) => {
        const queue = await fresh();
        await expect(queue.put(job('a'), options)).rejects.toThrow(/priority is a whole number|delay is a number/);
      },
    );
  });
}

function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
