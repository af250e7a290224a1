import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileBlobs } from '../../store/file-blobs.ts';
import { createSeal } from '../run/seal.ts';
import { createSealedBlobs, sealStream } from './sealed-stream.ts';

const segment = 65_536;
const seal = createSeal(Buffer.alloc(32, 3));
const plainOf = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) % 251));

async function stored(plain: Buffer, piece = 10_007) {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-sealed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const blobs = fileBlobs(folder);
  async function* pieces() {
    for (let at = 0; at < plain.length; at += piece) yield plain.subarray(at, at + piece);
  }
  await blobs.put('run/message', sealStream(pieces(), { seal, env: 'dev', id: 'run/message' }));
  return {
    file: join(folder, 'run/message'),
    texts: () => createSealedBlobs({ blobs: fileBlobs(folder), seal }),
    blob: { env: 'dev', id: 'run/message', length: plain.length },
  };
}

test.each([0, 1, segment - 1, segment, segment + 1, 3 * segment, 3 * segment + 77])(
  '%d bytes come back, whole and from any place to any other',
  async (length) => {
    const plain = plainOf(length);
    const { texts, blob, file } = await stored(plain);
    expect((await texts().range(blob, 0, length)).equals(plain)).toBe(true);
    for (const [from, to] of [
      [0, 1],
      [segment - 1, segment + 1],
      [segment, 2 * segment],
      [length - 5, length],
      [2 * segment + 3, length + 1000],
    ] as const) {
      const start = Math.max(0, Math.min(from, length));
      expect((await texts().range(blob, start, to)).equals(plain.subarray(start, to)), `${from} to ${to}`).toBe(true);
    }
    // Nothing of the text can be read from the disk.
    if (length > 100) expect((await readFile(file)).includes(plain.subarray(10, 60))).toBe(false);
  },
);

test.each([
  ['a byte was changed', (bytes: Buffer) => void bytes.writeUInt8((bytes[segment] ?? 0) ^ 1, segment)],
  [
    'two segments were exchanged',
    (bytes: Buffer) => {
      const first = Buffer.from(bytes.subarray(62, 62 + segment + 16));
      bytes.copyWithin(62, 62 + segment + 16, 62 + 2 * (segment + 16));
      first.copy(bytes, 62 + segment + 16);
    },
  ],
])('it is noticed when %s', async (_, change) => {
  const { texts, blob, file } = await stored(plainOf(3 * segment));
  const bytes = await readFile(file);
  change(bytes);
  await writeFile(file, bytes);
  await expect(texts().range(blob, 0, blob.length)).rejects.toThrow();
});

test('it is noticed when the end was cut off, also between two segments', async () => {
  const { texts, blob, file } = await stored(plainOf(3 * segment));
  await writeFile(file, (await readFile(file)).subarray(0, 62 + 2 * (segment + 16)));
  await expect(texts().range(blob, 0, 3 * segment)).rejects.toThrow(/ends before/);
  await expect(texts().range({ ...blob, length: 2 * segment }, 0, 2 * segment)).rejects.toThrow();
});
