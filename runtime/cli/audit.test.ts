import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crossdock } from './crossdock.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-cli-audit-'));
  const hook = { id: 'hook', type: 'trigger.webhook', name: 'Webhook', config: { path: 'orders' } };
  writeFileSync(join(folder, 'orders.flow.json'), JSON.stringify({ format: 1, id: 'orders', name: 'Orders', nodes: [hook], edges: [] }));
  expect((await run('import', join(folder, 'orders.flow.json'), '--publish', 'first')).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
  const code = await crossdock(words, output, { CROSSDOCK_DATA: join(folder, 'data'), CROSSDOCK_LOG: 'silent' });
  return { code, ...written };
}

test('the chain is verified, its last line noted, and a removed line shows', async () => {
  const good = await run('audit', 'verify');
  expect(good).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+ lines hold\. The last one is \d+:[0-9a-f]{64}; note it elsewhere/),
  });
  const noted = /(\d+:[0-9a-f]{64})/.exec(good.out)?.[1] ?? '';
  expect(await run('audit', 'verify', '--expect', noted)).toMatchObject({ code: 0 });
  expect(await run('audit', 'verify', '--expect', noted.replace(/.{8}$/, '00000000'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not the one that was noted'),
  });

  const out = join(folder, 'audit.csv');
  expect(await run('audit', 'export', '--format', 'csv', '--act', 'flow.', '--out', out)).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).toContain('flow.published,orders');

  const database = new DatabaseSync(join(folder, 'data', 'crossdock.db'));
  database.exec('DELETE FROM auditLines WHERE sequence = 1');
  database.close();
  expect(await run('audit', 'verify')).toMatchObject({ code: 1, err: 'The audit does not hold. Line 1 is missing: it was removed.\n' });
  expect(JSON.parse((await run('audit', 'verify', '--json')).out)).toMatchObject({ ok: false, broken: { sequence: 1 } });
});

test.each([
  [['audit'], 'Say "audit verify" or "audit export".'],
  [['audit', 'verify', '--expect', '7'], 'write SEQUENCE:HASH'],
  [['audit', 'export', '--format', 'xml'], 'use csv or jsonl'],
])('what cannot be meant is refused: %j', async (words, message) => {
  expect(await run(...words)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});
