import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import type { RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';

let installation: Installation;
let server: RunningServer;
beforeAll(async () => {
  installation = await newInstallation();
  server = await installation.start();
  await until(
    'the sample flows to be deployed',
    () => intake('purchasing/orders', { poNumber: 'PO-0' }),
    ({ status }) => status === 202,
  );
});
afterAll(() => installation.remove());

type Approval = {
  id: string;
  title: string;
  keys: { kind: string; value: string }[];
  state: string;
  mayDecide: boolean;
  decidedBy: string;
};

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    json: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> & { code?: string; message?: string },
  };
}
const intake = (path: string, body: unknown, headers = {}) => call('POST', `/in/dev/${path}`, body, headers);
const api = (method: string, path: string, body?: unknown) => call(method, `/api${path}`, body, { authorization: `Bearer ${adminToken}` });

type Detail = RunDetail & { waits: { what: string; approvalId: string | null }[]; related: { relation: string; id: string }[] };
const run = (id: string) => server.api.get<Detail>(`/runs/${id}`);
const when = (id: string, status: string) =>
  until(
    `run ${id} to be ${status}`,
    () => run(id),
    (detail) => detail.status === status,
  );
const order = JSON.parse(
  await readFile(new URL('../../flows/samples/messages/purchase-order-4711.json', import.meta.url), 'utf8'),
) as object;

async function ordered(poNumber: string): Promise<string> {
  const { json } = await intake('purchasing/orders', { ...order, poNumber });
  await when(String(json.runId), 'waiting');
  return String(json.runId);
}

describe('a purchase order', () => {
  test('waits for its 855, which another flow takes and hands on', async () => {
    const id = await ordered('PO-1');
    expect((await run(id)).waits[0]?.what).toBe('the event po-acknowledged with the key PO-1');
    await intake('purchasing/acknowledgements', { poNumber: 'PO-1', status: 'accepted' });
    await when(id, 'done');
  });

  test('goes on waiting when the server is killed, and hears of its 855 afterwards', async () => {
    const id = await ordered('PO-2');
    await server.kill();
    server = await installation.start();
    expect((await run(id)).status).toBe('waiting');
    await intake('purchasing/acknowledgements', { poNumber: 'PO-2', status: 'accepted' });
    await when(id, 'done');
  });

  test('that the supplier changed is decided by a person, once, with name and reason', async () => {
    const id = await ordered('PO-3');
    const sent = await api('POST', '/events', {
      env: 'dev',
      name: 'po-acknowledged',
      key: 'PO-3',
      body: { status: 'changed', note: '80 M only' },
    });
    expect(sent).toMatchObject({ status: 202, json: { duplicate: false, woken: 1 } });
    expect(await server.api.get('/audit?act=event.sent')).toMatchObject({
      items: [{ subject: 'po-acknowledged', env: 'dev', details: { key: 'PO-3', woken: 1 } }],
    });
    const detail = await until(
      'the question',
      () => run(id),
      ({ waits }) => waits.some(({ approvalId }) => approvalId !== null),
    );
    const approvalId = detail.waits[0]?.approvalId ?? '';
    const { items } = await server.api.get<{ items: Approval[] }>('/approvals?env=dev');
    const approval = items.find((one) => one.id === approvalId);
    expect(approval).toMatchObject({
      title: 'Release PO-3? The supplier changed it.',
      mayDecide: true,
      keys: [{ kind: 'PO', value: 'PO-3' }],
    });
    expect(await server.api.get('/approvals/count?env=dev')).toEqual({ open: items.length });
    expect(await api('POST', `/approvals/${approvalId}/rejection`, { comment: '' })).toMatchObject({
      status: 400,
      json: { code: 'INVALID_REQUEST' },
    });
    expect(await api('POST', `/approvals/${approvalId}/rejection`, { comment: 'too few' })).toMatchObject({
      status: 200,
      json: { state: 'rejected' },
    });
    const again = await api('POST', `/approvals/${approvalId}/approval`, { comment: '' });
    expect(again).toMatchObject({ status: 409, json: { code: 'ALREADY_DECIDED' } });
    expect(again.json.message).toContain('rejected it already');
    const failed = await when(id, 'failed');
    expect(failed.exceptions[0]?.error).toMatchObject({ code: 'PO_NOT_CONFIRMED' });
    expect(failed.exceptions[0]?.error.message).toContain('too few');
    const { items: audit } = await server.api.get<{ items: { act: string; subject: string }[] }>('/audit');
    expect(audit).toEqual(expect.arrayContaining([expect.objectContaining({ act: 'approval.rejected', subject: id })]));
  });
});

describe('events at the intake', () => {
  beforeAll(async () => {
    await api('PUT', '/connections/dev/edi', {
      system: 'http',
      address: 'https://edi.example.com',
      auth: { kind: 'webhook-secret', secret: 'edi-secret' },
    });
  });
  const event = (query: string, key: string | null = 'edi-secret', body: unknown = { status: 'accepted' }) =>
    intake(`events/po-acknowledged?${query}`, body, key === null ? {} : { 'x-api-key': key });

  test('are taken from a partner by the secret of its connection', async () => {
    const id = await ordered('PO-4');
    expect(await event('key=PO-4&from=edi')).toMatchObject({ status: 202, json: { duplicate: false, woken: 1 } });
    await when(id, 'done');
  });

  test('are refused without a sender, with a wrong secret, and without a key, each by what to do', async () => {
    expect(await event('key=PO-5')).toMatchObject({ status: 401, json: { code: 'NOT_AUTHENTICATED' } });
    expect(await event('key=PO-5&from=edi', 'wrong')).toMatchObject({ status: 401 });
    expect(await event('key=PO-5&from=nobody')).toMatchObject({ status: 401 });
    expect(await event('from=edi')).toMatchObject({ status: 400, json: { code: 'INVALID_KEY' } });
  });

  test('repeated under the same Idempotency-Key are one event', async () => {
    const twice = () =>
      intake('events/po-acknowledged?key=PO-6&from=edi', { status: 'accepted' }, { 'x-api-key': 'edi-secret', 'idempotency-key': 'k' });
    expect((await twice()).json).toMatchObject({ duplicate: false, woken: 0 });
    expect((await twice()).json).toMatchObject({ duplicate: true });
    const { json } = await intake('purchasing/orders', { ...order, poNumber: 'PO-6' });
    await when(String(json.runId), 'done');
  });

  test('need no JSON', async () => {
    const id = await ordered('PO-7');
    await event('key=PO-7&from=edi', 'edi-secret', 'accepted by phone');
    await when(id, 'failed');
  });
});

test('a run of which nothing can be taken back cannot be given up, and the answer says why', async () => {
  const { json } = await intake('purchasing/acknowledgements', { status: 'accepted' });
  await when(String(json.runId), 'failed');
  const refused = await api('POST', `/runs/${json.runId}/compensation`, { reason: 'customer cancelled' });
  expect(refused).toMatchObject({ status: 409, json: { code: 'NOT_REPLAYABLE', details: [{ message: 'NOTHING_TO_UNDO' }] } });
});

test('an event without a name or with an empty key is refused by the field', async () => {
  const refused = await api('POST', '/events', { env: 'dev', name: 'No Name', key: ' ' });
  expect(refused).toMatchObject({ status: 400, json: { code: 'INVALID_REQUEST' } });
  expect(JSON.stringify(refused.json)).toContain('name');
});
