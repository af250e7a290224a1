import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runChild } from '../../simulator/test/child.ts';
import { temporaryFolder } from '../../simulator/test/temporary-folder.ts';
import type { ErpOptions } from './erp-simulator.ts';
import { startErp } from './erp-simulator.ts';
import { keyLifetime } from './order-book.ts';
import { anErpOrder } from './test/an-erp-order.ts';

async function anErp(options: Partial<ErpOptions> = {}) {
  const erp = await startErp({ dataFolder: options.dataFolder ?? (await temporaryFolder()), token: 'secret', ...options });
  onTestFinished(() => erp.close());
  return erp;
}

async function create(url: string, order: unknown, { key, token = 'secret' }: { key?: string; token?: string } = {}) {
  const answer = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: typeof order === 'string' ? order : JSON.stringify(order),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, unknown> & { error?: Record<string, unknown> },
  };
}

async function get(url: string) {
  const answer = await fetch(url, { headers: { authorization: 'Bearer secret' } });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

test('an order is booked, numbered and shown with its body', async () => {
  const erp = await anErp();
  const made = await create(erp.url, anErpOrder('10482'), { key: 'k1' });
  expect(made).toMatchObject({
    status: 201,
    body: { erpOrder: 'SO-100001', orderNumber: '10482', status: 'booked', lines: 2, total: '324.11', currency: 'USD' },
  });
  expect(await erp.orders()).toMatchObject([
    {
      erpOrder: 'SO-100001',
      orderNumber: '10482',
      key: 'k1',
      tries: 1,
      customer: 'Harbor Hardware',
      lines: 2,
      total: '324.11',
      body: { purchaseOrder: 'PO 4711' },
    },
  ]);
  expect(await get(`${erp.url}/orders/10482`)).toMatchObject({ status: 200, body: { erpOrder: 'SO-100001' } });
  expect(await get(`${erp.url}/orders/SO-100001`)).toMatchObject({ status: 200, body: { orderNumber: '10482' } });
  expect(await get(`${erp.url}/orders?limit=5`)).toMatchObject({ status: 200, body: { total: 1, unique: 1 } });
});

test('the wrong token is refused and nothing is booked', async () => {
  const erp = await anErp();
  expect(await create(erp.url, anErpOrder('1'), { token: 'wrong' })).toMatchObject({
    status: 401,
    body: { error: { code: 'UNAUTHORISED' } },
  });
  expect(erp.counts()).toEqual({ total: 0, unique: 0 });
});

test('an order on hold is booked as such', async () => {
  const erp = await anErp();
  expect(await create(erp.url, anErpOrder('1', { hold: 'credit review' }))).toMatchObject({ status: 201, body: { status: 'on-hold' } });
});

test.each([
  [
    'an unknown SKU',
    { lines: [{ item: 'NO-SUCH', quantity: '1', uom: 'EA', unitPrice: '1.00' }] },
    { code: 'UNKNOWN_ITEM', item: 'NO-SUCH', line: 1, field: 'lines[0].item', orderNumber: '7' },
  ],
  [
    'a unit the item is not sold by',
    { lines: [{ item: 'GLV-NIT-L-100', quantity: '1', uom: 'EA', unitPrice: '1.00' }] },
    { code: 'UNKNOWN_UNIT', field: 'lines[0].uom' },
  ],
  ['a missing address', { shipTo: null }, { code: 'MISSING_ADDRESS', field: 'shipTo' }],
  ['an address without a city', { shipTo: { name: 'A', line1: 'B', country: 'US' } }, { code: 'MISSING_ADDRESS', field: 'shipTo.city' }],
  [
    'a bad postcode',
    { shipTo: { name: 'A', line1: 'B', city: 'C', country: 'US', postalCode: '8950' } },
    { code: 'INVALID_POSTCODE', field: 'shipTo.postalCode' },
  ],
  ['totals that do not add up', { total: '324.10' }, { code: 'TOTAL_MISMATCH', field: 'total' }],
  ['an amount that is a number', { freight: 14.5 }, { code: 'INVALID_ORDER', field: 'freight' }],
  ['no lines', { lines: [] }, { code: 'INVALID_ORDER', field: 'lines' }],
  ['a currency it does not know', { currency: 'XXX' }, { code: 'UNKNOWN_CURRENCY', field: 'currency' }],
])('%s is refused with 422 and the field', async (_, changes, error) => {
  const erp = await anErp();
  expect(await create(erp.url, anErpOrder('7', changes))).toMatchObject({ status: 422, body: { error } });
  expect(erp.counts().total).toBe(0);
});

test('a body that is not JSON is a 400', async () => {
  expect(await create((await anErp()).url, '{"orderNumber":')).toMatchObject({ status: 400, body: { error: { code: 'INVALID_JSON' } } });
});

test('the same key and body is answered like the first time and books nothing', async () => {
  const erp = await anErp();
  const first = await create(erp.url, anErpOrder('1'), { key: 'k' });
  const second = await create(erp.url, anErpOrder('1'), { key: 'k' });
  expect(second.status).toBe(200);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.body).toEqual(first.body);
  expect(erp.counts()).toEqual({ total: 1, unique: 1 });
  expect((await erp.orders())[0]?.tries).toBe(2);
});

