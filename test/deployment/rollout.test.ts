import { takesNew } from '@crossdock/runtime/lifecycle/rollout';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain } from '../support/flows.ts';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import type { Run } from '../support/runs.ts';
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

/** A flow whose messages come in the order of their customer; its second version knows duplicates by another field. */
async function publishOrdered(): Promise<void> {
  for (const field of ['n', 'other']) {
    const once = { id: 'once', type: 'routing.reject-duplicates', config: { key: `{{ item.${field} }}` } };
    await server.api.put('/flows/ordered', { flow: chain('ordered', [once], { orderingKey: '{{ item.customer }}' }) });
    await server.api.post('/flows/ordered/versions', {});
  }
}

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

test('all messages of an ordering key go to one version, and duplicates are known by the key of the live one', async () => {
  await publishOrdered();
  await server.api.post('/flows/ordered/deployments', { env: 'dev', version: 1 });
  await server.api.post('/flows/ordered/deployments', { env: 'dev', version: 2, rollout: { share: 50 } });
  const customers = Array.from({ length: 20 }, (_, n) => `customer-${n}`);
  const send = async (customer: string, n: number) => {
    const answer = await ask('POST', `${server.url}/in/dev/ordered`, { customer, n: `${customer}/${n}`, other: 'the same' });
    return answer.json as { runId: string; duplicate?: boolean };
  };
  for (const customer of customers) {
    const [first, second, repeated] = [await send(customer, 1), await send(customer, 2), await send(customer, 1)];
    expect(second.runId).not.toBe(first.runId);
    expect(repeated).toMatchObject({ runId: first.runId, duplicate: true });
    for (const { runId } of [first, second])
      expect((await server.api.get<Run>(`/runs/${runId}`)).flow.version).toBe(takesNew(customer, 50) ? 2 : 1);
  }
  expect(new Set(customers.map((customer) => takesNew(customer, 50))).size).toBe(2);
});
