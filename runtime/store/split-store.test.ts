import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aRun, runs as runsSchema } from './conformance/sample-collections.ts';
import { SimulatedCrash, splitStore } from './split-store.ts';
import { openAt } from './sqlite/open-at.ts';
import type { Store } from './store.ts';

let place: string;
let store: Store;
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'crossdock-split-'));
  store = await openAt(place);
});
afterEach(async () => {
  await store.close();
  rmSync(place, { recursive: true });
});

it('dies after every k-th document of a group: k are written, no caller learns of the k-th or a later one', async () => {
  for (let k = 0; k <= 4; k++) {
    const split = splitStore(store, { crashAfter: k });
    const runs = split.collection(runsSchema);
    const results = await Promise.allSettled([
      runs.upsert(aRun({ id: 'a', token: k })),
      runs.upsert(aRun({ id: 'b', token: k })),
      runs.update('a', { set: { status: `round ${k}` } }),
      runs.upsert(aRun({ id: 'c', token: k })),
      runs.upsert(aRun({ id: 'd', token: k })),
    ]);
    // A crash takes the answers of the whole group that was under way with it, or comes after some of them.
    for (const result of results.slice(Math.max(0, k - 1)))
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'SimulatedCrash' } });
    expect(split).toMatchObject({ hasCrashed: true, written: k });
    const inner = store.collection(runsSchema);
    expect((await inner.get('a'))?.token ?? null).toBe(k >= 1 ? k : null);
    expect((await inner.get('b'))?.token === k).toBe(k >= 2);
    expect((await inner.get('a'))?.status === `round ${k}`).toBe(k >= 3);
    expect((await inner.get('c'))?.token === k).toBe(k >= 4);
    expect(await inner.get('d')).toBeNull();
  }
});

it('refuses reads after the crash: a dead process sees nothing', async () => {
  let crashes = 0;
  const split = splitStore(store, { crashAfter: 1, onCrash: () => crashes++ });
  const runs = split.collection(runsSchema);
  expect(await runs.get('a')).toBeNull();
  await expect(runs.insert(aRun({ id: 'a' }))).rejects.toBeInstanceOf(SimulatedCrash);
  await expect(runs.get('a')).rejects.toBeInstanceOf(SimulatedCrash);
  await expect(split.flush()).rejects.toBeInstanceOf(SimulatedCrash);
  expect(crashes).toBe(1);
  expect(await store.collection(runsSchema).get('a')).not.toBeNull();
});

it('lets everything through when it is told to crash later than the last document', async () => {
  const split = splitStore(store, { crashAfter: 100 });
  await split.collection(runsSchema).insert(aRun({ id: 'a' }));
  expect(split).toMatchObject({ hasCrashed: false, written: 1 });
});
