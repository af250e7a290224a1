import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asCaller } from '../access/caller.ts';
import { testClock } from '../clock/test-clock.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { Audit } from './audit.ts';
import { auditMarkSchema, auditSchema } from './audit-documents.ts';
import { createAudit } from './create-audit.ts';
import { exportText } from './export-audit.ts';
import { createRecordView } from './record-view.ts';

const key = Buffer.alloc(32, 7);
const clock = testClock();
let folder: string;
let store: Store;
let audit: Audit;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cd-audit-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  audit = createAudit({ store, clock, key });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const publish = (version: number, more: object = {}) =>
  audit.record({ by: 'Ada', act: 'flow.published', subject: 'orders', details: { version }, ...more });
async function some(count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await publish(i);
}
const linesOf = () => store.collection(auditSchema);
const idOf = (sequence: number) => String(sequence).padStart(12, '0');

describe('the chain', () => {
  test('holds over everything that was recorded, also by several processes at once', async () => {
    const other = createAudit({ store, clock, key });
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? audit : other).record({ by: 'Ada', act: 'a.b', subject: String(i) })));
    const verdict = await audit.verify();
    expect(verdict).toMatchObject({ ok: true, lines: 20, head: { sequence: 20 } });
    const { items } = await audit.list({});
    expect(items.map((line) => line.sequence)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
    expect(new Set(items.map((line) => line.subject)).size).toBe(20);
  });

  test('of nothing holds', async () => {
    expect(await audit.verify()).toEqual({ ok: true, lines: 0, head: null, broken: null });
  });

  test.each([1, 3, 5])('shows that line %i of 5 was removed', async (sequence) => {
    await some(5);
    await linesOf().remove(idOf(sequence));
    expect(await audit.verify()).toMatchObject({ ok: false, broken: { sequence, why: `Line ${sequence} is missing: it was removed.` } });
  });

  test('shows that all lines were removed, with and without the mark of its end', async () => {
    await some(3);
    await linesOf().removeWhere({});
    expect((await audit.verify()).broken?.why).toBe('Lines 1 to 3 are missing: they were removed.');
    await some(1);
    await store.collection(auditMarkSchema).remove('head');
    expect((await audit.verify()).ok).toBe(false);
  });

  test.each([
    { by: 'Grace' },
    { at: 5 },
    { act: 'flow.deployed' },
    { subject: 'invoices' },
    { why: 'because' },
    { env: 'prod' },
    { content: '{"details":{"version":9}}' },
    { from: '203.0.113.9' },
  ])('shows that a line was changed: %j', async (set) => {
    await some(3);
    await linesOf().update(idOf(2), { set });
    expect(await audit.verify()).toMatchObject({
      ok: false,
      lines: 1,
      broken: { sequence: 2, why: expect.stringContaining('not as it was written') },
    });
  });

  test('cannot be forged without the key: neither a line added nor the end set back', async () => {
    await some(3);
    const forger = createAudit({ store, clock, key: Buffer.alloc(32, 8) });
    await forger.record({ by: 'Mallory', act: 'flow.published', subject: 'orders' });
    expect(await audit.verify()).toMatchObject({ ok: false });
    await linesOf().remove(idOf(4));
    const { items } = await audit.list({ limit: 2 });
    await linesOf().remove(idOf(3));
    const second = items[1];
    await store.collection(auditMarkSchema).update('head', { set: { sequence: 2, hash: second?.hash ?? '' } });
    expect((await audit.verify()).broken?.why).toBe('The mark where the chain ends was not set by Crossdock.');
  });

  test('that was exchanged as a whole is told by a head that was noted before', async () => {
    await some(3);
    const { head } = await audit.verify();
    if (!head) throw new Error('no head');
    await some(1);
    expect(await audit.verify(head)).toMatchObject({ ok: true });
    expect(await audit.verify({ ...head, hash: '0'.repeat(64) })).toMatchObject({ ok: false, broken: { sequence: 3 } });
    expect(await audit.verify({ sequence: 9, hash: head.hash })).toMatchObject({
      ok: false,
      broken: { why: 'Lines 5 to 9 are missing: they were removed.' },
    });
  });

  test('still holds after old lines were pruned, and shows what was removed beyond that', async () => {
    await some(700);
    clock.advance(40 * 86_400_000);
    await some(3);
    expect(await audit.prune(30)).toBe(700);
    expect(await audit.verify()).toMatchObject({ ok: true, lines: 3, head: { sequence: 703 } });
    await linesOf().remove(idOf(701));
    expect(await audit.verify()).toMatchObject({ ok: false, broken: { sequence: 701 } });
  });

  test('goes on after all lines were pruned', async () => {
    await some(2);
    clock.advance(40 * 86_400_000);
    await audit.prune(30);
    const later = createAudit({ store, clock, key });
    expect(await later.verify()).toMatchObject({ ok: true, lines: 0 });
    await later.record({ by: 'Ada', act: 'a.b', subject: 'c' });
    expect(await later.verify()).toMatchObject({ ok: true, lines: 1, head: { sequence: 3 } });
  });
});

