import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { until } from '../support/until.ts';
import { api, ask } from './http.ts';
import { expectEachOnItsVersion, publishVersions, sendOrders, switchOften } from './moving-flow.ts';
import { type Partner, startPartner } from './partner.ts';
import { connectPartner } from './two-and-two.ts';

let installation: Installation;
let server: RunningServer;
let partner: Partner;
beforeAll(async () => {
  [installation, partner] = await Promise.all([newInstallation({ CROSSDOCK_DEMO: '0' }), startPartner()]);
  server = await installation.start();
  await connectPartner(server.api, partner);
  await publishVersions(server.api);
  await server.api.post('/flows/moving/deployments', { env: 'dev', version: 1 });
});
afterAll(async () => {
  await installation.remove();
  await partner.close();
});
const pauseFlow = (body: object) => api(server, 'PUT', '/flows/moving/deployments/dev/pause', { why: 'Tests', ...body });
const resume = () => api(server, 'DELETE', '/flows/moving/deployments/dev/pause');
const waiting = async () =>
  (await server.api.get<{ now: { waiting: number }[] }>('/flows/moving/deployments?env=dev')).now[0]?.waiting ?? 0;

test('fifty deployments and rollbacks while orders flow: none is lost, none is executed by two versions', async () => {
  const orders = sendOrders(() => [server.url]);
  await until(
    'orders to flow',
    () => orders.acknowledged.size,
    (count) => count > 5,
  );
  await switchOften([server.api], 50);
  await orders.stop();
  const counts = await expectEachOnItsVersion(server.api, orders, partner);
  expect([...counts.keys()].sort()).toEqual([1, 2, 3]);
  const { items } = await server.api.get<{ items: { number: number; kind: string }[] }>('/flows/moving/deployments?env=dev');
  expect(items).toHaveLength(51);
  expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 51 }, (_, i) => 51 - i));
  partner.clear();
}, 60_000);

test('a pause that keeps messages loses none when the server is killed in it, and runs them in their order', async () => {
  await pauseFlow({ mode: 'queue' });
  for (let n = 0; n < 20; n++) {
    const answer = await ask('POST', `${server.url}/in/dev/moving`, { n: 1000 + n }, { 'idempotency-key': `kept-${n}` });
    expect(answer.status).toBe(202);
  }
  await server.kill();
  server = await installation.start();
  expect(await waiting()).toBe(20);
  expect(partner.arrivals).toHaveLength(0);
  // Somebody sends one again, as senders do.
  expect((await ask('POST', `${server.url}/in/dev/moving`, { n: 1000 }, { 'idempotency-key': 'kept-0' })).json).toMatchObject({
    duplicate: true,
  });
  await resume();
  const arrived = await until(
    'all to arrive',
    () => partner.arrivals.filter(({ what }) => what.startsWith('POST /second/')),
    (all) => all.length >= 20,
  );
  expect(arrived.map(({ body }) => (body as { n: number }).n).sort()).toEqual(Array.from({ length: 20 }, (_, n) => 1000 + n));
  expect(await waiting()).toBe(0);
  partner.clear();
});

test('a pause that refuses answers 503 with when to come again, and ends by itself', async () => {
  const until_ = new Date(Date.now() + 1500).toISOString();
  await pauseFlow({ mode: 'refuse', until: until_, why: 'ERP migration' });
  const refused = await ask('POST', `${server.url}/in/dev/moving`, { n: 1 });
  expect(refused).toMatchObject({
    status: 503,
    json: {
      code: 'FLOW_PAUSED',
      message: 'The flow is paused (ERP migration), so it takes no messages now. Nothing was stored; send it again later.',
    },
  });
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(2);
  await until(
    'it to go on',
    () => ask('POST', `${server.url}/in/dev/moving`, { n: 2 }),
    ({ status }) => status === 202,
    { within: 10_000 },
  );
  await until(
    'the end of the pause in its history',
    () => server.api.get<{ items: { kind: string; by: string }[] }>('/flows/moving/deployments?env=dev'),
    ({ items }) => items[0]?.kind === 'resume' && items[0].by === 'Crossdock',
  );
});
