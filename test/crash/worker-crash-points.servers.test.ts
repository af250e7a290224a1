import { expect, inject, onTestFinished, test } from 'vitest';
import { type Point, startCrashProxy } from '../support/crash-proxy.ts';
import { startFleet } from '../support/fleet.ts';
import { startLedgerSystem } from '../support/ledger-system.ts';
import { connectLedger, deployFlow, orderedFlow } from '../support/ordered-flow.ts';
import { allRuns, isFinal } from '../support/runs.ts';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

const mongoUrl = inject('mongoUrl');
const points: readonly Point[] = ['before it is forwarded', 'after it is forwarded', 'in the middle of the answer', 'after it is answered'];

test.skipIf(mongoUrl === null || ownRedisIsMissing !== null)(
  'a worker killed at any point of a call is taken over by another one, and the call took effect once',
  async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const ledger = await startLedgerSystem();
    onTestFinished(ledger.close);
    const proxy = await startCrashProxy(ledger.url);
    onTestFinished(proxy.close);
    const fleet = await startFleet({ mongoUrl: mongoUrl ?? '', redisUrl: redis.url, workers: 2 });
    onTestFinished(fleet.remove);
    await connectLedger(fleet.api, proxy.url);
    await deployFlow(fleet.api, orderedFlow('entries'));
    let [sending, other] = [...fleet.workers];
    for (const [i, point] of points.entries()) {
      if (!sending || !other) throw new Error('there are two workers');
      await other.stop();
      const worker = sending;
      proxy.arm(point, () => process.kill(worker.pid(), 'SIGKILL'));
      const body = JSON.stringify({ group: 'g', sequence: i + 1 });
      const answer = await fetch(`${fleet.url}/in/dev/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': point },
        body,
      });
      expect(answer.status).toBe(202);
      await worker.gone();
      await other.start();
      await until(
        `the run whose worker was killed ${point}`,
        () => allRuns(fleet.api),
        (runs) => runs.length === i + 1 && runs.every(isFinal),
        { within: 60_000 },
      );
      expect(
        ledger.effects().map(({ sequence }) => sequence),
        point,
      ).toEqual(points.slice(0, i + 1).map((_, n) => n + 1));
      await worker.start();
      [sending, other] = [other, worker];
    }
    const keys = new Map<number, Set<string>>();
    for (const { sequence, key } of ledger.arrivals()) keys.set(sequence, (keys.get(sequence) ?? new Set()).add(key));
    expect([...keys.values()].every((one) => one.size === 1)).toBe(true);
  },
  240_000,
);
