import { afterEach, beforeEach, expect, test } from 'vitest';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
  await api.call('POST', '/api/flows', { name: 'orders', from: { flow: testFlow('orders') } });
});
afterEach(() => api.close());

const pins = async () => ((await api.call('GET', '/api/flows/orders/pins')).body as { items: { nodeId: string }[] }).items;
const pin = (node: string, outputs: unknown) => api.call('PUT', `/api/flows/orders/pins/${node}`, { outputs });

test('records are pinned to a step, replaced and taken away, and each act is on the record', async () => {
  expect(await pin('label', { out: [{ a: 1 }] })).toMatchObject({
    status: 200,
    body: { nodeId: 'label', outputs: { out: [{ a: 1 }] }, bytes: 17 },
  });
  await pin('label', { out: [{ a: 2 }] });
  expect(await pins()).toMatchObject([{ nodeId: 'label', outputs: { out: [{ a: 2 }] } }]);
  expect((await api.call('DELETE', '/api/flows/orders/pins/label')).status).toBe(204);
  expect(await pins()).toEqual([]);
  const audit = (await api.call('GET', '/api/audit?subject=orders')).body as { items: { act: string }[] };
  expect(audit.items.map(({ act }) => act)).toEqual(expect.arrayContaining(['flow.pinned', 'flow.unpinned']));
});

test('too many records and a step that is not there are refused with a reason', async () => {
  expect(await pin('label', { out: ['x'.repeat(600_000)] })).toMatchObject({ status: 400, body: { details: [{ path: 'body.outputs' }] } });
  expect(await pin('ghost', { out: [] })).toMatchObject({ status: 404, body: { code: 'NO_SUCH_STEP' } });
});

test('pins are no part of the document and go with the step and with the flow', async () => {
  await pin('label', { out: [{ a: 1 }] });
  expect(JSON.stringify((await api.call('GET', '/api/flows/orders')).body)).not.toContain('"a":1');
  await api.call('POST', '/api/flows/orders/operations', { revision: 1, operations: [{ op: 'remove-node', node: 'label' }] });
  expect(await pins()).toEqual([]);
  await api.call('DELETE', '/api/flows/orders');
  await api.call('PUT', '/api/flows/orders', { flow: testFlow('orders') });
  expect(await pins()).toEqual([]);
});
