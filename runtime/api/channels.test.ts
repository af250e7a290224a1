import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Grant } from '../access/grants.ts';
import { waitCollection } from '../engine/waits/wait-documents.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

// The "Amazon team": roles for one channel only.

let api: TestApi;
let amazon: Awaited<ReturnType<typeof member>>;
beforeEach(async () => {
  api = await openTestApi();
  for (const [id, channel] of [
    ['amazon-orders', 'Amazon'],
    ['retail-orders', 'Retail'],
  ])
    await api.call('POST', '/api/flows', { name: id, from: { flow: { ...testFlow(id ?? ''), channel } } });
  amazon = await member([
    { role: 'analyst', envs: 'all', channels: ['Amazon'] },
    { role: 'operator', envs: 'all', channels: ['Amazon'] },
  ]);
});
afterEach(() => api.close());

async function member(grants: readonly Grant[]) {
  const { access } = api.services;
  const person = await access.people.create({ login: 'zoe', name: 'Zoe', kind: 'service', grants }, 'the test');
  const { token } = await access.tokens.create({ name: 'test', owner: person, days: 1 }, 'the test');
  const authorization = `Bearer ${token}`;
  return {
    authorization,
    call: (method: string, path: string, body?: unknown) => api.call(method, path, body, { authorization }),
    items: async (path: string) =>
      ((await api.call('GET', path, undefined, { authorization })).body as { items: Record<string, unknown>[] }).items,
  };
}

async function runOf(flowId: string) {
  const { flow } = await api.services.flows.draft(flowId);
  const message = { text: '{"id":1}', contentType: 'application/json', headers: {}, query: {} };
  return (await api.services.runs.testRun({ flow, env: 'dev', message, by: 'the test' })).runId;
}

