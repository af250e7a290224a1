import type { Bulletin } from '@crossdock/runtime/bulletin/bulletin';
import { systemClock } from '@crossdock/runtime/clock/clock';
import { policyOf } from '@crossdock/runtime/connections/connection-policy';
import { createFlowControl } from '@crossdock/runtime/connections/flow/flow-control';
import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newDatabase } from '../support/servers/databases.ts';
import { until } from '../support/until.ts';

const mongoUrl = inject('mongoUrl');

/** Nobody hears anything: what is found is found by looking. */
const silent: Bulletin = { publish: () => {}, subscribe: () => () => {}, close: async () => {} };
const breaker = { failures: 3, windowSeconds: 30, openSeconds: 1 };

/** Several processes on one MongoDB, each with a connection of its own to it, and their part of one connection's traffic. */
async function processes(count: number, policy: Parameters<typeof policyOf>[0]) {
  const { url, drop } = newDatabase(mongoUrl ?? '');
  onTestFinished(drop);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { store } = await openMongo({ url });
      onTestFinished(() => store.close());
      const control = createFlowControl({ store, clock: systemClock, log: { warn: () => {} }, bulletin: silent });
      onTestFinished(() => control.close());
      await control.start();
      const flow = control.of({ env: 'dev', name: 'erp', policy: policyOf(policy) });
      const call = async (health: 'ok' | 'failed') => {
        const admission = await flow.admit(false);
        if (admission.isAdmitted) flow.ended({ isProbe: admission.isProbe, isRepeat: false, health, why: 'HTTP 500', rest: 0 });
        return admission.isAdmitted;
      };
      return { control, call };
    }),
  );
}

test.skipIf(!mongoUrl)('a breaker that one process opens is open for all, and what goes through at one closes it for all', async () => {
  const [one, other] = (await processes(2, { breaker })) as [Process, Process];
  for (let n = 0; n < 3; n++) await one.call('failed');
  expect(await one.call('ok')).toBe(false);
  const state = (process: Process) => () => Promise.resolve(process.control.state('dev/erp').state);
  await until('the other process to see it', state(other), (seen) => seen === 'open' || seen === 'half-open', { within: 5000 });
  await until(
    'the calls on trial to close it',
    async () => {
      await other.call('ok');
      return other.control.state('dev/erp').state;
    },
    (seen) => seen === 'closed',
    { within: 10_000 },
  );
  await until('the first process to see it', state(one), (seen) => seen === 'closed', { within: 5000 });
  expect(await one.call('ok')).toBe(true);
});

test.skipIf(!mongoUrl)('a rate is kept by four processes together', async () => {
  const all = await processes(4, { rate: { count: 40, perSeconds: 1, burst: 4 }, concurrency: 100 });
  const began = Date.now();
  const times: number[] = [];
  await Promise.all(
    all.flatMap(({ call }) =>
      Array.from({ length: 25 }, async () => {
        if (await call('ok')) times.push(Date.now() - began);
      }),
    ),
  );
  times.sort((a, b) => a - b);
  const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
  expect(times.length).toBeGreaterThan(60);
  // A timer may be late by a little, and then two tokens fall into one moment.
  expect(most).toBeLessThanOrEqual(40 + 4 + 4);
});

type Process = Awaited<ReturnType<typeof processes>>[number];
