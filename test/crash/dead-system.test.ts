import { expect, onTestFinished, test } from 'vitest';
import { newInstallation, type RunningServer } from '../support/installation.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { until } from '../support/until.ts';

/** How many orders come while the ERP is down. */
const orders = Number(process.env.TEST_ORDERS ?? 500);

type Connection = {
  readonly name: string;
  readonly address: string;
  readonly policy: object;
  readonly traffic: { readonly state: string; readonly waiting: number };
};
type ErpOrders = { readonly total: number; readonly unique: number };

async function connectionOf(server: RunningServer, name: string): Promise<Connection> {
  const { items } = await server.api.get<{ items: readonly Connection[] }>('/connections?env=dev');
  const found = items.find((connection) => connection.name === name);
  if (!found) throw new Error(`There is no connection ${name}.`);
  return found;
}

test(`${orders} orders that come while the ERP is down wait for it, none becomes an exception, and each is booked once when it is back`, async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const server = await installation.start();
  const { address, policy } = await connectionOf(server, 'erp-main');
  const breaker = { failures: 10, windowSeconds: 30, openSeconds: 3 };
  await server.api.put('/connections/dev/erp-main', { system: 'erp', address, auth: { kind: 'bearer' }, policy: { ...policy, breaker } });
  await server.api.put('/demo/erp/behaviour', { mode: 'down' });
  await server.api.post('/demo/shopify/orders', { count: orders });
  await until(
    'the shop to have nothing left',
    () => server.api.get<{ shop: { pending: number } }>('/demo'),
    (demo) => demo.shop.pending === 0,
  );
  await until(
    'the breaker to hold nearly all orders back',
    () => connectionOf(server, 'erp-main'),
    ({ traffic }) => traffic.state === 'open' && traffic.waiting > orders / 2,
  );
  await server.api.put('/demo/erp/behaviour', { mode: 'ok' });
  const runs = await until(
    'all runs to end',
    () => allRuns(server.api),
    (all) => all.length === orders && all.every(isFinal),
    { within: 90_000 },
  );
  expect(statuses(runs)).toEqual({ done: orders });
  expect(await server.api.get<ErpOrders>('/demo/erp/orders?limit=1')).toMatchObject({ total: orders, unique: orders });
  expect((await connectionOf(server, 'erp-main')).traffic).toMatchObject({ state: 'closed', waiting: 0 });
}, 180_000);