describe('a line', () => {
  test('says who, from where, with what before and after, and why', async () => {
    const asker = { id: 'p1', name: 'Ada', kind: 'person', address: '203.0.113.5', requestId: 'r1' } as const;
    await asCaller(asker, () => publish(2, { env: 'test', before: { version: 1 }, after: { version: 2 }, why: 'new carrier' }));
    expect((await audit.list({})).items).toEqual([
      expect.objectContaining({
        by: 'Ada',
        byId: 'p1',
        from: '203.0.113.5',
        requestId: 'r1',
        env: 'test',
        act: 'flow.published',
        subject: 'orders',
        details: { version: 2 },
        before: { version: 1 },
        after: { version: 2 },
        why: 'new carrier',
      }),
    ]);
  });

  test('is found by words, person, act, kind of act, environment and time', async () => {
    const began = new Date(clock.now()).toISOString();
    await publish(1, { why: 'Black Friday limits' });
    clock.advance(1000);
    await audit.record({
      by: 'Grace Hopper',
      act: 'connection.changed',
      subject: 'prod/erp-main',
      env: 'prod',
      details: { address: 'https://erp.example.com' },
    });
    const found = async (query: object) => (await audit.list(query)).items.map((line) => line.sequence);
    expect(await found({ q: 'friday black' })).toEqual([1]);
    expect(await found({ q: 'ERP' })).toEqual([2]);
    expect(await found({ q: 'erp friday' })).toEqual([]);
    expect(await found({ by: 'Grace Hopper' })).toEqual([2]);
    expect(await found({ act: 'flow.' })).toEqual([1]);
    expect(await found({ act: 'connection.changed' })).toEqual([2]);
    expect(await found({ env: 'prod' })).toEqual([2]);
    expect(await found({ from: began, to: new Date(clock.now()).toISOString() })).toEqual([1]);
  });

  test('stands on exactly one page, also of a search for several words', async () => {
    for (let i = 1; i <= 30; i++) await publish(i, { why: i % 3 === 0 ? 'peak season' : 'peak day' });
    for (const [q, expected] of [
      [undefined, 30],
      ['peak season', 10],
    ] as const) {
      const seen: number[] = [];
      let after: string | undefined;
      do {
        const page = await audit.list({ q, limit: 7, after });
        seen.push(...page.items.map((line) => line.sequence));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(seen).toHaveLength(expected);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    }
  });

  test('leaves as CSV that no spreadsheet executes, and as JSON lines', async () => {
    await audit.record({ by: '=HYPERLINK("x")', act: 'a.b', subject: 'c, "d"', details: { n: 1 } });
    const { items } = await audit.list({});
    const [head, line] = exportText(items, 'csv').split('\r\n');
    expect(head).toBe('sequence,at,by,from,env,act,subject,why,details,before,after,hash');
    expect(line).toContain(`"'=HYPERLINK(""x"")",,,a.b,"c, ""d""",,"{""n"":1}"`);
    expect(JSON.parse(exportText(items, 'jsonl'))).toEqual(items[0]);
  });
});

test('looking at the data of a run is recorded once per person, run and ten minutes', async () => {
  const view = createRecordView({ audit, clock });
  const look = (by: string, subject: string) => view({ by, subject, env: undefined, what: 'step' });
  await look('Ada', 'run-1');
  await look('Ada', 'run-1');
  await look('Ada', 'run-2');
  await look('Grace', 'run-1');
  clock.advance(600_000);
  await look('Ada', 'run-1');
  expect((await audit.list({ act: 'payload.viewed' })).items.map(({ by, subject }) => `${by} ${subject}`)).toEqual([
    'Ada run-1',
    'Grace run-1',
    'Ada run-2',
    'Ada run-1',
  ]);
});
