import { describe, expect, it } from 'vitest';
import type { Blobs } from './blobs.ts';

export type BlobsFactory = { /** Blobs on a fresh, empty place; the suite closes what it opened. */ create(): Promise<Blobs> };

/** What every Blobs must do; run against each implementation. */
export function describeBlobs(name: string, { create }: BlobsFactory): void {
  const use = async (test: (blobs: Blobs) => Promise<void>) => {
    const blobs = await create();
    await test(blobs);
    await blobs.close();
  };
  const bytes = (length: number, from = 0) => new Uint8Array(length).map((_, index) => (index + from) % 253);
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
  };

  describe(name, () => {
    it('gives back the bytes, whole and from a place on; null for what is not there', () =>
      use(async (blobs) => {
        expect(await blobs.put('run-1/1/message', bytes(300_000))).toEqual({ bytes: 300_000 });
        expect(await blobs.get('run-1/1/message')).toEqual(bytes(300_000));
        expect(await collect(blobs.stream('run-1/1/message'))).toEqual(bytes(300_000));
        expect(await collect(blobs.stream('run-1/1/message', 299_990))).toEqual(bytes(300_000).slice(299_990));
        expect(await blobs.get('run-1/1/other')).toBeNull();
        expect(await blobs.get('run-2')).toBeNull();
      }));

    it('takes a stream and an empty body', () =>
      use(async (blobs) => {
        async function* chunks() {
          for (let n = 0; n < 30; n++) yield bytes(10_007, n);
        }
        expect(await blobs.put('streamed', chunks())).toEqual({ bytes: 300_210 });
        expect(await blobs.get('streamed')).toEqual(await collect(chunks()));
        await blobs.put('empty', new Uint8Array());
        expect(await blobs.get('empty')).toEqual(new Uint8Array());
      }));

    it('a repeat replaces; one that fails half way leaves the old bytes', () =>
      use(async (blobs) => {
        await blobs.put('a', bytes(10));
        await blobs.put('a', bytes(20, 5));
        async function* breaking() {
          yield bytes(1_000);
          throw new Error('the sender went away');
        }
        await expect(blobs.put('a', breaking())).rejects.toThrow('the sender went away');
        await expect(blobs.put('b', breaking())).rejects.toThrow('the sender went away');
        expect(await blobs.get('a')).toEqual(bytes(20, 5));
        expect(await blobs.get('b')).toBeNull();
      }));

    it('removes by prefix and nothing else', () =>
      use(async (blobs) => {
        for (const id of ['run-1/1/a', 'run-1/2/b', 'run-10/1/a', 'run-2/1/a']) await blobs.put(id, bytes(3));
        await blobs.remove('run-1/');
        expect(await blobs.get('run-1/2/b')).toBeNull();
        expect(await blobs.get('run-10/1/a')).not.toBeNull();
        await blobs.remove('run-1');
        expect(await blobs.get('run-10/1/a')).toBeNull();
        expect(await blobs.get('run-2/1/a')).not.toBeNull();
        await blobs.remove('run-7');
        await blobs.remove('run-7/8/9');
      }));

    it('takes 20 at once into the same new place', () =>
      use(async (blobs) => {
        await Promise.all(Array.from({ length: 20 }, (_, n) => blobs.put(`new/1/${n}`, bytes(100, n))));
        for (let n = 0; n < 20; n++) expect(await blobs.get(`new/1/${n}`)).toEqual(bytes(100, n));
      }));

    it.each([
      '../outside',
      'a/../../outside',
      '/etc/passwd',
      'a//b',
      '',
      'a/',
      '.hidden',
      'a/./b',
      'a\\..\\b',
      'a\u0000b',
      'ä',
      `${'x'.repeat(300)}`,
    ])('refuses %o as an id', (id) =>
      use(async (blobs) => {
        await expect(blobs.put(id, bytes(1))).rejects.toThrow(/is no blob id/);
        await expect(blobs.get(id)).rejects.toThrow(/is no blob id/);
        await expect(collect(blobs.stream(id))).rejects.toThrow(/is no blob id/);
        if (id !== 'a/') await expect(blobs.remove(id)).rejects.toThrow(/is no blob id/);
      }),
    );

    it('refuses everything after close', async () => {
      const blobs = await create();
      await blobs.close();
      await expect(blobs.put('a', bytes(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await expect(blobs.get('a')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    });
  });
}
