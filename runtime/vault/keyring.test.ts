import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveKey } from '../access/installation-key.ts';
import { testClock } from '../clock/test-clock.ts';
import { createSeal } from '../engine/run/seal.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { createVault } from './envelope.ts';
import { activeAfter, openKeyring } from './keyring.ts';
import { sealSecrets } from './seal-secrets.ts';

const first = 'the first secret of all';
const second = 'the second secret of all';
let folder: string;
let store: Store;
let clock: ReturnType<typeof testClock>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-keyring-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  clock = testClock();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (secret: string, oldSecret: string | null = null) => openKeyring({ store, clock, secret, oldSecret });
const wrong = /encrypted with another secret/;

test('the same secret opens the same keys; no key and no secret can be read in the store', async () => {
  const keyring = await open(first);
  expect((await open(first)).first).toBe(keyring.first);
  await store.flush();
  const bytes = ['crossdock.db', 'crossdock.db-wal'].map((file) => readFileSync(join(folder, file)).toString('latin1')).join('');
  expect(bytes).not.toContain(keyring.first);
  expect(bytes).not.toContain(first);
});

test('another secret is refused, and changes nothing', async () => {
  const keyring = await open(first);
  await expect(open(second)).rejects.toThrow(wrong);
  await expect(open(second, 'not the first one either')).rejects.toThrow(wrong);
  expect((await open(first)).first).toBe(keyring.first);
});

test('while a secret is being replaced both open it; afterwards only the new one does', async () => {
  const before = await open(first);
  const during = await open(second, first);
  expect(during.first).toBe(before.first);
  // One that has not been started anew yet, and one that is started once more.
  expect((await open(first)).first).toBe(before.first);
  expect((await open(second)).first).toBe(before.first);
  expect((await during.status()).wraps).toHaveLength(2);
  expect(await during.keepOnly(second)).toBe(1);
  await expect(open(first)).rejects.toThrow(wrong);
  expect((await open(second)).first).toBe(before.first);
  expect((await open(second, first)).first).toBe(before.first);
});

test('many processes that start at once with old and new secret agree', async () => {
  await open(first);
  const all = await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? open(second, first) : open(first))));
  expect(new Set(all.map((one) => one.first)).size).toBe(1);
});

test('an installation from before there was a keyring goes on with what it had', async () => {
  const check = store.collection({ name: 'keyCheck', fields: { sealed: 'bytes' } } as never);
  await check.upsert({ id: 'key', sealed: createSeal(deriveKey(first, 'key check')).close('all', 'x') } as never);
  const seal = createSeal(deriveKey(first, 'runs'));
  const old = seal.close('dev', 'from before');
  await expect(open(second)).rejects.toThrow(wrong);
  const keyring = await open(first);
  expect(keyring.first).toBe(first);
  expect(createSeal(sealSecrets(keyring, 'runs')).open('dev', old).toString()).toBe('from before');
  const replaced = await open(second, first);
  await replaced.keepOnly(second);
  expect(
    createSeal(sealSecrets(await open(second), 'runs'))
      .open('dev', old)
      .toString(),
  ).toBe('from before');
});

test('a new root key seals when all had time to hear of it; what older ones sealed stays readable', async () => {
  const keyring = await open(first);
  const other = await open(first);
  const vault = createVault(keyring.forVault);
  const runs = createSeal(sealSecrets(keyring, 'runs'));
  const sealed = vault.close('here', 'secret');
  const run = runs.close('dev', 'message');
  expect(await keyring.addRoot()).toBe(2);
  expect(vault.isNewest(vault.close('here', 'x'))).toBe(true);
  expect(vault.isNewest(sealed)).toBe(true);
  clock.advance(activeAfter);
  expect(vault.isNewest(sealed)).toBe(false);
  expect(vault.open('here', sealed)).toBe('secret');
  expect(runs.open('dev', run).toString()).toBe('message');
  const later = [vault.close('here', 'later'), runs.close('dev', 'later')] as const;
  expect(later[1][0]).toBe(2);

  const theirs = createVault(other.forVault);
  expect(() => theirs.open('here', later[0])).toThrow('does not know yet');
  await other.reload();
  expect(theirs.open('here', later[0])).toBe('later');
  expect(createSeal(sealSecrets(other, 'runs')).open('dev', later[1]).toString()).toBe('later');
});

test('a process that reads its secret from a file follows when the file is made anew', async () => {
  let file = first;
  const here = await open(first);
  const there = await openKeyring({ store, clock, secret: first, readAgain: () => file });
  await here.add(second);
  file = second;
  await here.keepOnly(second);
  await here.addRoot({ isAlone: true });
  await there.reload();
  expect(there.newest().number).toBe(2);
});

test('what was sealed for one place does not open at another, nor when a byte of it was changed', async () => {
  const vault = createVault((await open(first)).forVault);
  const sealed = vault.close('connection dev/erp secret', 'a password');
  expect(vault.open('connection dev/erp secret', sealed)).toBe('a password');
  expect(() => vault.open('connection prod/erp secret', sealed)).toThrow();
  for (const at of [3, sealed.length - 30, sealed.length - 2])
    expect(() =>
      vault.open('connection dev/erp secret', `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`),
    ).toThrow();
  expect(vault.close('connection dev/erp secret', 'a password')).not.toBe(sealed);
});

test('a store whose keyring is gone, but not its credentials, is not given another one', async () => {
  await open(first);
  const connections = store.collection({ name: 'connections', fields: { env: 'text', name: 'text' } } as never);
  await connections.insert({ id: 'dev/erp', env: 'dev', name: 'erp' } as never);
  await store.collection({ name: 'keyring', fields: {} } as never).remove('keyring');
  await expect(open(first)).rejects.toThrow('restore the whole backup');
});
