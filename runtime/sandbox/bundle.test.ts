import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build, loadBundle, loadChild } from './bundle.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-bundle-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the bundle', () => {
  it('is one expression without imports, the same however often it is asked for', async () => {
    const bundles = await Promise.all([loadBundle(), loadBundle(), loadBundle()]);
    expect(new Set(bundles).size).toBe(1);
    expect(() => new Function(`return ${bundles[0]}`)).not.toThrow();
    expect(await loadChild()).toContain('isolated-vm');
  });

  it('is built again when a source has changed, and only then', async () => {
    const entry = join(folder, 'entry.ts');
    const cache = join(folder, 'cache', 'entry.json');
    await writeFile(entry, "import { other } from './other.ts'; export const link = other;");
    await writeFile(join(folder, 'other.ts'), 'export const other: number = 1;');
    const first = await build({ entry, cache, platform: 'neutral' });
    expect(new Function(`return ${first}`)()).toBe(1);
    await writeFile(cache, JSON.stringify({ ...JSON.parse(await readFile(cache, 'utf8')), text: 'from the cache' }));
    expect(await build({ entry, cache, platform: 'neutral' })).toBe('from the cache');
    await writeFile(join(folder, 'other.ts'), 'export const other: number = 2;');
    await utimes(join(folder, 'other.ts'), 1, 1);
    expect(new Function(`return ${await build({ entry, cache, platform: 'neutral' })}`)()).toBe(2);
  });

  it('refuses what only the host has', async () => {
    const entry = join(folder, 'entry.ts');
    for (const name of ['node:fs', 'fs']) {
      await writeFile(entry, `import * as host from '${name}'; export const link = host;`);
      await expect(build({ entry, cache: join(folder, 'cache.json'), platform: 'neutral' })).rejects.toThrow(`Could not resolve "${name}"`);
    }
  });

  it('does without a cache that is broken or cannot be written, and leaves no half files', async () => {
    const entry = join(folder, 'entry.ts');
    const cache = join(folder, 'entry.json');
    await writeFile(entry, 'export const link = 3;');
    await writeFile(cache, '{ "inputs"');
    const texts = await Promise.all(Array.from({ length: 4 }, () => build({ entry, cache, platform: 'neutral' })));
    expect(texts.map((text) => new Function(`return ${text}`)())).toEqual([3, 3, 3, 3]);
    expect((await readdir(folder)).sort()).toEqual(['entry.json', 'entry.ts']);
    expect(await build({ entry, cache: join(entry, 'below a file', 'cache.json'), platform: 'neutral' })).toBe(texts[0]);
  });
});
