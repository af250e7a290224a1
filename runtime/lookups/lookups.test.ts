import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { createAudit } from '../audit/create-audit.ts';
import { openLookupBook } from './create-lookup-book.ts';
import { createLookupTables } from './lookup-tables.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const columns = [{ name: 'code', isKey: true }, { name: 'base' }, { name: 'factor', type: 'number' }];
let made = 0;
/** A table of its own for each test: BX is 12 EA, CS is 24 EA. */
async function uom(more: object = {}): Promise<string> {
  const name = `uom-${++made}`;
  const rows = [
    ['BX', 'EA', 12],
    ['CS', 'EA', 24],
  ];
  const { status, body } = await call(name, 'PUT', '', { purpose: 'Units', columns, rows, version: 0, why: 'first', ...more });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return name;
}
const call = (name: string, method: string, path = '', body?: unknown) =>
  api.call(method, `/api/lookups/${name}${path}${path.includes('?') ? '&' : '?'}env=dev`, body);
const rowsOf = async (name: string, query = '') => ((await call(name, 'GET', `/rows${query}`)).body as { rows: unknown[][] }).rows;

test('a save is a version, with who, why and what changed', async () => {
  const name = await uom();
  const edited = await call(name, 'PATCH', '/rows', {
    upsert: [
      { code: 'PAL', base: 'EA', factor: '480' },
      { code: 'BX', factor: 10 },
    ],
    remove: [['CS']],
    why: 'pallets',
  });
  expect(edited.body).toMatchObject({
    version: 2,
    rows: 2,
    history: [
      { version: 2, why: 'pallets', added: 1, changed: 1, removed: 1 },
      { version: 1, why: 'first', added: 2, changed: 0, removed: 0 },
    ],
  });
  expect(await rowsOf(name)).toEqual([
    ['BX', 'EA', 10],
    ['PAL', 'EA', 480],
  ]);
  expect((await call(name, 'GET', '/changes?from=1&to=2')).body).toMatchObject({
    items: [
      { kind: 'changed', before: ['BX', 'EA', 12], row: ['BX', 'EA', 10] },
      { kind: 'added', row: ['PAL', 'EA', 480] },
      { kind: 'removed', row: ['CS', 'EA', 24] },
    ],
  });
  const audit = (await api.call('GET', `/api/audit?subject=dev/${name}`)).body as { items: { act: string; details: object }[] };
  // The clock of the test stands still, so that neither is the newer one.
  const changed = audit.items.find(({ act }) => act === 'lookup.changed');
  expect(audit.items.map(({ act }) => act).sort()).toEqual(['lookup.changed', 'lookup.created']);
  expect(changed?.details).toMatchObject({ version: 2, added: 1, why: 'pallets' });
});

test('an earlier version comes back as the next one', async () => {
  const name = await uom();
  await call(name, 'PATCH', '/rows', { remove: [['BX']] });
  expect((await call(name, 'POST', '/bring-back', { version: 1 })).body).toMatchObject({
    version: 3,
    rows: 2,
    why: 'Brought back version 1',
  });
  expect(await rowsOf(name, '?version=2')).toEqual([['CS', 'EA', 24]]);
});

test('who saves on an older version is told by whom and why, and nothing is overwritten', async () => {
  const name = await uom();
  await call(name, 'PATCH', '/rows', { upsert: [{ code: 'PAL', base: 'EA', factor: 480 }], why: 'pallets' });
  const late = await call(name, 'PUT', '', { columns, rows: [], version: 1 });
  expect(late).toMatchObject({ status: 409, body: { code: 'STALE_LOOKUP', message: expect.stringContaining('(pallets)'), version: 2 } });
  expect(await rowsOf(name)).toHaveLength(3);
});

test.each([
  [
    'a key that is there twice',
    [
      ['A', 'x', 1],
      ['B', 'x', 1],
      [' A ', 'y', 2],
    ],
    'Row 3 has the key A, which row 1 has too; keep one of them.',
  ],
  ['an empty key', [['', 'x', 1]], 'Row 1 has no key: "code" is empty.'],
  ['text in a number', [['A', 'x', 'many']], 'Row 1 "factor" is "many", which is no number; write 12.5, or make the column text.'],
])('%s is refused with its row', async (_, rows, message) => {
  const { status, body } = await call('refused', 'PUT', '', { columns, rows });
  expect([status, (body as { message: string }).message]).toEqual([422, message]);
});

