import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Collection, Store } from '../../store/store.ts';
import { type RunDocument, runCollection } from '../run/run-document.ts';
import { aRun } from '../test/a-run.ts';
import { createStrays } from './strays.ts';

let folder: string;
let store: Store;
let runs: Collection<RunDocument>;
let handedBack: string[] = [];
const here = new Set<string>();
const strays = () =>
  createStrays({ runs, workerId: () => 'me', isHere: (id) => here.has(id), handBack: async ({ id }) => handedBack.push(id) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-strays-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  runs = store.collection(runCollection);
  handedBack = [];
  here.clear();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a run that is stored as ours and is missing here at two looks is handed back', async () => {
  await runs.insert(aRun('r_lost', { owner: 'me', status: 'running' }));
  await runs.insert(aRun('r_here', { owner: 'me', status: 'running' }));
  await runs.insert(aRun('r_other', { owner: 'another', status: 'running' }));
  here.add('r_here');
  const { look } = strays();
  expect(await look()).toBe(0);
  expect(await look()).toBe(1);
  expect(handedBack).toEqual(['r_lost']);
});

test('one that is just being taken up is left alone, also when it was missing for an earlier owner of its token', async () => {
  await runs.insert(aRun('r_new', { owner: 'me', status: 'running' }));
  const { look } = strays();
  await look();
  here.add('r_new');
  expect(await look()).toBe(0);
  here.clear();
  await runs.update('r_new', { set: { token: 7 } });
  await look();
  await runs.update('r_new', { set: { token: 8 } });
  expect(await look()).toBe(0);
});

test('all of many are found', async () => {
  await Promise.all(Array.from({ length: 1200 }, (_, n) => runs.insert(aRun(`r_${n}`, { owner: 'me', status: 'running' }))));
  const { look } = strays();
  await look();
  expect(await look()).toBe(1200);
});
