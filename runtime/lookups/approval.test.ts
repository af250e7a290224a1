import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import type { LookupTable } from './lookup.ts';
import type { Decision, Saving } from './lookup-book.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const columns = [{ name: 'code', isKey: true }, { name: 'base' }];
const table: LookupTable = {
  purpose: 'Units',
  columns: columns.map((column) => ({ type: 'text', isKey: false, ...column })),
  ignoreCase: false,
};
const ada: Saving = { by: 'Ada', byId: 'p1', why: 'pallets', isProposal: true };
const bo: Saving = { by: 'Bo', byId: 'p2', why: 'boxes', isProposal: true };
const decision = (who: 'Ada' | 'Bo' | 'Cem', version: number, why = ''): Decision => ({
  by: { id: { Ada: 'p1', Bo: 'p2', Cem: 'p3' }[who], name: who },
  isInstallation: false,
  version,
  why,
});
let made = 0;
async function live(): Promise<string> {
  const name = `unit-${++made}`;
  await api.core.lookups.save('prod', name, { ...table, rows: [['BX', 'EA']] }, { by: 'Ada', why: 'first' });
  return name;
}
const call = (name: string, method: string, path = '', body?: unknown, env = 'prod') =>
  api.call(method, `/api/lookups/${name}${path}${path.includes('?') ? '&' : '?'}env=${env}`, body);
const pin = (name: string) => api.core.lookups.current('prod', name)?.version ?? 0;

test('a save in prod waits as a draft that says what it changes; what counts stays until somebody else approves', async () => {
  const name = await live();
  const saved = await call(name, 'PATCH', '/rows', { upsert: [{ code: 'PAL', base: 'EA' }], why: 'pallets' });
  expect(saved.body).toMatchObject({
    version: 1,
    rows: 1,
    waitsForApproval: true,
    draft: { version: 2, base: 1, added: 1, changed: 0, removed: 0, rows: 2, why: 'pallets' },
  });
  expect(pin(name)).toBe(1);
  expect((await call(name, 'GET', '/changes?from=1&to=2')).body).toMatchObject({ items: [{ kind: 'added', row: ['PAL', 'EA'] }] });
  expect((await call(name, 'POST', '/approve', { version: 2, why: 'looks right' })).body).toMatchObject({
    version: 2,
    rows: 2,
    draft: null,
  });
  expect(pin(name)).toBe(2);
  expect((await call(name, 'GET')).body).toMatchObject({ history: [{ version: 2, approvedBy: expect.any(String) }, { version: 1 }] });
});

test('whoever had a hand in a draft does not approve it', async () => {
  const name = await live();
  const book = api.core.lookups;
  await book.edit('prod', name, { upsert: [{ code: 'PAL', base: 'EA' }], remove: [] }, ada);
  await book.edit('prod', name, { upsert: [{ code: 'CS', base: 'EA' }], remove: [] }, bo);
  expect(book.get('prod', name)?.draft).toMatchObject({ version: 3, added: 2, authors: [{ name: 'Ada' }, { name: 'Bo' }] });
  await expect(book.approve('prod', name, decision('Ada', 3))).rejects.toMatchObject({ code: 'OWN_DRAFT' });
  await expect(book.approve('prod', name, decision('Bo', 3))).rejects.toMatchObject({ code: 'OWN_DRAFT' });
  expect(await book.approve('prod', name, decision('Cem', 3))).toMatchObject({ version: 3, rows: 3, draft: null });
});

test('a draft that changed since it was looked at is not approved unseen, nor one that was overtaken', async () => {
  const name = await live();
  const book = api.core.lookups;
  await book.edit('prod', name, { upsert: [{ code: 'PAL', base: 'EA' }], remove: [] }, ada);
  await book.edit('prod', name, { upsert: [{ code: 'PAL', base: 'PR' }], remove: [] }, ada);
  await expect(book.approve('prod', name, decision('Cem', 2))).rejects.toMatchObject({ code: 'STALE_LOOKUP' });
  // A promotion puts a version in force meanwhile.
  await book.edit('prod', name, { upsert: [{ code: 'CS', base: 'EA' }], remove: [] }, { by: 'PR-7', why: 'from test' });
  await expect(book.approve('prod', name, decision('Cem', 3))).rejects.toThrow(
    /changes version 1, and PR-7 has put version 4 in force since/,
  );
  await book.edit('prod', name, { upsert: [{ code: 'CS', base: 'EA' }], remove: [] }, { ...ada, version: 3 });
  expect(await book.approve('prod', name, decision('Cem', 5))).toMatchObject({ version: 5, rows: 3 });
});

