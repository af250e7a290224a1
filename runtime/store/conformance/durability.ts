import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { freshStores } from './open-store.ts';
import { aRun, bytesOf, type StoreFactory } from './sample-collections.ts';

export function describeDurability(factory: StoreFactory): void {
  const fresh = freshStores(factory);

  describe('durability', () => {
    it('keeps everything over a close and an open', async () => {
      const opened = await fresh();
      await Promise.all(
        Array.from({ length: 200 }, (_, n) =>
          opened.runs.insert(aRun({ id: `${n}`, token: n, message: bytesOf(`m${n}`), keys: [`k${n}`] })),
        ),
      );
      await opened.reopen();
      expect(await opened.runs.count()).toBe(200);
      expect((await opened.runs.findOne({ keys: { has: 'k77' } }))?.token).toBe(77);
      await expect(opened.runs.insert(aRun({ id: '77' }))).rejects.toMatchObject({ name: 'DuplicateKey' });
    });

    it('commits what was called before close', async () => {
      const opened = await fresh();
      const written = opened.runs.insert(aRun({ id: 'last' }));
      await opened.reopen();
      await written;
      expect(await opened.runs.get('last')).not.toBeNull();
    });

    it('refuses everything after close', async () => {
      const { store, runs } = await fresh();
      await store.close();
      await expect(runs.insert(aRun({ id: 'a' }))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await expect(runs.get('a')).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await store.close();
    });

    it('loses nothing that was acknowledged when the process is killed while it writes', { timeout: 60_000 }, async () => {
      const opened = await fresh();
      await opened.store.close();
      let expected = 0;
      for (const killAfter of [40, 400, 1_500]) {
        const acknowledged = await killWhileWriting(factory.module, opened.place, { from: expected, killAfter });
        await opened.reopen();
        const found = new Set((await allIds(opened.runs)).map(Number));
        for (const number of acknowledged) {
          expect(found.has(number)).toBe(true);
          // The update was acknowledged too, after the insert of the same run.
          expect(await opened.runs.get(String(number))).toMatchObject({ status: 'done' });
        }
        expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);
        expected = Math.max(...found) + 1;
        await opened.store.close();
      }
    });
  });
}

async function allIds(runs: Awaited<ReturnType<ReturnType<typeof freshStores>>>['runs']): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: { items: readonly { id: string }[]; next: string | null } = await runs.find({ select: ['id'], limit: 5_000, after });
    ids.push(...page.items.map((run) => run.id));
    after = page.next;
  } while (after !== null);
  return ids;
}

/** Resolves to the numbers that the child had seen acknowledged and told about before it was killed. */
async function killWhileWriting(module: URL, place: string, { from, killAfter }: { from: number; killAfter: number }): Promise<number[]> {
  const script = new URL('./write-until-killed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, module.href, place, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise<void>((resolve) => lines.once('close', resolve));
  lines.on('line', (line) => {
    acknowledged.push(Number(line));
    if (acknowledged.length === killAfter) child.kill('SIGKILL');
  });
  await ended;
  return acknowledged;
}
