import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crossdock } from './crossdock.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-cli-lookups-'));
  mkdirSync(join(folder, 'lookups'));
  writeFileSync(join(folder, 'units.flow.json'), JSON.stringify(flow));
  writeFileSync(join(folder, 'order.json'), '{"uom":"bx"}');
  writeFileSync(join(folder, 'lookups/uom.csv'), 'code,base\nBX,EA\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flow = {
  format: 1,
  id: 'units',
  name: 'Units',
  nodes: [
    { id: 'hook', type: 'trigger.webhook', name: 'Webhook', config: { path: 'units' } },
    {
      id: 'map',
      type: 'transform.set-fields',
      name: 'Translate',
      config: { fields: [{ name: 'base', value: '{{ lookup("uom", text.upper(item.uom)) }}' }] },
    },
  ],
  edges: [{ from: { node: 'hook', port: 'out' }, to: { node: 'map', port: 'in' } }],
};

async function run(...words: string[]) {
  const written = { out: '', err: '' };
  const output = {
    out(text: string) {
      written.out += text;
    },
    err(text: string) {
      written.err += text;
    },
  };
  const code = await crossdock(words, output, { CROSSDOCK_DATA: join(folder, 'data'), PORT: '3998' });
  return { code, ...written };
}
const file = (name: string) => join(folder, name);
const ran = (...more: string[]) => run('run', file('units.flow.json'), '--input', file('order.json'), '--json', ...more);

test('a flow file finds the tables in the folder beside it', async () => {
  const { code, out } = await ran();
  expect([code, JSON.parse(out)]).toMatchObject([0, { outputs: { 'map.out': [{ uom: 'bx', base: 'EA' }] } }]);
});

test('a table that is named goes before it, and a wrong one is told with its line', async () => {
  writeFileSync(file('other.csv'), 'code,base\nBX,PR\n');
  const { out } = await ran('--lookup', `uom=${file('other.csv')}`);
  expect(JSON.parse(out)).toMatchObject({ outputs: { 'map.out': [{ base: 'PR' }] } });
  writeFileSync(file('twice.csv'), 'code,base\nBX,PR\nBX,EA\n');
  expect(await ran('--lookup', `uom=${file('twice.csv')}`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('Line 3 has the key BX, which line 2 has too'),
  });
});

test('a key without a row fails the step in words', async () => {
  writeFileSync(file('order.json'), '{"uom":"pal"}');
  const { code, out } = await ran();
  expect([code, JSON.parse(out)]).toMatchObject([
    1,
    { exceptions: [{ error: { code: 'LOOKUP_MISS', message: 'uom has no entry for PAL. Add it, or correct the record, and replay.' } }] },
  ]);
});

test('lookups are imported before the flows that need them, and exported with them', async () => {
  const table = {
    format: 1,
    name: 'uom',
    purpose: 'Units',
    columns: [{ name: 'channel', isKey: true }, { name: 'code', isKey: true }, { name: 'base' }],
    rows: [['shop', 'BX', 'EA']],
  };
  writeFileSync(file('uom.lookup.json'), JSON.stringify(table));
  const imported = await run('import', file('units.flow.json'), file('uom.lookup.json'), '--publish', 'first');
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('lookup uom in dev, version 1') });
  expect(await run('export', 'units', '--to', file('out'))).toMatchObject({ code: 0 });
  const exported = readFileSync(file('out/lookups/uom.lookup.json'), 'utf8');
  expect(JSON.parse(exported)).toMatchObject({ purpose: 'Units', columns: [{ isKey: true }, {}, { type: 'text' }], rows: table.rows });
  await run('import', file('out/lookups/uom.lookup.json'));
  await run('export', 'units', '--to', file('again'));
  expect(readFileSync(file('again/lookups/uom.lookup.json'), 'utf8')).toBe(exported);
});
