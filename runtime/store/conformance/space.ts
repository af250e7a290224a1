import { expect, it, vi } from 'vitest';
import { freshStores } from './open-store.ts';
import { aRun, type StoreFactory } from './sample-collections.ts';

/** For stores whose file is theirs alone; a database server keeps what is free for itself. */
export function describeSpace(factory: StoreFactory): void {
  const fresh = freshStores(factory);

  it('gives the disk its space back', { timeout: 60_000 }, async () => {
    const opened = await fresh();
    const { store, steps, runs } = opened;
    const body = new Uint8Array(20_000).fill(7);
    for (let batch = 0; batch < 10; batch++)
      await Promise.all(
        Array.from({ length: 100 }, (_, n) => {
          const at = batch * 100 + n;
          return Promise.all([
            steps.insert({ id: `r${at}/1/a`, run: `r${at}`, at, body }),
            runs.insert(aRun({ id: `r${at}`, createdAt: at, message: body.subarray(0, 4_000) })),
          ]);
        }),
      );
    const full = await store.size();
    expect(full.bytes).toBeGreaterThan(24_000_000);
    while ((await steps.removeWhere({ at: { lt: 950 } })) > 0);
    while ((await runs.removeWhere({ createdAt: { lt: 950 } })) > 0);
    await vi.waitFor(async () => expect((await store.size()).bytes).toBeLessThan(full.bytes / 4), { timeout: 20_000 });
    expect(await steps.count()).toBe(50);
    await opened.reopen();
    expect((await opened.steps.get('r999/1/a'))?.body?.byteLength).toBe(20_000);
  });
}
