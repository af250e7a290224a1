import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../simulator/test/temporary-folder.ts';
import { gid, ids } from './shop-ids.ts';
import { type ShopOptions, startShop } from './shop-simulator.ts';

async function aShop(options: Partial<ShopOptions> = {}) {
  const shop = await startShop({
    dataFolder: options.dataFolder ?? (await temporaryFolder()),
    secret: 'hush',
    target: () => 'http://127.0.0.1:9/',
    ...options,
  });
  onTestFinished(() => shop.close());
  return shop;
}

type Reply = {
  data?: Record<string, unknown> & {
    inventorySetQuantities?: { inventoryAdjustmentGroup: unknown; userErrors: { code: string; field: string[] }[] };
  };
  errors?: { message: string; extensions?: { code: string } }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { currentlyAvailable: number; restoreRate: number };
    };
  };
};
async function ask(
  shop: { url: string; adminToken: string },
  query: string,
  variables: unknown = {},
  { version = '2026-04', token = shop.adminToken } = {},
) {
  const answer = await fetch(`${shop.url}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, ...((await answer.json()) as Reply) };
}

const item = gid('InventoryItem', ids.inventoryItem(1));
const locationId = gid('Location', ids.location);
const mutation = `mutation Set($input: InventorySetQuantitiesInput!, $idempotencyKey: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $idempotencyKey) {
    inventoryAdjustmentGroup { reason changes { name delta quantityAfterChange item { sku } } }
    userErrors { field message code }
  }
}`;
const input = (quantity: number, changeFromQuantity: number | null = null, more = {}) => ({
  name: 'available',
  reason: 'correction',
  quantities: [{ inventoryItemId: item, locationId, quantity, changeFromQuantity }],
  ...more,
});
const stock = (shop: { url: string; adminToken: string }) =>
  ask(
    shop,
    `query($id: ID!) { inventoryItem(id: $id) { sku inventoryLevel(locationId: "${locationId}") { quantities(names: ["available"]) { quantity } } } }`,
    { id: item },
  );

test('the wrong token is a 401', async () => {
  expect((await ask(await aShop(), '{ shop { name } }', {}, { token: 'wrong' })).status).toBe(401);
});

test('an order made can be asked for by id and by name, and costs points', async () => {
  const shop = await aShop();
  await shop.make({ count: 3 });
  const fields = 'id name totalPriceSet { shopMoney { amount currencyCode } } lineItems(first: 2) { nodes { sku quantity } }';
  const byId = await ask(shop, `query($id: ID!) { order(id: $id) { ${fields} } }`, { id: gid('Order', ids.order(10_002)) });
  expect(byId.data).toMatchObject({ order: { name: '#10002', totalPriceSet: { shopMoney: { currencyCode: 'USD' } } } });
  expect(byId.extensions?.cost.requestedQueryCost).toBeGreaterThan(2);
  const byName = await ask(shop, `{ orders(first: 5, query: "name:#10002") { nodes { ${fields} } pageInfo { hasNextPage } } }`);
  expect(byName.data).toMatchObject({ orders: { nodes: [byId.data?.order], pageInfo: { hasNextPage: false } } });
});

test('orders are paged by cursor', async () => {
  const shop = await aShop();
  await shop.make({ count: 3 });
  const page = (after: string) => ask(shop, `{ orders(first: 2${after}) { nodes { name } pageInfo { hasNextPage endCursor } } }`);
  type Page = { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const first = (await page('')).data?.orders as Page;
  const second = (await page(`, after: "${first.pageInfo.endCursor}"`)).data?.orders as Page;
  expect([...first.nodes, ...second.nodes].map(({ name }) => name)).toEqual(['#10003', '#10002', '#10001']);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});

test('a quantity is set once per idempotency key, and outlives the process', async () => {
  const dataFolder = await temporaryFolder();
  const first = await startShop({ dataFolder, secret: 'hush', target: () => 'http://127.0.0.1:9/' });
  const made = await ask(first, mutation, { input: input(77), idempotencyKey: 'k1' });
  expect(made.data?.inventorySetQuantities).toMatchObject({
    userErrors: [],
    inventoryAdjustmentGroup: { changes: [{ quantityAfterChange: 77, item: { sku: 'VLV-BR-075' } }] },
  });
  await ask(first, mutation, { input: input(12), idempotencyKey: 'k2' });
  await first.close();
  const shop = await aShop({ dataFolder });
  const again = await ask(shop, mutation, { input: input(77), idempotencyKey: 'k1' });
  expect(again.data?.inventorySetQuantities).toEqual(made.data?.inventorySetQuantities);
  expect(JSON.stringify((await stock(shop)).data)).toContain('"quantity":12');
});

test.each([
  ['a stale expectation', input(5, 999_999), 'k', 'CHANGE_FROM_QUANTITY_STALE'],
  [
    'an unknown item',
    input(5, null, { quantities: [{ inventoryItemId: gid('InventoryItem', 1n), locationId, quantity: 1, changeFromQuantity: null }] }),
    'k',
    'INVALID_INVENTORY_ITEM',
  ],
  [
    'an unknown location',
    input(5, null, { quantities: [{ inventoryItemId: item, locationId: gid('Location', 1n), quantity: 1, changeFromQuantity: null }] }),
    'k',
    'INVALID_LOCATION',
  ],
  ['a negative quantity', input(-1), 'k', 'INVALID_QUANTITY_NEGATIVE'],
  ['a reason it does not know', input(1, null, { reason: 'because' }), 'k', 'INVALID_REASON'],
  ['a name it does not know', input(1, null, { name: 'committed' }), 'k', 'INVALID_NAME'],
])('%s is a userError with status 200, and nothing changes', async (_, wrong, idempotencyKey, code) => {
  const shop = await aShop();
  const before = (await stock(shop)).data;
  const answer = await ask(shop, mutation, { input: wrong, idempotencyKey });
  expect(answer.status).toBe(200);
  expect(answer.data?.inventorySetQuantities?.userErrors[0]?.code).toBe(code);
  expect((await stock(shop)).data).toEqual(before);
});

test('a key with other parameters is refused', async () => {
  const shop = await aShop();
  await ask(shop, mutation, { input: input(1), idempotencyKey: 'k' });
  const answer = await ask(shop, mutation, { input: input(2), idempotencyKey: 'k' });
  expect(answer.data?.inventorySetQuantities?.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_PARAMETER_MISMATCH');
});

test('from 2026-04 the directive and changeFromQuantity are required, before it compareQuantity is', async () => {
  const shop = await aShop();
  const plain = mutation.replace(' @idempotent(key: $idempotencyKey)', '');
  expect((await ask(shop, plain, { input: input(1) })).errors?.[0]?.message).toContain('@idempotent');
  const old = { inventoryItemId: item, locationId, quantity: 1 };
  expect((await ask(shop, mutation, { input: input(1, null, { quantities: [old] }), idempotencyKey: 'k' })).errors?.[0]?.message).toContain(
    'changeFromQuantity',
  );
  const missing = await ask(shop, plain, { input: input(1, null, { quantities: [old] }) }, { version: '2025-10' });
  expect(missing.data?.inventorySetQuantities?.userErrors[0]?.code).toBe('COMPARE_QUANTITY_REQUIRED');
  const ignored = await ask(
    shop,
    plain,
    { input: { ...input(1, null, { quantities: [old] }), ignoreCompareQuantity: true } },
    { version: '2025-10' },
  );
  expect(ignored.data?.inventorySetQuantities?.userErrors).toEqual([]);
});

test('an empty bucket answers THROTTLED with the numbers to wait by, and fills up again', async () => {
  let time = 0;
  const shop = await aShop({ now: () => time });
  await shop.behave({ mode: 'throttling', bucket: 10, restoreRate: 5 });
  expect((await ask(shop, mutation, { input: input(1), idempotencyKey: 'a' })).errors).toBeUndefined();
  const answer = await ask(shop, mutation, { input: input(2), idempotencyKey: 'b' });
  expect(answer).toMatchObject({
    status: 200,
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost: { requestedQueryCost: 10, actualQueryCost: null, throttleStatus: { currentlyAvailable: 0, restoreRate: 5 } } },
  });
  time += 2000;
  expect((await ask(shop, mutation, { input: input(2), idempotencyKey: 'b' })).errors).toBeUndefined();
});

test('fields that do not exist and broken documents are GraphQL errors', async () => {
  const shop = await aShop();
  expect((await ask(shop, '{ shop { nmae } }')).errors?.[0]?.message).toBe("Field 'nmae' doesn't exist on type 'Shop'");
  expect((await ask(shop, '{ shop { name ')).errors?.[0]?.message).toContain('unexpected end');
  expect((await ask(shop, '{ shop { name } } %')).errors?.[0]?.message).toContain('unexpected character');
});

test('down refuses connections until it is told otherwise', async () => {
  const shop = await aShop();
  await shop.behave({ mode: 'down' });
  await expect(ask(shop, '{ shop { name } }')).rejects.toThrow();
  await shop.behave({});
  expect((await ask(shop, '{ shop { name } }')).data).toEqual({ shop: { name: 'Crossdock Supply' } });
});
