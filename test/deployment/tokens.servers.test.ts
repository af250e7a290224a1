import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../support/flows.ts';
import { deployFlow } from '../support/ordered-flow.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { send } from './http.ts';
import { backings, startTwoAndTwo, type TwoAndTwo } from './two-and-two.ts';

const count = 50;

describe.each(backings)('tokens of two workers, on $on', ({ hasRedis }) => {
  let all: TwoAndTwo;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    [all, provider] = await Promise.all([startTwoAndTwo(hasRedis), aProvider()]);
  });
  afterAll(() => Promise.all([all.close(), provider.close()]));

  test('fifty orders at once need one token, and another one when it ends', async () => {
    const [first, second] = all.fleet.servers as [TwoAndTwo['fleet']['servers'][number], TwoAndTwo['fleet']['servers'][number]];
    await first.api.put('/connections/dev/partner', {
      system: 'http',
      address: provider.url,
      auth: { kind: 'oauth2-client', tokenUrl: `${provider.url}/token`, clientId: 'crossdock', secret: 'secret-of-the-client' },
    });
    await deployFlow(
      first.api,
      chain('orders', [{ id: 'send', type: 'connector.http', config: { connection: 'partner', method: 'POST', path: '/orders' } }]),
    );
    await until(
      'the flow at the other server',
      () => send(second, 'orders', { n: 0 }),
      ({ status }) => status === 202,
      { within: 10_000 },
    );
    await until(
      'its order',
      () => provider.orders(),
      (orders) => orders === 1,
    );
    // The token ends for all at once, when it is no longer so young that another one would not help.
    provider.revoke();
    await delay(5100);
    const before = provider.asked();
    const answers = await Promise.all(Array.from({ length: count }, (_, i) => send(i % 2 === 0 ? first : second, 'orders', { n: i + 1 })));
    for (const { json } of answers) {
      const run = await until('the order to end', () => first.api.get<RunDetail>(`/runs/${String(json.runId)}`), isFinal);
      expect(run.status).toBe('done');
    }
    expect(provider.orders()).toBe(count + 1);
    expect(provider.asked() - before).toBe(1);
  });
});

/** Takes orders of who has the newest token, which it gives slowly. */
async function aProvider() {
  let asked = 0;
  let orders = 0;
  let valid = '';
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === '/token') {
      asked++;
      await delay(500);
      valid = `token-${asked}-of-the-tests`;
      return answer(200, { access_token: valid, expires_in: 3600 });
    }
    if (request.headers.authorization !== `Bearer ${valid}`) return answer(401, {});
    orders++;
    answer(200, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    orders: () => orders,
    revoke() {
      valid = 'none';
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