test('a new table in prod is asked by nobody before it is approved, and is gone when it is rejected', async () => {
  expect((await call('fresh', 'PUT', '', { columns, rows: [['BX', 'EA']], version: 0 })).body).toMatchObject({
    version: 0,
    draft: { version: 1 },
  });
  expect([pin('fresh'), api.core.lookups.get('prod', 'fresh'), api.core.lookups.names('prod').includes('fresh')]).toEqual([0, null, false]);
  expect((await api.call('GET', '/api/lookups?env=prod')).text).toContain('"fresh"');
  expect((await call('fresh', 'POST', '/reject', { version: 1, why: 'wrong units' })).body).toEqual({ lookup: null });
  expect((await call('fresh', 'GET')).status).toBe(404);
  expect((await call('fresh', 'POST', '/approve', { version: 1 })).body).toMatchObject({ code: 'NO_LOOKUP_DRAFT' });
});

test('a withdrawn draft leaves the table as it was, and an imported file goes on from the draft', async () => {
  const name = await live();
  await call(name, 'PATCH', '/rows', { upsert: [{ code: 'PAL', base: 'EA' }] });
  const imported = await call(name, 'POST', '/import', { csv: 'code,base\nCS,EA', mode: 'merge', version: 2 });
  expect(imported.body).toMatchObject({ lookup: { version: 1, draft: { version: 3, rows: 3, added: 2 } } });
  expect((await call(name, 'POST', '/withdraw', { version: 3 })).body).toMatchObject({ lookup: { version: 1, rows: 1, draft: null } });
  // Who has looked at draft 3 must never take another one for it.
  expect((await call(name, 'PATCH', '/rows', { upsert: [{ code: 'CS' }] })).body).toMatchObject({ version: 1, draft: { version: 4 } });
});

test('a table of dev may ask for approval, and one of prod may do without', async () => {
  const given = { columns, rows: [['BX', 'EA']], version: 0, needsApproval: true };
  expect((await call('strict', 'PUT', '', given, 'dev')).body).toMatchObject({ version: 1, waitsForApproval: true });
  expect((await call('strict', 'PATCH', '/rows', { upsert: [{ code: 'CS' }] }, 'dev')).body).toMatchObject({
    version: 1,
    draft: { version: 2 },
  });
  const name = await live();
  await api.core.lookups.save('prod', name, { ...table, needsApproval: false }, { by: 'Ada', why: 'hourly rates' });
  expect((await call(name, 'PATCH', '/rows', { upsert: [{ code: 'CS' }] })).body).toMatchObject({ version: 3, draft: null });
});

test('what became of a row is told with who, why and who approved, also for what was taken out', async () => {
  const name = await live();
  const book = api.core.lookups;
  await book.edit('prod', name, { upsert: [{ code: 'BX', base: 'PR' }], remove: [] }, ada);
  await book.approve('prod', name, decision('Cem', 2));
  await book.edit('prod', name, { upsert: [{ code: 'CS', base: 'EA' }], remove: [['BX']] }, { by: 'Bo', why: 'gone' });
  const { items } = (await call(name, 'GET', '/row-history?key=BX')).body as { items: object[] };
  expect(items).toEqual([
    expect.objectContaining({ version: 3, kind: 'removed', by: 'Bo', why: 'gone', row: { code: 'BX', base: 'PR' }, approvedBy: null }),
    expect.objectContaining({ version: 2, kind: 'changed', by: 'Ada', approvedBy: 'Cem', before: { code: 'BX', base: 'EA' } }),
    expect.objectContaining({ version: 1, kind: 'added', by: 'Ada', before: null }),
  ]);
});

test('a row that got another first day is told as changed', async () => {
  const name = await live();
  const dated = { ...table, columns: [...table.columns, { name: 'from', type: 'date' as const, isKey: false }] };
  const effective = { from: 'from', to: null, zone: 'UTC' };
  const rows = (day: string | null) => [['BX', 'EA', day]];
  await api.core.lookups.save('prod', name, { ...dated, effective, rows: rows(null) }, { by: 'Ada', why: 'days' });
  await api.core.lookups.save('prod', name, { ...dated, effective, rows: rows('2026-12-01') }, { by: 'Ada', why: 'from December' });
  const { items } = (await call(name, 'GET', '/row-history?key=BX')).body as { items: object[] };
  expect(items[0]).toMatchObject({ kind: 'changed', row: { from: '2026-12-01' }, before: { from: null }, why: 'from December' });
});
