import { contracts } from '@crossdock/flows/contracts/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { createAudit } from '../audit/create-audit.ts';
import { openContractBook } from './create-contract-book.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const item = (properties: object = {}, required: string[] = ['sku']) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required,
  properties: { sku: { type: 'string' }, ...properties },
});
const add = (body: object) => api.call('POST', '/api/contracts', { subject: 'item', title: 'Item', ...body });

test('each version is told from the one before by what breaks, and none ever changes', async () => {
  expect((await add({ schema: item(), why: 'first' })).body).toMatchObject({ name: 'item@1', origin: 'own', changes: [] });
  const second = await add({ schema: item({ uom: { type: 'string' } }, ['sku', 'uom']), why: 'units', newest: 1 });
  expect(second.status).toBe(201);
  expect(second.body).toMatchObject({
    name: 'item@2',
    made: { by: expect.any(String), why: 'units' },
    changes: [{ path: 'uom', kind: 'breaking', message: 'is new and required' }],
  });
  expect((await api.call('GET', '/api/contracts')).body).toMatchObject({ items: [{ name: 'item@2' }, { name: 'item@1' }] });
  expect(api.core.contracts.get('item@1')?.schema).toEqual(item());
});

test('who works on an older version is told, and nothing new is no version', async () => {
  expect((await add({ schema: item({ a: { type: 'string' } }), newest: 1 })).body).toMatchObject({ code: 'STALE_CONTRACT' });
  expect((await add({ schema: item({ uom: { type: 'string' } }, ['sku', 'uom']) })).body).toMatchObject({
    code: 'INVALID_CONTRACT',
    message: 'Nothing has changed since item@2.',
  });
});

test.each([
  [{ type: 'object', properties: { sku: { type: 'strin' } } }, 'properties.sku.type', 'must be equal to one of the allowed values'],
  [{ $ref: '#/$defs/none' }, '$ref', 'leads nowhere'],
  [{ $ref: 'https://example.com/item.json' }, '$ref', 'lies elsewhere'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }, '$schema', '2020-12'],
  [{ title: 'Item' }, '', 'says nothing about a document'],
  [{ type: 'object', properties: { sku: { type: 'string', pattern: '(' } } }, 'properties.sku.pattern', 'unterminated group'],
])('%j is refused with its place', async (schema, path, words) => {
  const { body } = await api.call('POST', '/api/contracts/check', { schema });
  expect(body).toMatchObject({ problems: [{ path, message: expect.stringContaining(words) }] });
  expect(await add({ subject: 'other', schema })).toMatchObject({ status: 422, body: { code: 'INVALID_CONTRACT' } });
});

test('a contract that a flow names stays; one that none names goes off the list, and its number is not given again', async () => {
  expect((await add({ subject: 'gone', schema: item() })).status).toBe(201);
  expect((await api.call('DELETE', '/api/contracts/gone@1')).status).toBe(204);
  expect(api.core.contracts.names()).not.toContain('gone@1');
  expect(api.core.contracts.get('gone@1')).toBeDefined();
  expect((await add({ subject: 'gone', schema: item() })).body).toMatchObject({ name: 'gone@2', changes: [] });
});

test('the name of a canonical contract is taken', async () => {
  const { store, clock } = api;
  const book = await openContractBook({
    store,
    clock,
    audit: createAudit({ store, clock, key: Buffer.alloc(32, 7) }),
    canonical: contracts,
  });
  const order = { subject: 'order', title: 'Order', schema: item(), by: 'Ada', why: '' };
  await expect(book.add(order)).rejects.toThrow('"order" is the name of a canonical contract');
});

test('another process has it after a reload', async () => {
  const { store, clock } = api;
  const other = await openContractBook({ store, clock, audit: createAudit({ store, clock, key: Buffer.alloc(32, 7) }), canonical: [] });
  await add({ subject: 'late', schema: item() });
  expect(other.get('late@1')).toBeUndefined();
  await other.reload();
  expect(other.get('late@1')?.schema).toEqual(item());
});

test('a subject that is kept compatible refuses a version that breaks it, naming the field and what to do', async () => {
  await add({ subject: 'kept', schema: item() });
  const set = (compatibility: string, subject = 'kept') =>
    api.call('PUT', `/api/contracts/subjects/${subject}/compatibility`, { compatibility });
  expect((await set('backward')).body).toEqual({ compatibility: 'backward' });
  const narrower = { ...item(), required: ['sku', 'colour'], properties: { ...item().properties, colour: { type: 'string' } } };
  expect((await api.call('POST', '/api/contracts/check', { subject: 'kept', schema: narrower })).body).toMatchObject({
    compatibility: 'backward',
    broken: [{ path: 'colour', breaks: ['backward'], remedy: expect.stringContaining('Make it optional') }],
  });
  expect(await add({ subject: 'kept', schema: narrower })).toMatchObject({
    status: 422,
    body: {
      code: 'CONTRACT_INCOMPATIBLE',
      message:
        'Versions of "kept" are kept backward compatible, and colour is new and required. Make it optional: documents of the version before do not have it.',
      details: [{ path: 'body.schema.colour' }],
    },
  });
  await set('forward');
  expect(await add({ subject: 'kept', schema: narrower })).toMatchObject({ status: 201, body: { compatibility: 'forward' } });
  expect(await set('full', 'order')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_CONTRACT' } });
  const audit = (await api.call('GET', '/api/audit?act=contract.compatibility-set')).body as { items: object[] };
  expect(audit.items).toHaveLength(2);
});
