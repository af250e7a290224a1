import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSyncedLog } from './synced-log.ts';
import { temporaryFolder } from './test/temporary-folder.ts';

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  const log = await openSyncedLog(path, (line) => lines.push(line));
  await log.close();
  return lines;
}

test('lines come back in the order of their appends, each readable at its place', async () => {
  const path = join(await temporaryFolder(), 'log');
  const log = await openSyncedLog(path, () => {});
  const places = await Promise.all(Array.from({ length: 200 }, (_, i) => log.append(`línea ${i} 東`)));
  expect(await log.read(places[137] as (typeof places)[number])).toBe('línea 137 東');
  await log.close();
  expect(await linesOf(path)).toEqual(Array.from({ length: 200 }, (_, i) => `línea ${i} 東`));
});

test('a torn last line is cut off and does not spoil the next one', async () => {
  const path = join(await temporaryFolder(), 'log');
  const first = await openSyncedLog(path, () => {});
  await first.append('whole');
  await first.close();
  await appendFile(path, '{"torn":');
  const second = await openSyncedLog(path, () => {});
  await second.append('next');
  await second.close();
  expect(await readFile(path, 'utf8')).toBe('whole\nnext\n');
});

test('a line longer than the read buffer comes back whole', async () => {
  const path = join(await temporaryFolder(), 'log');
  const long = 'x'.repeat(3_000_001);
  const log = await openSyncedLog(path, () => {});
  await log.append('before');
  await log.append(long);
  await log.close();
  expect(await linesOf(path)).toEqual(['before', long]);
});

test('an append after close is refused', async () => {
  const log = await openSyncedLog(join(await temporaryFolder(), 'log'), () => {});
  await log.close();
  await expect(log.append('late')).rejects.toThrow('is closed');
});
