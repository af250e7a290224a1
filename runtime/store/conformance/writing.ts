import { describe, expect, it } from 'vitest';
import { freshStores } from './open-store.ts';
import { aRun, bytesOf, type Run, type StoreFactory, textOf } from './sample-collections.ts';

export function describeWriting(factory: StoreFactory): void {
  const fresh = freshStores(factory);

  describe('writing', () => {
    it('gives back every field as it was written', async () => {
      const { runs } = await fresh();
      const run = aRun({
        id: '01JD/1',
        env: 'dev',
        status: 'running',
        dedupe: 'dev/orders/shop/450789469',
        lane: 'shopify',
        wakeAt: 1_795_248_000_000,
        createdAt: -1,
        token: Number.MAX_SAFE_INTEGER,
        amount: 0.1,
        keys: ['order:1001', 'po:77'],
        summary: '{"nodes":[]}',
        message: bytesOf('{"id":450789469}'),
      });
      await runs.insert(run);
      const read = await runs.get('01JD/1');
      expect({ ...read, message: textOf(read?.message ?? null) }).toEqual({ ...run, message: '{"id":450789469}' });
    });

    it('reads an absent field as null', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a' }));
      expect(await runs.get('a')).toEqual(aRun({ id: 'a' }));
      expect(await runs.get('b')).toBeNull();
    });

    it('keeps text exactly: scripts, emoji, zero characters, and both normal forms apart', async () => {
      const { runs } = await fresh();
      const composed = 'Malmö'.normalize('NFC');
      const decomposed = 'Malmö'.normalize('NFD');
      const texts = ['東京都 注文', 'مرحبا بالعالم', '👩‍🏭📦', 'a\u0000b', `"';--`, '\ufeffbom', composed, decomposed];
      await Promise.all(
        texts.map((text, index) => runs.insert(aRun({ id: text, dedupe: text, summary: text, keys: [text], createdAt: index }))),
      );
      for (const text of texts) {
        expect(await runs.get(text)).toMatchObject({ id: text, dedupe: text, summary: text, keys: [text] });
        expect((await runs.find({ where: { keys: { has: text } } })).items.map((run) => run.id)).toEqual([text]);
      }
      expect(composed).not.toBe(decomposed);
    });

    it('keeps bodies of many megabytes and empty ones', async () => {
      const { runs, steps } = await fresh();
      const large = new Uint8Array(6_000_000).map((_, index) => index % 251);
      const text = 'ж'.repeat(1_000_000);
      await runs.insert(aRun({ id: 'large', message: large, summary: text }));
      await runs.insert(aRun({ id: 'empty', message: new Uint8Array(0), summary: '', keys: [] }));
      await steps.insert({ id: 'large/1/a', run: 'large', at: 1, body: large });
      const read = await runs.get('large');
      expect(Buffer.compare(read?.message ?? new Uint8Array(), large)).toBe(0);
      expect(read?.summary).toBe(text);
      expect(Buffer.compare((await steps.get('large/1/a'))?.body ?? new Uint8Array(), large)).toBe(0);
      expect(await runs.get('empty')).toMatchObject({ summary: '', keys: [] });
      expect((await runs.get('empty'))?.message?.byteLength).toBe(0);
    });

    it('keeps a record of any size in a collection that is only appended to, and removes all of it', async () => {
      const { runs, steps } = await fresh();
      const large = Buffer.alloc(20_000_000, 'a long story ');
      const inserted = steps.insert({ id: 'r/1', run: 'r', at: 1, body: large });
      await Promise.all([inserted, steps.insert({ id: 'r/2', run: 'r', at: 2, body: bytesOf('short') }), runs.insert(aRun({ id: 'r' }))]);
      expect(Buffer.compare((await steps.get('r/1'))?.body ?? new Uint8Array(), large)).toBe(0);
      const page = await steps.find({ where: { run: 'r' }, sort: { by: 'at', direction: 'down' } });
      expect(page.items.map((step) => [step.id, step.body?.byteLength])).toEqual([
        ['r/2', 5],
        ['r/1', 20_000_000],
      ]);
      expect((await steps.find({ where: { run: 'r' }, select: ['at'] })).items).toEqual([
        { id: 'r/1', at: 1 },
        { id: 'r/2', at: 2 },
      ]);
      await expect(steps.insert({ id: 'r/1', run: 'r', at: 1, body: large })).rejects.toMatchObject({ name: 'DuplicateKey', field: 'id' });
      expect(await steps.remove('r/1')).toBe(true);
      expect(await steps.get('r/1')).toBeNull();
      await steps.insert({ id: 'r/1', run: 'r', at: 1, body: large });
      expect(await steps.removeWhere({ run: 'r' })).toBe(2);
      expect(await steps.count()).toBe(0);
    });

    it('takes the values at the moment of the call, not later', async () => {
      const { runs } = await fresh();
      const changing: { -readonly [F in keyof Run]: Run[F] } = aRun({ id: 'a', status: 'first', keys: ['k'] });
      const inserted = runs.insert(changing);
      changing.status = 'second';
      await inserted;
      expect((await runs.get('a'))?.status).toBe('first');
    });

    it.each([
      [{ status: 7 }, /runs\.status takes a text/],
      [{ token: '7' }, /runs\.token takes a finite number/],
      [{ token: Number.NaN }, /runs\.token takes a finite number/],
      [{ message: 'text' }, /runs\.message takes a Uint8Array/],
      [{ keys: 'order:1' }, /runs\.keys takes a list of texts/],
      [{ colour: 'red' }, /no field "colour"/],
    ])('refuses %o and names the field', async (wrong, message) => {
      const { runs } = await fresh();
      await expect(runs.insert({ ...aRun({ id: 'a' }), ...(wrong as object) } as Run)).rejects.toThrow(message);
      await expect(runs.upsert({ ...aRun({ id: 'a' }), ...(wrong as object) } as Run)).rejects.toThrow(message);
      await expect(runs.update('a', { set: wrong as Partial<Run> })).rejects.toThrow(/colour|takes/);
      expect(await runs.count()).toBe(0);
    });
  });

  describe('unique fields', () => {
    it('refuses a second document with the id or a unique value, names the field, and writes nothing of it', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', dedupe: 'order-1', keys: ['order:1'] }));
      await expect(runs.insert(aRun({ id: 'a', dedupe: 'order-2' }))).rejects.toMatchObject({ name: 'DuplicateKey', field: 'id' });
      await expect(runs.insert(aRun({ id: 'b', dedupe: 'order-1', keys: ['order:9'] }))).rejects.toMatchObject({
        name: 'DuplicateKey',
        field: 'dedupe',
      });
      expect(await runs.get('b')).toBeNull();
      expect(await runs.count({ keys: { has: 'order:9' } })).toBe(0);
    });

    it('allows many documents without a value', async () => {
      const { runs } = await fresh();
      await Promise.all(['a', 'b', 'c'].map((id) => runs.insert(aRun({ id }))));
      expect(await runs.count({ dedupe: null })).toBe(3);
    });

    it('lets exactly one of 50 concurrent inserts of the same value through', async () => {
      const { runs } = await fresh();
      const results = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => runs.insert(aRun({ id: `run-${n}`, dedupe: 'same' }))));
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(await runs.count()).toBe(1);
    });

    it('does not let a refused write take its neighbours with it', async () => {
      const { runs } = await fresh();
      const results = await Promise.allSettled([
        runs.insert(aRun({ id: 'a' })),
        runs.insert(aRun({ id: 'a' })),
        runs.update('missing', { set: { status: 'x' } }),
        runs.insert(aRun({ id: 'b' })),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect(await runs.count()).toBe(2);
    });

    it('refuses an update or upsert that would take another document’s value, and frees a value that is renamed or removed', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', dedupe: 'one' }));
      await runs.insert(aRun({ id: 'b', dedupe: 'two' }));
      await expect(runs.update('b', { set: { dedupe: 'one' } })).rejects.toMatchObject({ name: 'DuplicateKey', field: 'dedupe' });
      await expect(runs.upsert(aRun({ id: 'b', dedupe: 'one' }))).rejects.toMatchObject({ name: 'DuplicateKey', field: 'dedupe' });
      await expect(runs.upsert(aRun({ id: 'c', dedupe: 'one' }))).rejects.toMatchObject({ name: 'DuplicateKey', field: 'dedupe' });
      expect(await runs.update('a', { where: { dedupe: 'one' }, set: { dedupe: 'one (outside its window)' } })).toBe(true);
      await runs.insert(aRun({ id: 'd', dedupe: 'one' }));
      await runs.remove('d');
      await runs.insert(aRun({ id: 'e', dedupe: 'one' }));
      expect((await runs.findOne({ dedupe: 'one' }))?.id).toBe('e');
    });
  });

  describe('upsert', () => {
    it('inserts, then replaces as a whole: fields, keys and bytes', async () => {
      const { runs } = await fresh();
      await runs.upsert(aRun({ id: 'a', status: 'one', keys: ['k1', 'k2'], message: bytesOf('m1') }));
      await runs.upsert(aRun({ id: 'a', env: 'dev', keys: ['k2', 'k3'] }));
      expect(await runs.get('a')).toEqual(aRun({ id: 'a', env: 'dev', keys: ['k2', 'k3'] }));
      expect(await runs.count({ keys: { has: 'k1' } })).toBe(0);
      expect(await runs.count({ keys: { has: 'k3' } })).toBe(1);
    });
  });
}