test('the same key with another body is refused', async () => {
  const erp = await anErp();
  await create(erp.url, anErpOrder('1'), { key: 'k' });
  expect(await create(erp.url, anErpOrder('2'), { key: 'k' })).toMatchObject({ status: 422, body: { error: { code: 'KEY_REUSED' } } });
  expect(erp.counts().total).toBe(1);
});

test('the same key while the first request is being worked on is a 409', async () => {
  const erp = await anErp();
  await erp.behave({ mode: 'slow', delayMs: 300 });
  const first = create(erp.url, anErpOrder('1'), { key: 'k' });
  await expect.poll(() => erp.arrivals().length).toBe(1);
  const second = await create(erp.url, anErpOrder('1'), { key: 'k' });
  expect(second).toMatchObject({ status: 409, body: { error: { code: 'REQUEST_IN_FLIGHT' } } });
  expect((await first).status).toBe(201);
  expect(erp.counts().total).toBe(1);
});

test('a key is forgotten after 24 hours', async () => {
  let time = 0;
  const erp = await anErp({ now: () => time });
  await create(erp.url, anErpOrder('1'), { key: 'k' });
  time = keyLifetime + 1;
  expect((await create(erp.url, anErpOrder('1'), { key: 'k' })).status).toBe(201);
  expect(erp.counts()).toEqual({ total: 2, unique: 1 });
});

test.each(['forgotten', 'none'] as const)('with keys %s, a repeated order is booked twice', async (keys) => {
  const erp = await anErp();
  await erp.behave({ keys });
  await create(erp.url, anErpOrder('1'), { key: 'k' });
  expect((await create(erp.url, anErpOrder('1'), { key: 'k' })).status).toBe(201);
  expect(erp.counts()).toEqual({ total: 2, unique: 1 });
});

test('an order can be accepted and the connection dropped; asking again with the key finds it', async () => {
  const erp = await anErp();
  await erp.behave({ dropAfterAccept: 1 });
  await expect(create(erp.url, anErpOrder('1'), { key: 'k' })).rejects.toThrow();
  expect(erp.counts().total).toBe(1);
  expect((await create(erp.url, anErpOrder('1'), { key: 'k' })).status).toBe(200);
  expect(erp.arrivals().map((arrival) => arrival.outcome)).toEqual(['accepted', 'replayed']);
});

test('failing answers the status it was told and books nothing', async () => {
  const erp = await anErp();
  await erp.behave({ mode: 'failing', status: 503 });
  const answer = await create(erp.url, anErpOrder('1'));
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(erp.counts().total).toBe(0);
  await erp.behave({ mode: 'ok' });
  await create(erp.url, anErpOrder('1'));
  expect((await erp.orders())[0]?.tries).toBe(2);
});

