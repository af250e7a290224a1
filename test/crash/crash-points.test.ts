import { expect, onTestFinished, test } from 'vitest';
import { type Point, startCrashProxy } from '../support/crash-proxy.ts';
import { newInstallation } from '../support/installation.ts';
import { connectErp, startOutsideErp } from '../support/outside-erp.ts';
import { allRuns, isFinal, type RunDetail } from '../support/runs.ts';
import { deliver, orderNumberOf, orderText, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

/** How often the ERP is called in all, and whether it had seen the key before the last call; null: the server may or may not have read the first answer. */
const points: readonly { readonly point: Point; readonly calls: number | null; readonly seenBefore: boolean | null }[] = [
  { point: 'before it is forwarded', calls: 1, seenBefore: false },
  { point: 'after it is forwarded', calls: 2, seenBefore: true },
  { point: 'in the middle of the answer', calls: 2, seenBefore: true },
  { point: 'after it is answered', calls: null, seenBefore: null },
];

test.each(points)('a server killed with a call to the ERP $point has made one order in the end', async ({ point, calls, seenBefore }) => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const erp = await startOutsideErp();
  onTestFinished(erp.close);
  const proxy = await startCrashProxy(erp.url);
  onTestFinished(proxy.close);
  const first = await installation.start();
  await connectErp(first.api, proxy.url);
  await trustShop(first.api);

  proxy.arm(point, () => process.kill(first.pid, 'SIGKILL'));
  const delivery = deliver(first.url, orderText(1)).catch(() => null);
  expect(await first.exit).toEqual({ code: null, signal: 'SIGKILL' });
  const acknowledged = await delivery;

  const second = await installation.start();
  const [run] = await until(
    'the run to end',
    () => allRuns(second.api),
    (runs) => runs.length > 0 && runs.every(isFinal),
  );
  expect(run?.status).toBe('done');
  if (acknowledged) expect(run?.id).toBe(acknowledged.json.runId);
  expect(erp.counts()).toEqual({ total: 1, unique: 1 });
  const keys = erp.arrivals().map((arrival) => arrival.key);
  expect(new Set(keys).size).toBe(1);
  if (calls !== null) expect(keys).toHaveLength(calls);
  const detail = await second.api.get<RunDetail>(`/runs/${run?.id}`);
  expect(detail.recoveries).toBeLessThanOrEqual(1);
  expect(detail.effects).toMatchObject([{ outcome: 'confirmed', key: keys[0], ...(seenBefore === null ? {} : { seenBefore }) }]);

  // The shop, which may not have read the acknowledgement, sends it again.
  expect(await deliver(second.url, orderText(1))).toMatchObject({ status: 202, json: { runId: run?.id, duplicate: true } });
  expect(erp.counts()).toEqual({ total: 1, unique: 1 });
  expect((await erp.orders())[0]?.orderNumber).toBe(orderNumberOf(1));
});
