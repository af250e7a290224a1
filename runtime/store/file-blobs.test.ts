import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeBlobs } from './blobs-conformance.ts';
import { fileBlobs } from './file-blobs.ts';

const places: string[] = [];
const freshPlace = () => {
  const place = mkdtempSync(join(tmpdir(), 'crossdock-blobs-'));
  places.push(place);
  return place;
};
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true });
});

describeBlobs('blobs in files', { create: async () => fileBlobs(join(freshPlace(), 'blobs')) });

it('a blob that was broken off leaves no draft behind', async () => {
  const place = freshPlace();
  async function* breaking() {
    yield new Uint8Array(10);
    throw new Error('gone');
  }
  await expect(fileBlobs(place).put('run/a', breaking())).rejects.toThrow('gone');
  expect(readdirSync(join(place, 'run'))).toEqual([]);
});

it('a folder that cannot be written is StoreUnavailable with its cause', async () => {
  const file = join(freshPlace(), 'file');
  writeFileSync(file, '');
  await expect(fileBlobs(file).put('run/a', new Uint8Array())).rejects.toMatchObject({
    name: 'StoreUnavailable',
    cause: { code: 'ENOTDIR' },
  });
});