test('throttling lets so many through a second and says when to come again', async () => {
  let time = 1_000_000;
  const erp = await anErp({ now: () => time });
  await erp.behave({ mode: 'throttling', perSecond: 2 });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await create(erp.url, anErpOrder(`${i}`))).status);
  expect(statuses).toEqual([201, 201, 429]);
  time += 500;
  expect((await create(erp.url, anErpOrder('9'))).status).toBe(201);
  expect((await create(erp.url, anErpOrder('10'))).headers.get('retry-after')).toBe('1');
});

test('down refuses connections, and the ERP comes back at the same address', async () => {
  const erp = await anErp();
  await erp.behave({ mode: 'down' });
  await expect(create(erp.url, anErpOrder('1'))).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await erp.behave({ mode: 'ok' });
  expect((await create(erp.url, anErpOrder('1'))).status).toBe(201);
});

test('customers are found by account and by the shop’s id, items by SKU, and strangers are not', async () => {
  const erp = await anErp();
  const customer = await get(`${erp.url}/customers/C-10301`);
  expect(customer).toMatchObject({ status: 200, body: { company: 'Harbor Hardware', terms: 'NET30' } });
  expect(await get(`${erp.url}/customers/shopify%3A${String(customer.body.shopifyId)}`)).toMatchObject({ body: { account: 'C-10301' } });
  expect(await get(`${erp.url}/items/VLV-BR-075`)).toMatchObject({ status: 200, body: { uom: 'EA', price: '11.40' } });
  expect(await get(`${erp.url}/items/NO-SUCH`)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
});

test('arrivals keep the order of the requests and the sender’s own sequence', async () => {
  const erp = await anErp();
  for (const sequence of ['7', '8', '6']) await create(erp.url, anErpOrder(`N${sequence}`, { sequence }));
  expect(erp.arrivals().map(({ number, orderNumber, sequence }) => [number, orderNumber, sequence])).toEqual([
    [1, 'N7', '7'],
    [2, 'N8', '8'],
    [3, 'N6', '6'],
  ]);
});

test('what was accepted survives SIGKILL, with its keys and a torn line behind it', async () => {
  const dataFolder = await temporaryFolder();
  const module = JSON.stringify(fileURLToPath(new URL('./erp-simulator.ts', import.meta.url)));
  const child = await runChild(
    `const { startErp } = await import(${module}); const erp = await startErp({ dataFolder: ${JSON.stringify(dataFolder)}, token: 'secret' }); console.log(erp.url);`,
  );
  const sent = Array.from({ length: 300 }, (_, i) => `${20_000 + i}`);
  const accepted: string[] = [];
  const all = Promise.allSettled(
    sent.map(async (number) => {
      if ((await create(child.said, anErpOrder(number), { key: `key-${number}` })).status === 201) accepted.push(number);
      if (accepted.length === 100) await child.kill();
    }),
  );
  await all;
  expect(accepted.length).toBeGreaterThanOrEqual(100);
  await appendFile(join(dataFolder, 'orders.jsonl'), '{"erpOrder":"SO-1');

  const erp = await anErp({ dataFolder });
  const kept = new Set((await erp.orders({ limit: 1000 })).map((order) => order.orderNumber));
  expect(accepted.filter((number) => !kept.has(number))).toEqual([]);
  expect(erp.counts().total).toBe(erp.counts().unique);
  const again = await create(erp.url, anErpOrder(accepted[0] as string), { key: `key-${accepted[0]}` });
  expect(again.status).toBe(200);
  const next = await create(erp.url, anErpOrder('30000'));
  expect(next.body.erpOrder).toBe(`SO-${100_000 + erp.counts().total}`);
});

test('a body with line breaks is one line on the disk and comes back equal', async () => {
  const dataFolder = await temporaryFolder();
  const first = await startErp({ dataFolder, token: 'secret' });
  const order = anErpOrder('1', { notes: ['two\nlines', 'a "body": inside, "body": twice'], customer: { name: 'A,"body":1' } });
  expect((await create(first.url, JSON.stringify(order, null, 2))).status).toBe(201);
  await first.close();
  const second = await anErp({ dataFolder });
  expect((await second.orders())[0]?.body).toEqual(order);
});
