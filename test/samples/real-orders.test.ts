import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { realShopifyOrders } from '../support/real-samples.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { deliver, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

const orders = realShopifyOrders();
const absent = 'the real samples are not beside this repository';
if (orders === null) console.warn(`SKIPPED: ${absent}, so the reference flow was not run against real Shopify orders.`);

describe.skipIf(orders === null)(`real Shopify orders${orders === null ? ` (skipped: ${absent})` : ''}`, () => {
  let installation: Installation;
  let server: RunningServer;
  beforeAll(async () => {
    installation = await newInstallation();
    server = await installation.start();
    await trustShop(server.api);
  });
  afterAll(() => installation.remove());

  /** A key of its own for each, because samples of one shop repeat an order id. */
  async function run(text: string, key: string): Promise<RunDetail> {
    const { status, json } = await deliver(server.url, text, { 'idempotency-key': key });
    expect(status).toBe(202);
    return until('the run to end', () => server.api.get<RunDetail>(`/runs/${json.runId}`), isFinal);
  }

  test.each((orders ?? []).map((order) => [order.name, order.text] as const))(
    '%s is booked, or refused with the reason in words',
    async (name, text) => {
      const { status, effects, exceptions } = await run(text, name);
      if (status === 'done') return expect(effects).toMatchObject([{ outcome: 'confirmed' }]);
      expect(status).toBe('failed');
      expect(exceptions).toHaveLength(1);
      for (const { nodeId, error } of exceptions) {
        // A foreign shop's order may break our contract or name items that our ERP does not have; nothing else may go wrong.
        expect([nodeId, error.code]).toEqual(
          nodeId === 'validate' ? ['validate', 'CONTRACT_VIOLATION'] : [expect.stringMatching(/^erp-/), 'UNKNOWN_ITEM'],
        );
        expect(error.message).toMatch(/^[A-Z].{20,} replay\.$/s);
        expect(error.message).not.toMatch(/undefined|\[object|TypeError|is null/);
      }
    },
  );

  test.each((orders ?? []).filter(({ name }) => name.includes('/orders/')).map((order) => [order.name, order.text] as const))(
    '%s is booked to the cent where the ERP knows its items',
    async (name, text) => {
      const known = text.replaceAll(/"sku":"[^"]*"/g, '"sku":"EYE-CLR-01"');
      const { status, exceptions } = await run(known, `${name}, known items`);
      expect(exceptions.map(({ error }) => error.message)).toEqual([]);
      expect(status).toBe('done');
      const { items } = await server.api.get<{ items: { total: string; orderNumber: string }[] }>('/demo/erp/orders?limit=1');
      expect(items[0]?.total).toBe(/"total_price":"([^"]+)"/.exec(text)?.[1]);
    },
  );
});
