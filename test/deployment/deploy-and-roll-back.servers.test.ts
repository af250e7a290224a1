import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { api, ask } from './http.ts';
import { expectEachOnItsVersion, publishVersions, sendOrders, switchOften } from './moving-flow.ts';
import { backings, startTwoAndTwo, type TwoAndTwo } from './two-and-two.ts';

type Now = { now: { waiting: number; deployment: { version: number } | null; scheduled: unknown }[]; items: { kind: string }[] };

describe.each(backings)('deployments with two servers and two workers, on $on', ({ hasRedis }) => {
  let all: TwoAndTwo;
  const urls = () => all.fleet.servers.map(({ url }) => url);
  const look = () => all.fleet.api.get<Now>('/flows/moving/deployments?env=dev');
  beforeAll(async () => {
    all = await startTwoAndTwo(hasRedis);
    await publishVersions(all.fleet.api);
    await all.fleet.api.post('/flows/moving/deployments', { env: 'dev', version: 1 });
    for (const url of urls())
      await until(
        'the flow at each server',
        () => ask('POST', `${url}/in/dev/moving`, { n: -1 }, { 'idempotency-key': 'first' }),
        ({ status }) => status === 202,
      );
    await until(
      'its run to end',
      () => all.partner.to('/second/v1').length,
      (count) => count > 0,
    );
    all.partner.clear();
  });
  afterAll(() => all?.close());

  test('fifty switches while orders flow: none is lost, none is executed by two versions', async () => {
    const orders = sendOrders(urls);
    await until(
      'orders to flow',
      () => orders.acknowledged.size,
      (count) => count > 5,
    );
    await switchOften(
      all.fleet.servers.map((server) => server.api),
      50,
    );
    await orders.stop();
    await expectEachOnItsVersion(all.fleet.api, orders, all.partner, 1);
    expect((await look()).items).toHaveLength(51);
    all.partner.clear();
    // On a busy machine four processes share two cores.
  }, 120_000);

  test('a scheduled deployment happens once, whichever server is up', async () => {
    const at = new Date(Date.now() + 1500).toISOString();
    await all.fleet.api.post('/flows/moving/deployments', { env: 'dev', version: 3, at });
    await until('it to happen', look, ({ now }) => now[0]?.deployment?.version === 3 && now[0].scheduled === null);
    expect((await look()).items).toHaveLength(52);
  });

  test('a pause that keeps messages: a server and a worker are killed in it, and nothing is lost', async () => {
    const path = '/flows/moving/deployments/dev/pause';
    const [first, second] = all.fleet.servers;
    if (!first || !second) throw new Error('there are two');
    expect((await api(first, 'PUT', path, { mode: 'queue', why: 'Tests' })).status).toBe(200);
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ask('POST', `${urls()[n % 2]}/in/dev/moving`, { n: 2000 + n }, { 'idempotency-key': `kept-${n}` }),
      ),
    );
    expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(202));
    await Promise.all([first.kill(), all.fleet.workers[0]?.kill()]);
    // Whoever had not heard of the pause yet may have executed what it held; all others wait.
    await first.start();
    expect((await api(second, 'DELETE', path)).status).toBe(204);
    const arrived = () =>
      new Set(all.partner.arrivals.filter(({ what }) => what.startsWith('POST /second/')).map(({ body }) => (body as { n: number }).n));
    await until(
      'all to arrive',
      () => arrived().size,
      (count) => count >= 20,
      { within: 60_000 },
    );
    expect((await look()).now[0]?.waiting).toBe(0);
    await all.fleet.workers[0]?.start();
  });

  test('each environment is shown with the workers that serve it', async () => {
    const { items } = await all.fleet.api.get<{ items: { name: string; workers: { kind: string }[]; warnings: string[] }[] }>(
      '/environments',
    );
    expect(items.map(({ name, workers }) => [name, workers.filter(({ kind }) => kind === 'worker').length >= 2])).toEqual([
      ['dev', true],
      ['test', true],
      ['prod', true],
    ]);
    expect(items.flatMap(({ workers }) => workers).every(({ kind }) => kind === 'worker')).toBe(true);
  });
});
