import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { until } from '../support/until.ts';
import { api, ask } from './http.ts';
import { expectEachOnItsVersion, publishVersions, sendOrders } from './moving-flow.ts';
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

const deploy = (version: number, share: number) =>
  server.api.post('/flows/moving/deployments', { env: 'dev', version, rollout: { share } });
const grow = (share: number) => api(server, 'PUT', '/flows/moving/deployments/dev/rollout', { share });
const goBack = () => api(server, 'DELETE', '/flows/moving/deployments/dev/rollout', { why: 'Tests' });
/** Sends again what came before; the version that its run began with, and the run. */
async function again(n: number): Promise<string> {
  const answer = await ask('POST', `${server.url}/in/dev/moving`, { n }, { 'idempotency-key': `order-${n}` });
  expect(answer.json).toMatchObject({ duplicate: true });
  return String(answer.json.runId);
}

test('orders flow while a version comes, grows, goes back, is completed and the server is killed: each is executed by one version', async () => {
  const orders = sendOrders(() => [server.url]);
  const more = (count: number) => {
    const before = orders.acknowledged.size;
    return until(
      'orders to flow',
      () => orders.acknowledged.size - before,
      (sent) => sent >= count,
    );
  };
  await more(5);
  await deploy(2, 10);
  await more(40);
  await grow(50);
  await more(10);
  await goBack();
  await more(5);
  await deploy(3, 30);
  await more(10);
  await server.kill();
  server = await installation.start();
  await more(20);
  await grow(100);
  await more(5);
  await orders.stop();
  // Senders send again, whoever takes the messages of this key by now.
  for (const n of [0, 7, 20, 30, 45]) expect(await again(n)).toBe(orders.acknowledged.get(n));
  const counts = await expectEachOnItsVersion(server.api, orders, partner);
  expect([...counts.keys()].sort()).toEqual([1, 2, 3]);
  const { items } = await server.api.get<{ items: { kind: string; version: number; share: number | null }[] }>(
    '/flows/moving/deployments?env=dev',
  );
  expect(items.map(({ kind, version, share }) => [kind, version, share]).reverse()).toEqual([
    ['deploy', 1, null],
    ['rollout', 2, 10],
    ['rollout', 2, 50],
    ['rollout-back', 2, null],
    ['rollout', 3, 30],
    ['deploy', 3, null],
  ]);
}, 60_000);
