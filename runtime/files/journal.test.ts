import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testClock } from '../clock/test-clock.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { applySchema } from './apply-documents.ts';
import { createApplyJournal } from './journal.ts';

test('files that take longer than a minute to apply stay with who applies them, until that ends or hangs', async () => {
  const clock = testClock();
  const folder = mkdtempSync(join(tmpdir(), 'crossdock-journal-'));
  const store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  const journalOf = () => createApplyJournal({ store, clock, isAlone: false });
  const held = async () => (await store.collection(applySchema).get('test'))?.heldUntil ?? 0;
  const [one, other] = [journalOf(), journalOf()];
  const { application } = await one.open('test', 'Ada');
  /** Time passes, and what is to be said every 20 s is said. */
  async function pass(seconds: number) {
    for (let at = 0; at < seconds; at += 20) {
      const before = await held();
      clock.advance(20_000);
      await expect.poll(held, { interval: 1 }).toBeGreaterThan(before);
    }
  }
  await pass(180);
  await expect(other.open('test', 'Ben')).rejects.toMatchObject({ code: 'APPLY_RUNNING' });
  await application.begin({ do: 'contract', name: 'order@1' });
  await pass(120);
  expect(await other.abandoned()).toEqual([]);
  // A quarter of an hour without a step: it hangs, and another one takes over.
  await pass(13 * 60);
  clock.advance(60_000);
  clock.advance(60_000);
  const taken = await other.open('test', 'Ben');
  expect(taken.abandoned).toEqual([{ do: 'contract', name: 'order@1' }]);
  // The first is told, and never takes the other's document for its own.
  for (let i = 0; i < 3; i += 1) await expect(application.end('brought back')).rejects.toThrow('another server took over');
  await taken.application.end('brought back');
  expect(await store.collection(applySchema).get('test')).toMatchObject({ state: 'brought back', by: 'Ben' });
  await store.close();
  rmSync(folder, { recursive: true });
});