test('more than 50,000 rows are refused', async () => {
  const rows = Array.from({ length: 50_001 }, (_, n) => [String(n), 'x', n]);
  expect((await call('large', 'PUT', '', { columns, rows })).body).toMatchObject({ code: 'LOOKUP_TOO_LARGE' });
});

test('rows are searched and paged', async () => {
  const name = await uom({ rows: Array.from({ length: 300 }, (_, n) => [`SKU-${n}`, n % 2 === 0 ? 'even' : 'odd', n]) });
  expect((await call(name, 'GET', '/rows?q=EVEN&offset=10&limit=2')).body).toMatchObject({
    total: 300,
    matching: 150,
    rows: [
      ['SKU-20', 'even', 20],
      ['SKU-22', 'even', 22],
    ],
  });
});

test('a CSV is tried first, then read; what it holds comes out again', async () => {
  const name = await uom();
  const csv = 'factor;code;base\r\n12;BX;EA\r\n25;CS;EA\r\n480;PAL;"EA; each"\r\n';
  const dry = await call(name, 'POST', '/import', { csv, isDryRun: true });
  expect(dry.body).toMatchObject({ changes: { added: 1, changed: 1, removed: 0 }, lookup: null });
  expect((await call(name, 'POST', '/import', { csv, version: 1 })).body).toMatchObject({ lookup: { version: 2, rows: 3 } });
  const exported = (await call(name, 'GET', '/export')).body as { csv: string };
  expect(exported.csv).toBe('code,base,factor\r\nBX,EA,12\r\nCS,EA,25\r\nPAL,"EA; each",480\r\n');
  expect((await call(name, 'POST', '/import', { csv: exported.csv, isDryRun: true })).body).toMatchObject({
    changes: { added: 0, changed: 0, removed: 0 },
  });
});

test('a merged CSV keeps the rows it does not have; a new table takes its columns from the head', async () => {
  const name = await uom();
  expect((await call(name, 'POST', '/import', { csv: 'code,factor\nPAL,480', mode: 'merge' })).body).toMatchObject({ lookup: { rows: 3 } });
  const fresh = await call('from-file', 'POST', '/import', { csv: 'sku,item\nGLV,100' });
  expect(fresh.body).toMatchObject({
    lookup: {
      version: 1,
      columns: [
        { name: 'sku', isKey: true, type: 'text' },
        { name: 'item', isKey: false },
      ],
    },
  });
});

test.each([
  ['code,base,factor\nBX,EA,12\n\nBX,EA,13', 'Line 4 has the key BX, which line 2 has too; keep one of them.'],
  ['code,base,factor\n,EA,12', 'Line 2 has no key: "code" is empty.'],
  ['base,factor\nEA,12', 'Line 1 has no column "code", which is a key; the table has code, base, factor.'],
  ['code,colour\nBX,red', 'Line 1 has the column "colour", which the table has not; it has code, base, factor.'],
  ['code,base,factor\nBX,"EA,12', 'Line 2 cannot be read: the quote of field 2 is never closed.'],
])('%j is refused with its line', async (csv, message) => {
  const name = await uom();
  expect((await call(name, 'POST', '/import', { csv, isDryRun: true })).body).toMatchObject({
    refused: { code: 'LOOKUP_REFUSED', message },
  });
  expect(await call(name, 'POST', '/import', { csv })).toMatchObject({ status: 422, body: { message } });
});

test('another environment has tables of its own', async () => {
  const name = await uom();
  expect((await api.call('GET', `/api/lookups/${name}?env=test`)).body).toMatchObject({
    code: 'NO_SUCH_LOOKUP',
    message: `test has no lookup "${name}". There is one in dev.`,
  });
});

test('another process finishes a run on the version it began with, also one it has not heard of yet', async () => {
  const name = await uom();
  const { store, clock } = api;
  const book = await openLookupBook({ store, clock, audit: createAudit({ store, clock, key: Buffer.alloc(32, 7) }) });
  const tables = createLookupTables(book);
  await call(name, 'PATCH', '/rows', { upsert: [{ code: 'BX', factor: 99 }] });
  expect(tables.pin('dev', [name])).toEqual({ [name]: 1 });
  const program = { hash: 'p', source: '(crossdock, tables) => () => tables' };
  const [now, before] = await Promise.all([
    tables.withTables(program, 'dev', { [name]: 2 }),
    tables.withTables(program, 'dev', { [name]: 1 }),
  ]);
  expect(now.program.source).toContain('99');
  expect(before.program.source).not.toContain('99');
  expect((await tables.withTables(program, 'dev', { [name]: 2 })).program).toBe(now.program);
  expect(tables.pin('dev', [name])).toEqual({ [name]: 2 });
});
