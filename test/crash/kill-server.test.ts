import { expect, onTestFinished, test } from 'vitest';
import { newInstallation, type RunningServer } from '../support/installation.ts';
import { connectErp, startOutsideErp } from '../support/outside-erp.ts';
import { randomFrom, seed, spread } from '../support/random.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { startSender } from '../support/sender.ts';
import { trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

/** How many orders, and how often the server is killed on the way. */
const orders = Number(process.env.TEST_ORDERS ?? 500);
const kills = Number(process.env.TEST_KILLS ?? 4);

type ErpOrders = { readonly total: number; readonly unique: number };
const erpOrders = (server: RunningServer) => server.api.get<ErpOrders>('/demo/erp/orders?limit=1');

test(`${orders} orders of the demo shop reach the ERP once each, though the server is killed ${kills} times (seed ${seed})`, async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  let server = await installation.start();
  await server.api.post('/demo/shopify/orders', { count: orders });
  for (const booked of spread(kills, orders, randomFrom(seed))) {
    await until(
      `${booked} orders in the ERP`,
      () => erpOrders(server),
      ({ total }) => total >= booked,
    );
    await server.kill();
    server = await installation.start();
  }
  await until(
    'all orders in the ERP',
    () => erpOrders(server),
    ({ unique }) => unique >= orders,
    { within: 60_000 },
  );
  const { shop } = await until(
    'the shop to have nothing left',
    () => server.api.get<{ shop: { acknowledged: number; pending: number } }>('/demo'),
    (demo) => demo.shop.pending === 0,
  );
  expect(shop.acknowledged).toBe(orders);
  const runs = await until(
    'all runs to end',
    () => allRuns(server.api),
    (all) => all.every(isFinal),
  );
  expect(statuses(runs)).toEqual({ done: orders });
  expect(await erpOrders(server)).toMatchObject({ total: orders, unique: orders });
}, 180_000);

test(`what was acknowledged is never lost: each of ${orders} acknowledged runs ends as done (seed ${seed})`, async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const erp = await startOutsideErp();
  onTestFinished(erp.close);
  let server = await installation.start();
  await connectErp(server.api, erp.url);
  await trustShop(server.api);
  let url: string | null = server.url;
  const sender = startSender(() => url, 0, orders);
  onTestFinished(sender.stop);
  for (const count of spread(kills, orders, randomFrom(seed + 1))) {
    await until(
      `${count} acknowledgements`,
      () => sender.acknowledged.size,
      (size) => size >= count,
    );
    url = null;
    await server.kill();
    server = await installation.start();
    url = server.url;
  }
  await sender.done;
  await until('all orders in the ERP', erp.counts, ({ unique }) => unique >= orders, { within: 60_000 });
  const runs = await until(
    'all runs to end',
    () => allRuns(server.api),
    (all) => all.every(isFinal),
  );
  expect(statuses(runs)).toEqual({ done: orders });
  expect(erp.counts()).toEqual({ total: orders, unique: orders });
  const done = new Set(runs.map((run) => run.id));
  // Acknowledged twice is acknowledged as the same run.
  expect([...sender.acknowledged.values()].filter((ids) => ids.size !== 1)).toEqual([]);
  expect([...sender.acknowledged.values()].flatMap((ids) => [...ids]).filter((id) => !done.has(id))).toEqual([]);
}, 180_000);

test.each([
  ['cuts the connection after it has filed an order', { dropAfterAccept: 0.3 }],
  ['is slow', { mode: 'slow', delayMs: 150 } as const],
])(
  'an ERP that %s has each order once, though the server is killed',
  async (_, behaviour) => {
    const few = Math.ceil(orders / 4);
    const installation = await newInstallation();
    onTestFinished(installation.remove);
    const erp = await startOutsideErp();
    onTestFinished(erp.close);
    let server = await installation.start();
    await connectErp(server.api, erp.url);
    await erp.behave(behaviour);
    await server.api.post('/demo/shopify/orders', { count: few });
    for (const booked of spread(2, few, randomFrom(seed + 2))) {
      await until(`${booked} orders in the ERP`, erp.counts, ({ total }) => total >= booked);
      await server.kill();
      server = await installation.start();
    }
    const runs = await until(
      'all runs to end',
      () => allRuns(server.api),
      (all) => all.length === few && all.every(isFinal),
      { within: 60_000 },
    );
    expect(statuses(runs)).toEqual({ done: few });
    expect(erp.counts()).toEqual({ total: few, unique: few });
  },
  120_000,
);

test('an ERP that fails, before and after the server is killed, gets each order once it is well again', async () => {
  const few = 40;
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const erp = await startOutsideErp();
  onTestFinished(erp.close);
  let server = await installation.start();
  await connectErp(server.api, erp.url, { breaker: { failures: 10, windowSeconds: 30, openSeconds: 3 } });
  await erp.behave({ mode: 'failing' });
  await server.api.post('/demo/shopify/orders', { count: few });
  await until(
    'orders to be refused',
    () => allRuns(server.api, '&status=retrying,parked'),
    (runs) => runs.length > few / 2,
  );
  await server.kill();
  const refused = erp.arrivals().length;
  server = await installation.start();
  // Parked runs come back when the breaker lets a call through.
  await until('the second attempts', erp.arrivals, (arrivals) => arrivals.length > refused, { within: 60_000 });
  await erp.behave({});
  const runs = await until(
    'all runs to end',
    () => allRuns(server.api),
    (all) => all.length === few && all.every(isFinal),
    { within: 90_000 },
  );
  expect(statuses(runs)).toEqual({ done: few });
  expect(erp.counts()).toEqual({ total: few, unique: few });
}, 200_000);
