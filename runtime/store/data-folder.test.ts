import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';

let place: string;
const opened: DataFolder[] = [];
const open = (options: Parameters<typeof openDataFolder>[0]) => {
  const folder = openDataFolder(options);
  opened.push(folder);
  return folder;
};
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'crossdock-data-'));
});
afterEach(() => {
  for (const folder of opened.splice(0)) folder.close();
  rmSync(place, { recursive: true });
});

describe('the data folder', () => {
  it('is made where it is not there, with a store and blobs in it', async () => {
    const folder = open({ path: join(place, 'a', 'b') });
    const store = await folder.openStore();
    const things = store.collection<{ id: string; name: string | null }>({ name: 'things', fields: { name: 'text' } });
    await things.insert({ id: '1', name: 'one' });
    await store.close();
    await folder.openBlobs().put('run/1', new Uint8Array([1]));
    folder.close();
    const again = await open({ path: join(place, 'a', 'b') }).openStore();
    expect(await again.collection<{ id: string; name: string | null }>({ name: 'things', fields: { name: 'text' } }).get('1')).toEqual({
      id: '1',
      name: 'one',
    });
    await again.close();
  });

  it('keeps one secret of its own, readable by the owner only; a given one goes first', () => {
    const first = open({ path: place });
    expect(first.secret).toHaveLength(43);
    if (process.platform !== 'win32') expect(statSync(join(place, 'secret.key')).mode & 0o777).toBe(0o600);
    first.close();
    const second = open({ path: place });
    expect(second.secret).toBe(first.secret);
    second.close();
    expect(open({ path: place, secret: 'given by the environment' }).secret).toBe('given by the environment');
  });

  it('does not start with a short secret or a damaged key file', () => {
    expect(() => open({ path: place, secret: 'short' })).toThrow(/^CROSSDOCK_SECRET is too short/);
    writeFileSync(join(place, 'secret.key'), '');
    expect(() => open({ path: place })).toThrow(/secret\.key is damaged/);
    rmSync(join(place, 'secret.key'));
    open({ path: place });
  });

  it('names the process that has it, and is free again the moment that one is killed', async () => {
    const script = `
      const { openDataFolder } = await import(${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)});
      openDataFolder({ path: ${JSON.stringify(place)} });
      process.stdout.write('open');
      setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(() => open({ path: place, patience: 0 })).toThrow(
      `in use by process ${child.pid}: stop it first, or set CROSSDOCK_DATA to another folder`,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    open({ path: place });
    expect(Number(readFileSync(join(place, 'server.pid'), 'utf8'))).toBe(process.pid);
  });

  it('waits for a process that is just ending', async () => {
    const script = `
      const { openDataFolder } = await import(${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)});
      openDataFolder({ path: ${JSON.stringify(place)} });
      process.stdout.write('open');
      setTimeout(() => process.exit(), 300);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    open({ path: place });
    await once(child, 'exit');
  });

  it('says in one line that a place cannot be written', () => {
    const file = join(place, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'below'), '/proc/nowhere']) {
      expect(() => open({ path })).toThrow(
        expect.objectContaining({
          name: 'StartupError',
          message: expect.stringMatching(/^the data folder .* cannot be written .*CROSSDOCK_DATA/),
        }),
      );
    }
  });

  it('says in one line that the database is damaged', async () => {
    const folder = open({ path: place });
    await (await folder.openStore()).close();
    writeFileSync(join(place, 'crossdock.db'), 'this is no database, but it is long enough to look like a file of one. '.repeat(100));
    await expect(folder.openStore()).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(/crossdock\.db is damaged .* restore it from a backup/),
    });
  });
});
