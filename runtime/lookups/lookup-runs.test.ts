import { afterEach, beforeEach, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../engine/test/a-flow.ts';
import { anEngine, type TestEngine } from '../engine/test/an-engine.ts';
import { otherSide } from '../engine/test/other-side.ts';
import { idOf } from '../engine/test/stage.ts';
import type { LookupBook, Saving } from './lookup-book.ts';

let side: Awaited<ReturnType<typeof otherSide>>;
let on: TestEngine;
let book: LookupBook;
beforeEach(async () => {
  side = await otherSide();
});
afterEach(async () => {
  await on.close();
  await side.close();
});

const items = {
  purpose: 'Channel SKU to item',
  columns: [
    { name: 'sku', type: 'text' as const, isKey: true },
    { name: 'item', type: 'text' as const, isKey: false },
    { name: 'pack', type: 'number' as const, isKey: false },
  ],
  ignoreCase: false,
};
const ada: Saving = { by: 'Ada', why: 'test' };

async function start(value: string, rows: readonly (readonly (string | number)[])[] = [['GLV-1', 'G1', 12]]) {
  const flow = aFlow()
    .step('map', 'transform.set-fields', { fields: [{ name: 'item', value }] })
    .step('erp', 'connector.http', { ...sendOrder, body: { kind: 'json', value: '{{ item.item }}' } })
    .build();
  on = await anEngine({ flow, address: side.address, hasLookups: true });
  book = on.lookups as LookupBook;
  if (rows.length > 0) await book.save('dev', 'sku-to-item', { ...items, rows }, ada);
  return on;
}
const sent = () => side.received.map(({ body }) => JSON.parse(body) as unknown);

test('a lookup gives the first column that is no key, or the one that is named', async () => {
  const { send, when } = await start('{{ [lookup("sku-to-item", item.sku), lookup("sku-to-item", item.sku, "pack")] }}');
  const run = await when(idOf(await send({ sku: ' GLV-1 ' })), 'done', 'failed');
  expect(run.status).toBe('done');
  expect(sent()).toEqual([['G1', 12]]);
});

test('a key without a row fails the item, in words that name table and key; after the row is added, a replay goes through', async () => {
  const { send, when, engine } = await start('{{ lookup("sku-to-item", item.sku) }}');
  const id = idOf(await send({ sku: 'GLV-NIT-L-100' }));
  const run = await when(id, 'failed');
  expect(run.exceptions[0]?.error).toMatchObject({
    code: 'LOOKUP_MISS',
    message: 'sku-to-item has no entry for GLV-NIT-L-100. Add it, or correct the record, and replay.',
    details: { table: 'sku-to-item', key: 'GLV-NIT-L-100', parts: ['GLV-NIT-L-100'], path: 'fields[0].value' },
  });
  await book.edit('dev', 'sku-to-item', { upsert: [{ sku: 'GLV-NIT-L-100', item: 'G100' }], remove: [] }, ada);
  const replay = await engine.replay(id, { by: 'Ada' });
  await when(replay?.runId ?? '', 'done');
  expect(sent()).toEqual(['G100']);
});

test('a default, a question and a whole row need no entry to be there', async () => {
  const value = '{{ [lookup.or("sku-to-item", item.sku, "?"), lookup.has("sku-to-item", item.sku), lookup.row("sku-to-item", "GLV-1")] }}';
  const { send, when } = await start(value);
  await when(idOf(await send({ sku: 'none' })), 'done');
  expect(sent()).toEqual([['?', false, { sku: 'GLV-1', item: 'G1', pack: 12 }]]);
});

test('a run that waits for a retry finishes on the version it began with; one that begins later takes the new one', async () => {
  side.behave((_, count) => ({ status: count === 1 ? 503 : 201 }));
  const { send, when, clock } = await start('{{ lookup("sku-to-item", item.sku) }}');
  const first = idOf(await send({ sku: 'GLV-1' }));
  await when(first, 'retrying');
  await book.edit('dev', 'sku-to-item', { upsert: [{ sku: 'GLV-1', item: 'NEW' }], remove: [] }, ada);
  clock.advance(3_600_000);
  expect((await when(first, 'done')).lookups).toEqual([{ name: 'sku-to-item', version: 1 }]);
  const second = idOf(await send({ sku: 'GLV-1' }));
  expect((await when(second, 'done')).lookups).toEqual([{ name: 'sku-to-item', version: 2 }]);
  expect(sent()).toEqual(['G1', 'G1', 'NEW']);
});

test('an environment without the table says so, and goes through once it has one', async () => {
  const { send, when, engine } = await start('{{ lookup("sku-to-item", item.sku) }}', []);
  const id = idOf(await send({ sku: 'GLV-1' }));
  expect((await when(id, 'failed')).exceptions[0]?.error).toMatchObject({
    code: 'NO_SUCH_LOOKUP',
    message: 'There is no lookup "sku-to-item" in dev. Create it, then replay.',
  });
  await book.save('dev', 'sku-to-item', { ...items, rows: [['GLV-1', 'G1', 12]] }, ada);
  await when((await engine.replay(id, { by: 'Ada' }))?.runId ?? '', 'done');
  expect(sent()).toEqual(['G1']);
});

test('code looks things up too, and a composite key is a list', async () => {
  const flow = aFlow()
    .step('code', 'transform.code', { code: 'return { ...item, uom: lookup("uom", [item.channel, item.uom]) };' })
    .step('erp', 'connector.http', { ...sendOrder, body: { kind: 'json', value: '{{ item.uom }}' } })
    .build();
  on = await anEngine({ flow, address: side.address, hasLookups: true });
  const columns = ['channel', 'uom', 'base'].map((name) => ({ name, type: 'text' as const, isKey: name !== 'base' }));
  await on.lookups?.save('dev', 'uom', { purpose: '', columns, ignoreCase: true, rows: [['shop', 'Each', 'EA']] }, ada);
  await on.when(idOf(await on.send({ channel: 'SHOP', uom: 'each' })), 'done');
  expect(sent()).toEqual(['EA']);
});

test('50,000 rows of 5 MB are looked up in, and a run does not carry them', async () => {
  const rows = Array.from({ length: 50_000 }, (_, n) => [`SKU-${n}`, `ITEM-${n}-${'x'.repeat(60)}`, n]);
  const { send, when } = await start('{{ lookup("sku-to-item", item.sku, "pack") }}', rows);
  await when(idOf(await send({ sku: 'SKU-49999' })), 'done');
  const startedAt = performance.now();
  for (let n = 0; n < 20; n++) await when(idOf(await send({ sku: `SKU-${n}` })), 'done');
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(sent().slice(0, 3)).toEqual([49_999, 0, 1]);
});

test('a flow that looks nothing up has the program it always had, and its runs pin nothing', async () => {
  const { engine, send, when } = await start('{{ item.sku }}');
  const run = await when(idOf(await send({ sku: 'GLV-1' })), 'done');
  expect(run.lookups).toEqual([]);
  const flow = aFlow()
    .step('map', 'transform.set-fields', { fields: [{ name: 'item', value: '{{ item.sku }}' }] })
    .build();
  const { program, lookups } = engine.plans.compile(flow, 1, 'hash');
  expect([lookups, program.source.includes('tables'), program.source.startsWith('(crossdock) => {')]).toEqual([[], false, true]);
});
