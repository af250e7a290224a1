import { expect, onTestFinished, test } from 'vitest';
import { startCrashProxy } from '../support/crash-proxy.ts';
import { newInstallation } from '../support/installation.ts';
import { connectErp, startOutsideErp } from '../support/outside-erp.ts';
import { allRuns, isFinal, type RunDetail, statuses } from '../support/runs.ts';
import { deliver, orderText, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

const orders = Math.ceil(Number(process.env.TEST_ORDERS ?? 500) / 2);

test('SIGTERM under load ends the server with code 0; the next one goes on and nothing is lost, doubled or taken for a crash', async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const erp = await startOutsideErp();
  onTestFinished(erp.close);
  const first = await installation.start();
  await connectErp(first.api, erp.url);
  await erp.behave({ mode: 'slow', delayMs: 100 });
  await first.api.post('/demo/shopify/orders', { count: orders });
  await until('some orders in the ERP', erp.counts, ({ total }) => total > orders / 5);
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  expect(first.written.err).toBe('');
  expect(erp.counts().total).toBeLessThan(orders);

  const second = await installation.start();
  const runs = await until(
    'all runs to end',
    () => allRuns(second.api),
    (all) => all.length === orders && all.every(isFinal),
    { within: 60_000 },
  );
  expect(statuses(runs)).toEqual({ done: orders });
  expect(erp.counts()).toEqual({ total: orders, unique: orders });
  const details = await Promise.all(runs.map(({ id }) => second.api.get<RunDetail>(`/runs/${id}`)));
  expect(details.filter(({ recoveries }) => recoveries > 0)).toEqual([]);
}, 120_000);

test('SIGTERM does not wait for ever for an ERP that never answers; its order goes on at the next start', async () => {
  const installation = await newInstallation({ CROSSDOCK_DRAIN: '2' });
  onTestFinished(installation.remove);
  const erp = await startOutsideErp();
  onTestFinished(erp.close);
  const proxy = await startCrashProxy(erp.url);
  onTestFinished(proxy.close);
  const first = await installation.start();
  await connectErp(first.api, proxy.url, { timeoutSeconds: 120 });
  await trustShop(first.api);
  proxy.hold('orderNumber');
  await deliver(first.url, orderText(1));
  await until('the call to be held', proxy.held, (held) => held === 1);
  expect(await first.stop()).toEqual({ code: 0, signal: null });

  proxy.hold(undefined);
  const second = await installation.start();
  const [run] = await until(
    'the run to end',
    () => allRuns(second.api),
    (runs) => runs.length === 1 && runs.every(isFinal),
  );
  expect(run?.status).toBe('done');
  expect(erp.counts()).toEqual({ total: 1, unique: 1 });
}, 60_000);
