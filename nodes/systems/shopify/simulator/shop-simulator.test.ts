import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runChild } from '../../simulator/test/child.ts';
import { samplesOf } from '../../simulator/test/shared-samples.ts';
import { temporaryFolder } from '../../simulator/test/temporary-folder.ts';
import { signature } from './delivery.ts';
import type { ShopOptions } from './shop-simulator.ts';
import { startShop } from './shop-simulator.ts';
import { aSubscriber } from './test/a-subscriber.ts';

async function aShop(options: Partial<ShopOptions> & { target: () => string }) {
  const shop = await startShop({ dataFolder: options.dataFolder ?? (await temporaryFolder()), secret: 'hush', ...options });
  onTestFinished(() => shop.close());
  return shop;
}
const settled = (shop: Awaited<ReturnType<typeof aShop>>) => expect.poll(() => shop.state().pending, { timeout: 20_000 }).toBe(0);

test('each order made is delivered once, signed over its raw bytes, with the vendor’s headers', async () => {
  const subscriber = await aSubscriber();
  const shop = await aShop({ target: () => subscriber.url });
  expect(await shop.make({ count: 100 })).toEqual({ made: 100, first: '#10001', last: '#10100' });
  await settled(shop);
  expect(shop.state()).toEqual({ made: 100, acknowledged: 100, pending: 0, perSecond: null });
  expect(subscriber.received.length).toBe(100);
  expect(new Set(subscriber.received.map(({ name }) => name)).size).toBe(100);
  for (const { headers, text } of subscriber.received) {
    expect(headers['x-shopify-hmac-sha256']).toBe(signature(text, 'hush'));
    expect(headers).toMatchObject({
      'x-shopify-topic': 'orders/create',
      'x-shopify-api-version': '2026-04',
      'content-type': 'application/json',
    });
    expect(headers['x-shopify-event-id']).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(new Set(subscriber.received.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(100);
});

test('an order is sent again, with the same event id and body, until it is taken', async () => {
  const subscriber = await aSubscriber((_, count) => (count === 1 ? 500 : count === 2 ? null : 202));
  const shop = await aShop({ target: () => subscriber.url });
  await shop.make({ count: 1 });
  await settled(shop);
  expect(subscriber.received.length).toBe(3);
  expect(new Set(subscriber.received.map(({ headers, text }) => `${String(headers['x-shopify-event-id'])} ${text}`)).size).toBe(1);
});

test('an order that becomes due while the shop looks for work is not forgotten', async () => {
  const subscriber = await aSubscriber((_, count) => (count === 1 ? 500 : 202));
  // Each look at the clock takes 300 ms: the pause of 400 to 600 ms ends between two looks of the same round.
  let time = Date.UTC(2026, 10, 21);
  const now = () => {
    time += 300;
    return time;
  };
  const shop = await aShop({ target: () => subscriber.url, now });
  await shop.make({ count: 1 });
  await settled(shop);
  expect(subscriber.received.length).toBe(2);
});

test('all that waited is sent as soon as the subscriber is back', async () => {
  let isBack = false;
  const subscriber = await aSubscriber(() => (isBack ? 200 : 503));
  const shop = await aShop({ target: () => subscriber.url });
  await shop.make({ count: 50 });
  await expect.poll(() => subscriber.received.length).toBeGreaterThan(20);
  expect(shop.state().pending).toBe(50);
  isBack = true;
  await settled(shop);
});

test('a duplicate defect delivers the same event twice and counts once', async () => {
  const subscriber = await aSubscriber();
  const shop = await aShop({ target: () => subscriber.url });
  await shop.make({ count: 60, defects: 1 });
  await settled(shop);
  await expect.poll(() => subscriber.received.length).toBeGreaterThan(70);
  const events = Map.groupBy(subscriber.received, ({ headers }) => headers['x-shopify-event-id']);
  expect(events.size).toBe(60);
  expect(Math.max(...[...events.values()].map((same) => same.length))).toBe(2);
});

test('a rate spaces the orders and is shown while it lasts', async () => {
  const subscriber = await aSubscriber();
  const shop = await aShop({ target: () => subscriber.url });
  const startedAt = performance.now();
  await shop.make({ count: 11, perSecond: 20 });
  expect(shop.state()).toMatchObject({ made: 11, perSecond: 20 });
  await settled(shop);
  expect(performance.now() - startedAt).toBeGreaterThan(490);
  expect(shop.state().perSecond).toBeNull();
});

test('undelivered orders go on after SIGKILL, and numbers never repeat', async () => {
  const dataFolder = await temporaryFolder();
  const subscriber = await aSubscriber(() => (isOpen ? 200 : 503));
  let isOpen = true;
  const module = JSON.stringify(fileURLToPath(new URL('./shop-simulator.ts', import.meta.url)));
  const child = await runChild(
    `const { startShop } = await import(${module});
     const shop = await startShop({ dataFolder: ${JSON.stringify(dataFolder)}, secret: 'hush', target: () => ${JSON.stringify(subscriber.url)} });
     console.log(JSON.stringify(await shop.make({ count: 400 })));`,
  );
  expect(JSON.parse(child.said)).toMatchObject({ made: 400, last: '#10400' });
  await expect.poll(() => subscriber.received.length, { interval: 2 }).toBeGreaterThan(80);
  isOpen = false;
  await child.kill();
  isOpen = true;
  const before = subscriber.received.length;
  expect(before).toBeLessThan(400);

  const shop = await aShop({ dataFolder, target: () => subscriber.url });
  expect(shop.state().made).toBe(400);
  await settled(shop);
  expect(new Set(subscriber.received.map(({ name }) => name)).size).toBe(400);
  const bodies = Map.groupBy(subscriber.received, ({ name }) => name);
  for (const same of bodies.values()) expect(new Set(same.map(({ text }) => text)).size).toBe(1);
  expect(await shop.make({ count: 1 })).toMatchObject({ first: '#10401' });
});

test.each([
  [{ count: 0 }, 'count'],
  [{ count: 1.5 }, 'count'],
  [{ count: 1, perSecond: 0 }, 'perSecond'],
  [{ count: 1, defects: 2 }, 'defects'],
])('%o is refused by name', async (wanted, field) => {
  const shop = await aShop({ target: () => 'http://127.0.0.1:9' });
  await expect(shop.make(wanted)).rejects.toThrow(field);
});

const vectors = samplesOf('signatures');
test.skipIf(vectors === null)('signatures agree with the vendor’s own vectors', () => {
  type Vector = { scheme: string; secret: string; body: string; valid: boolean; headers: Record<string, string> };
  const ours = (vectors ?? []).flatMap(({ json }) => json as Vector[]).filter(({ scheme }) => scheme.startsWith('shopify'));
  expect(ours.length).toBeGreaterThan(0);
  for (const { secret, body, headers, valid } of ours) expect(signature(body, secret) === headers['X-Shopify-Hmac-Sha256']).toBe(valid);
});
