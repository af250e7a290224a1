import { readFile } from 'node:fs/promises';
import { sampleFlows } from '@crossdock/flows/samples/samples';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { deliver, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

let installation: Installation;
let server: RunningServer;
beforeAll(async () => {
  installation = await newInstallation();
  server = await installation.start();
  await trustShop(server.api);
});
afterAll(() => installation.remove());

/** What becomes of the messages that come with the reference flow, on the real server, by the name of their file. */
const outcomes: Readonly<
  Record<string, { readonly status: string; readonly step: string; readonly erp?: { readonly status: string; readonly currency: string } }>
> = {
  'shopify-order-10482.json': { status: 'done', step: 'erp-normal', erp: { status: 'booked', currency: 'USD' } },
  'shopify-order-10517-tokai.json': { status: 'done', step: 'erp-normal', erp: { status: 'booked', currency: 'USD' } },
  'shopify-order-10533-unknown-sku.json': { status: 'failed', step: 'erp-normal' },
  'shopify-order-10540-review.json': { status: 'done', step: 'erp-review', erp: { status: 'on-hold', currency: 'USD' } },
  'shopify-order-10551-express.json': { status: 'done', step: 'erp-priority', erp: { status: 'booked', currency: 'USD' } },
};

const messages = sampleFlows
  .filter(({ id }) => id === 'shopify-order-to-erp')
  .flatMap(({ messages: list }) => list.map(({ name, file }) => [name, file] as const));

test.each(messages)('%s goes through the server as it should', async (_, file) => {
  const text = await readFile(file, 'utf8');
  const { json, status } = await deliver(server.url, text);
  expect(status).toBe(202);
  const run = await until('the run to end', () => server.api.get<RunDetail>(`/runs/${json.runId}`), isFinal);
  const outcome = outcomes[file.pathname.split('/').at(-1) ?? ''];
  expect(run.status).toBe(outcome?.status);
  expect(run.effects.map(({ nodeId }) => nodeId)).toEqual([outcome?.step]);
  const { items } = await server.api.get<{ items: { orderNumber: string; currency: string; key: string; body: { status?: string } }[] }>(
    '/demo/erp/orders?limit=100',
  );
  const order = items.find(({ orderNumber }) => `#${orderNumber}` === /"name": ?"(#\d+)"/.exec(text)?.[1]);
  if (!outcome?.erp) expect(order).toBeUndefined();
  else expect(order).toMatchObject({ currency: outcome.erp.currency, key: run.effects[0]?.key });
  // Every digit of the shop's id.
  expect(json.correlationId).toBe(/"id": ?(\d{15,})/.exec(text)?.[1]);
});

test('there is an outcome for each message, and a message for each outcome', () => {
  expect(messages.map(([, file]) => file.pathname.split('/').at(-1)).sort()).toEqual(Object.keys(outcomes).sort());
});
