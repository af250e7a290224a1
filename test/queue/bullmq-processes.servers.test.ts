import { systemClock } from '@crossdock/runtime/clock/clock';
import { silentLog } from '@crossdock/runtime/engine/log';
import { bullmqQueue } from '@crossdock/runtime/queue/bullmq/bullmq-queue';
import type { QueuedRun } from '@crossdock/runtime/queue/run-queue';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Child, startChild } from '../support/child.ts';
import { redisIsMissing, startRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

const jobs = (count: number, lane = 'shopify'): QueuedRun[] =>
  Array.from({ length: count }, (_, n) => ({ runId: `r${n}`, lane, dispatch: 1 }));
/** A worker process takes its first job after some 300 ms, most of them for starting. */
const taken = (child: Child) => child.written.out.split('\n').filter((line) => line.startsWith('r') && line !== 'ready');

describe.skipIf(redisIsMissing)('several processes on one Redis', async () => {
  const redis = redisIsMissing ? null : await startRedis();
  const url = redis?.url ?? '';
  afterAll(() => redis?.stop());
  let count = 0;
  const newPrefix = () => `crossdock-test-${process.pid}-p${count++}`;

  async function openQueue(prefix: string) {
    const queue = await bullmqQueue({ url, clock: systemClock, log: silentLog, prefix, stallTimes: { lock: 1000, look: 300 } });
    onTestFinished(queue.close);
    return queue;
  }

  async function worker(prefix: string, ...words: readonly string[]): Promise<Child> {
    const child = startChild('test/queue/consume-in-child.ts', [url, prefix, 'shopify', ...words]);
    onTestFinished(async () => {
      child.process.kill('SIGKILL');
      await child.exit;
    });
    await until(
      'the worker to be ready',
      () => child.written,
      ({ out }) => out.includes('ready'),
    );
    return child;
  }

  it('two workers share a lane: each job once, and both have work', async () => {
    const prefix = newPrefix();
    const queue = await openQueue(prefix);
    const workers = await Promise.all([worker(prefix, '2'), worker(prefix, '2')]);
    await queue.putMany(jobs(2000));
    await until(
      'all jobs',
      () => workers.flatMap(taken).length,
      (total) => total >= 2000,
    );
    const runs = workers.flatMap(taken);
    expect(new Set(runs).size).toBe(2000);
    expect(runs).toHaveLength(2000);
    for (const one of workers) expect(taken(one).length).toBeGreaterThan(200);
    expect(await queue.depth('shopify')).toBe(0);
  });

  it('a worker is killed in the middle of its jobs: others get them', async () => {
    const prefix = newPrefix();
    const queue = await openQueue(prefix);
    const doomed = await worker(prefix, '5', 'hold');
    await queue.putMany(jobs(5));
    await until(
      'it has them all',
      () => taken(doomed),
      (runs) => runs.length === 5,
    );
    doomed.process.kill('SIGKILL');
    await doomed.exit;
    const seen: string[] = [];
    queue.consume('shopify', 5, async ({ runId }) => void seen.push(runId));
    await until(
      'they come back',
      () => seen,
      (runs) => runs.length === 5,
      { within: 15_000 },
    );
    expect(seen.toSorted()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
  });

  it('a job that outlives two workers is dropped, so that the feeder decides', async () => {
    const prefix = newPrefix();
    const queue = await openQueue(prefix);
    const seen: string[] = [];
    await queue.put({ runId: 'r0', lane: 'shopify', dispatch: 1 });
    for (let life = 0; life < 2; life++) {
      const doomed = await worker(prefix, '1', 'hold');
      await until(
        'it has the job',
        () => taken(doomed),
        (runs) => runs.length === 1,
      );
      doomed.process.kill('SIGKILL');
      await doomed.exit;
      if (life === 1) queue.consume('shopify', 1, async ({ runId }) => void seen.push(runId));
    }
    await queue.put({ runId: 'r1', lane: 'shopify', dispatch: 1 });
    await until(
      'the other job',
      () => seen,
      (runs) => runs.includes('r1'),
    );
    await until(
      'the feeder may put it again',
      async () => {
        await queue.put({ runId: 'r0', lane: 'shopify', dispatch: 1 });
        return seen;
      },
      (runs) => runs.includes('r0'),
      { within: 15_000 },
    );
  });

  it('a lane that one process pauses stands still in all of them', async () => {
    const prefix = newPrefix();
    const queue = await openQueue(prefix);
    const other = await openQueue(prefix);
    const seen: string[] = [];
    await queue.pause('shopify');
    other.consume('shopify', 1, async ({ runId, lane }) => void seen.push(`${lane} ${runId}`));
    other.consume('amazon', 1, async ({ runId, lane }) => void seen.push(`${lane} ${runId}`));
    await queue.putMany([...jobs(1), ...jobs(1, 'amazon')]);
    await until(
      'the other lane',
      () => seen,
      (runs) => runs.length === 1,
    );
    expect(await other.depth('shopify')).toBe(1);
    await queue.resume('shopify');
    await until(
      'the lane',
      () => seen,
      (runs) => runs.length === 2,
    );
    expect(seen).toEqual(['amazon r0', 'shopify r0']);
  });

  it('SIGTERM: a worker ends what it has, and hands nothing back twice', async () => {
    const prefix = newPrefix();
    const queue = await openQueue(prefix);
    const [leaving, staying] = await Promise.all([worker(prefix, '3'), worker(prefix, '3')]);
    const half = jobs(3000);
    await queue.putMany(half);
    await until(
      'some are done',
      () => taken(leaving),
      (runs) => runs.length > 50,
    );
    leaving.process.kill('SIGTERM');
    expect(await leaving.exit).toEqual({ code: 0, signal: null });
    await until(
      'the rest',
      () => [leaving, staying].flatMap(taken),
      (runs) => runs.length >= 3000,
    );
    expect(new Set([leaving, staying].flatMap(taken)).size).toBe(3000);
    expect([leaving, staying].flatMap(taken)).toHaveLength(3000);
  });

  it('fifty lanes: one connection each for waiting, the rest is shared, and idle lanes leave Redis in peace', async () => {
    const prefix = newPrefix();
    const client = new Redis(url);
    onTestFinished(() => client.disconnect());
    const before = await connections(client);
    const queue = await openQueue(prefix);
    let done = 0;
    const lanes = Array.from({ length: 50 }, (_, n) => `lane ${n}`);
    for (const lane of lanes) queue.consume(lane, 4, async () => void done++);
    await queue.putMany(lanes.map((lane) => ({ runId: 'r', lane, dispatch: 1 })));
    await until(
      'one of each lane',
      () => done,
      (total) => total === 50,
    );
    expect((await connections(client)) - before).toBeLessThanOrEqual(52);
  });

  async function connections(client: Redis): Promise<number> {
    return Number((await client.info('clients')).match(/connected_clients:(\d+)/)?.[1]);
  }
});