describe('who has roles for a channel', () => {
  test('sees its flows and no others', async () => {
    expect((await amazon.items('/api/flows')).map(({ id }) => id)).toEqual(['amazon-orders']);
    expect((await amazon.call('GET', '/api/flows/amazon-orders')).status).toBe(200);
    const refused = await amazon.call('GET', '/api/flows/retail-orders');
    expect(refused).toMatchObject({ status: 403, body: { missing: { permission: 'flows.read', channel: 'Retail' } } });
    expect(refused.body).toMatchObject({ message: expect.stringContaining('of the channel Retail') });
  });

  test('sees its runs and no others, in full pages', async () => {
    const own: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      own.push(await runOf('amazon-orders'));
      for (let k = 0; k < 3; k += 1) await runOf('retail-orders');
      api.clock.advance(1000);
    }
    const seen: unknown[] = [];
    let after = '';
    do {
      const page = (await amazon.call('GET', `/api/runs?env=dev&limit=2${after}`)).body as { items: { id: string }[]; next: string | null };
      expect(page.items.length).toBeLessThanOrEqual(2);
      if (page.next !== null) expect(page.items).toHaveLength(2);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    expect(seen).toEqual(own.reverse());
    expect((await amazon.call('GET', `/api/runs/${await runOf('retail-orders')}`)).status).toBe(403);
  });

  test('sees and counts its approvals and no others', async () => {
    const waits = api.store.collection(waitCollection);
    for (const flow of ['amazon-orders', 'retail-orders']) {
      const wait = { kind: 'approval', env: 'dev', flow, runId: 'r', nodeId: 'ask', item: '1', step: `${flow}/ask`, match: null } as const;
      const open = {
        since: 1,
        until: null,
        state: 'open',
        settledAt: null,
        take: 1,
        taken: '[]',
        title: 'Go?',
        text: '',
        role: '',
      } as const;
      await waits.insert({ id: flow, ...wait, ...open, shownKeys: '', decidedBy: null, comment: '', wakeAt: null, version: 1 });
    }
    expect((await amazon.items('/api/approvals?env=dev')).map(({ id }) => id)).toEqual(['amazon-orders']);
    expect((await amazon.call('GET', '/api/approvals/count?env=dev')).body).toEqual({ open: 1 });
    expect((await api.call('GET', '/api/approvals/count?env=dev')).body).toEqual({ open: 2 });
    expect((await amazon.call('POST', '/api/approvals/retail-orders/approval', { comment: 'go' })).status).toBe(403);
    expect(await amazon.items('/api/approvals?env=dev')).toMatchObject([{ mayDecide: true }]);
  });

  test('hears of its flows and of no others', async () => {
    const stream = await fetch(`${api.url}/api/events?env=dev`, { headers: { authorization: amazon.authorization } });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const rename = (id: string, name: string) =>
      api.call('POST', `/api/flows/${id}/operations`, { revision: 1, operations: [{ op: 'set-flow', change: { name } }] });
    await rename('retail-orders', 'Retail');
    await rename('amazon-orders', 'Amazon');
    let text = '';
    while (!text.includes('amazon-orders')) text += (await reader?.read())?.value ?? '';
    expect(text).not.toContain('retail-orders');
    await reader?.cancel();
    const other = await fetch(`${api.url}/api/events?env=dev&flow=retail-orders`, { headers: { authorization: amazon.authorization } });
    expect(other.status).toBe(403);
  });

  test('makes flows in it, and moves none in or out', async () => {
    expect((await amazon.call('POST', '/api/flows', { name: 'Refunds', channel: 'Amazon' })).status).toBe(201);
    expect((await amazon.call('POST', '/api/flows', { name: 'Refunds', channel: 'Retail' })).status).toBe(403);
    // Without a channel it would be one of everybody's.
    expect((await amazon.call('POST', '/api/flows', { name: 'Refunds' })).status).toBe(403);
    const move = (channel: string) => ({ revision: 1, operations: [{ op: 'set-flow', change: { channel } }] });
    expect((await amazon.call('POST', '/api/flows/amazon-orders/operations', move('Retail'))).status).toBe(403);
    expect((await amazon.call('POST', '/api/flows/retail-orders/operations', move('Amazon'))).status).toBe(403);
    const batch = { op: 'batch', title: 'Tidy up', operations: move('Retail').operations };
    expect((await amazon.call('POST', '/api/flows/amazon-orders/operations', { revision: 1, operations: [batch] })).status).toBe(403);
    const asRetail = { flow: { ...testFlow('amazon-orders'), channel: 'Retail' } };
    expect((await amazon.call('PUT', '/api/flows/amazon-orders', asRetail)).status).toBe(403);
    expect(
      (await amazon.call('PUT', '/api/flows/retail-orders', { flow: { ...testFlow('retail-orders'), channel: 'Amazon' } })).status,
    ).toBe(403);
    expect((await amazon.call('PUT', '/api/flows/new', { flow: { ...testFlow('new'), channel: 'Amazon' } })).status).toBe(200);
  });

  test('publishes without deploying where that is not theirs', async () => {
    expect(await amazon.call('POST', '/api/flows/amazon-orders/versions', { note: 'x', deployTo: ['dev', 'test'] })).toMatchObject({
      status: 403,
      body: { missing: { permission: 'flows.deploy', env: 'test' } },
    });
    expect((await amazon.call('GET', '/api/flows/amazon-orders/versions')).body).toEqual({ items: [] });
    expect((await amazon.call('POST', '/api/flows/amazon-orders/versions', { note: 'x', deployTo: ['dev'] })).status).toBe(201);
  });

  test('looks at what all channels share, and changes it not', async () => {
    expect((await amazon.call('GET', '/api/connections?env=dev')).status).toBe(200);
    const change = await amazon.call('PUT', '/api/connections/dev/erp-main', { system: 'erp', address: 'https://erp.example.com' });
    expect(change).toMatchObject({ status: 403, body: { message: expect.stringContaining('for all channels') } });
    expect((await amazon.call('POST', '/api/bulk-replays/preview', { filter: { env: 'dev', flow: 'retail-orders' } })).status).toBe(403);
    expect((await amazon.call('POST', '/api/bulk-replays/preview', { filter: { env: 'dev' } })).status).toBe(403);
    expect((await amazon.call('POST', '/api/bulk-replays', { filter: { env: 'dev' }, reason: 'all of them' })).status).toBe(403);
  });

  test('is named the own flows that use something, and told how many others do', async () => {
    for (const id of ['amazon-orders', 'retail-orders']) {
      const flow = testFlow(id, { connection: 'erp-main' });
      const channel = id === 'amazon-orders' ? 'Amazon' : 'Retail';
      await api.call('PUT', `/api/flows/${id}`, { flow: { ...flow, channel } });
      await api.call('PUT', '/api/connections/dev/erp-main', { system: 'erp', address: 'https://erp.example.com' });
      expect((await api.call('POST', `/api/flows/${id}/versions`, { note: 'x', deployTo: ['dev'] })).status).toBe(201);
    }
    expect(await amazon.items('/api/connections?env=dev')).toMatchObject([{ usedBy: ['amazon-orders'], usedByOthers: 1 }]);
    const all = (await api.call('GET', '/api/connections?env=dev')).body as { items: unknown[] };
    expect(all.items).toMatchObject([{ usedBy: ['amazon-orders', 'retail-orders'], usedByOthers: 0 }]);
  });
});
