import { expect, onTestFinished, test } from 'vitest';
import { childrenOf } from '../support/children-of.ts';
import { newInstallation } from '../support/installation.ts';
import { randomFrom, seed, spread } from '../support/random.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { until } from '../support/until.ts';

/** Orders of one round, and rounds: in each the sandbox is killed once. */
const orders = Math.ceil(Number(process.env.TEST_ORDERS ?? 500) / 4);
const rounds = 3;

test.skipIf(process.platform === 'win32')(
  `a sandbox that is killed under load takes no order with it (seed ${seed})`,
  async () => {
    const installation = await newInstallation();
    onTestFinished(installation.remove);
    const server = await installation.start();
    const booked = async () => (await server.api.get<{ total: number }>('/demo/erp/orders?limit=1')).total;
    const killed = new Set<number>();
    for (const [round, at] of spread(rounds, orders, randomFrom(seed)).entries()) {
      await server.api.post('/demo/shopify/orders', { count: orders });
      await until('orders in the ERP', booked, (total) => total >= round * orders + at);
      for (const pid of childrenOf(server.pid)) {
        process.kill(pid, 'SIGKILL');
        killed.add(pid);
      }
      // A call that is there when two processes die one after the other is taken for the culprit, so the next round begins when all of this one are through.
      await until('all orders of the round in the ERP', booked, (total) => total >= (round + 1) * orders);
    }
    expect(killed.size).toBeGreaterThanOrEqual(rounds);
    const all = rounds * orders;
    const runs = await until(
      'all runs to end',
      () => allRuns(server.api),
      (found) => found.length === all && found.every(isFinal),
    );
    expect(statuses(runs)).toEqual({ done: all });
    expect(await server.api.get('/demo/erp/orders?limit=1')).toMatchObject({ total: all, unique: all });
  },
  120_000,
);
