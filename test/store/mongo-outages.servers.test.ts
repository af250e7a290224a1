import { aRun, type Run, runs as runSchema, type Step, steps as stepSchema } from '@crossdock/runtime/store/conformance/sample-collections';
import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import { type Collection, DuplicateKey, type Store, StoreUnavailable } from '@crossdock/runtime/store/store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { newDatabase, type TestDatabase } from '../support/servers/databases.ts';
import { startOwnMongo } from '../support/servers/mongo.ts';
import type { OwnMongoServer } from '../support/servers/mongo-server.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

/** How long a write may take here before it is StoreUnavailable, in milliseconds. */
const patience = 3_000;

describe.skipIf(inject('mongoUrl') === null)('the store on MongoDB', () => {
  let server: OwnMongoServer;
  let proxy: Awaited<ReturnType<typeof startTcpProxy>>;
  let database: TestDatabase;
  let store: Store;
  let runs: Collection<Run>;
  let steps: Collection<Step>;
  let logged: string[];

  beforeAll(async () => {
    server = (await startOwnMongo()) ?? never();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    proxy = await startTcpProxy(Number(new URL(server.url).port));
    // A direct connection: a replica set would tell the driver the way around the proxy.
    database = newDatabase(`mongodb://127.0.0.1:${proxy.port}/?directConnection=true`);
    logged = [];
    const keep = (_facts: object, message: string) => void logged.push(message);
    ({ store } = await openMongo({ url: database.url, patience, log: { info: keep, warn: keep, error: keep } }));
    runs = store.collection(runSchema);
    steps = store.collection(stepSchema);
    await runs.insert(aRun({ id: 'first', token: 0 }));
  });
  afterEach(async () => {
    await server.start();
    await database.drop();
    await store.close();
    await proxy.close();
  });

  describe('when the server goes away', () => {
    it('refuses every write and read within its patience, and goes on without a restart when the server is back', async () => {
      await server.stop();
      const began = performance.now();
      const results = await Promise.allSettled([
        runs.insert(aRun({ id: 'lost' })),
        runs.update('first', { set: { status: 'lost' } }),
        runs.upsert(aRun({ id: 'lost' })),
        runs.increase('first', 'token'),
        runs.remove('first'),
        runs.get('first'),
        runs.find({}),
        runs.count(),
        runs.removeWhere({}),
        store.flush(),
        store.size(),
      ]);
      expect(performance.now() - began).toBeLessThan(patience + 1_000);
      for (const result of results)
        expect(result).toMatchObject({
          status: 'rejected',
          reason: { name: 'StoreUnavailable', message: expect.stringMatching(/MongoDB at 127/) },
        });

      // One that comes while others wait in vain does not wait twice.
      const early = runs.insert(aRun({ id: 'lost' })).catch((error: unknown) => error);
      await new Promise((resolve) => setImmediate(resolve));
      const late = performance.now();
      await expect(runs.insert(aRun({ id: 'lost too' }))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      expect(performance.now() - late).toBeLessThan(patience + 500);
      await early;

      await server.start();
      await expect
        .poll(
          () =>
            runs.insert(aRun({ id: 'back' })).then(
              () => true,
              () => false,
            ),
          { timeout: 15_000 },
        )
        .toBe(true);
      expect(await runs.get('first')).toEqual(aRun({ id: 'first', token: 0 }));
      expect(await runs.get('lost')).toBeNull();
      await store.close();
      expect(logged).toEqual(['MongoDB is not reachable: nothing is accepted until it is back', 'MongoDB is back']);
    });

    it('refuses writes in time when the server hangs with its connections open, and goes on when it wakes', async () => {
      await server.freeze();
      const began = performance.now();
      try {
        const results = await Promise.allSettled([
          runs.insert(aRun({ id: 'a' })),
          runs.update('first', { increase: { token: 1 } }),
          store.flush(),
        ]);
        expect(performance.now() - began).toBeLessThan(patience + 1_000);
        for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
      } finally {
        server.thaw();
      }
      await expect.poll(() => runs.update('first', { set: { status: 'back' } }).catch(() => false), { timeout: 15_000 }).toBe(true);
      // What nobody was told of may have happened once, and not twice.
      expect((await runs.get('first'))?.token).toBeLessThanOrEqual(1);
    });
  });

  describe.each(['before the server has it', 'after the answer'] as const)('when the connection breaks %s', (point) => {
    it('an insert is done once and told as done', async () => {
      const broken = proxy.breakAt(point, 'run-1');
      await runs.insert(aRun({ id: 'run-1', dedupe: 'order-1' }));
      await broken;
      expect(await runs.count()).toBe(2);
    });

    it('an insert of an id or a value that was taken before is told as such', async () => {
      await runs.insert(aRun({ id: 'run-1', dedupe: 'order-1' }));
      void proxy.breakAt(point, 'run-1');
      await expect(runs.insert(aRun({ id: 'run-1' }))).rejects.toMatchObject({ name: 'DuplicateKey', field: 'id' });
      void proxy.breakAt(point, 'order-1');
      await expect(runs.insert(aRun({ id: 'run-2', dedupe: 'order-1' }))).rejects.toMatchObject({ name: 'DuplicateKey', field: 'dedupe' });
    });

    it('a compare-and-set is won once, and lost when its condition did not hold', async () => {
      void proxy.breakAt(point, 'mine');
      expect(await runs.update('first', { where: { token: 0 }, set: { status: 'mine' }, increase: { token: 1 } })).toBe(true);
      expect((await runs.get('first'))?.token).toBe(1);
      void proxy.breakAt(point, 'late');
      expect(await runs.update('first', { where: { token: 0 }, set: { status: 'late' }, increase: { token: 1 } })).toBe(false);
      expect(await runs.get('first')).toMatchObject({ status: 'mine', token: 1 });
    });

    it('every write of a group gets its own answer', async () => {
      await Promise.all(Array.from({ length: 40 }, (_, n) => runs.insert(aRun({ id: `r${n}`, token: n % 2 }))));
      const broken = proxy.breakAt(point, 'r17');
      const inserted = Promise.allSettled(
        Array.from({ length: 40 }, (_, n) => steps.insert({ id: n === 5 ? 'r4/1' : `r${n}/1`, run: `r${n}`, at: n, body: null })),
      );
      const won = await Promise.all(
        Array.from({ length: 40 }, (_, n) => runs.update(`r${n}`, { where: { token: 0 }, set: { status: 'won' }, increase: { token: 5 } })),
      );
      await broken;
      expect(won).toEqual(Array.from({ length: 40 }, (_, n) => n % 2 === 0));
      expect((await inserted).map(({ status }, n) => status === (n === 5 ? 'rejected' : 'fulfilled'))).toEqual(Array(40).fill(true));
      expect(await runs.count({ token: 5 })).toBe(20);
      expect(await steps.count()).toBe(39);
    });

    it('a replacement is whole, a removal is done, and no number is given twice', async () => {
      void proxy.breakAt(point, 'whole');
      await runs.upsert(aRun({ id: 'first', status: 'whole' }));
      expect(await runs.get('first')).toEqual(aRun({ id: 'first', status: 'whole' }));
      const numbers: (number | null)[] = [];
      for (let n = 0; n < 3; n++) {
        if (n === 1) void proxy.breakAt(point, 'first');
        numbers.push(...(await Promise.all([runs.increase('first', 'token'), runs.increase('first', 'token')])));
      }
      expect(new Set(numbers).size).toBe(6);
      void proxy.breakAt(point, 'first');
      await runs.remove('first');
      expect(await runs.get('first')).toBeNull();
    });
  });

  it('a write that reaches the server long after it was sent again does nothing', async () => {
    const broken = proxy.breakAt('on a slow way', 'slow');
    expect(await runs.update('first', { set: { status: 'slow' }, increase: { token: 1 } })).toBe(true);
    await broken;
    expect(await runs.update('first', { set: { status: 'later' } })).toBe(true);
    await proxy.deliver();
    expect(await runs.get('first')).toMatchObject({ status: 'later', token: 1 });
  });

  it('goes on when all connections break at once under load', async () => {
    let isOver = false;
    const breaking = (async () => {
      for (let times = 0; times < 8; times++) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        proxy.breakAll();
      }
      isOver = true;
    })();
    let written = 0;
    const callers = Array.from({ length: 16 }, async (_, caller) => {
      for (let n = 0; !isOver; n++) {
        const id = `c${caller}-${n}`;
        // When the driver gets stuck it is connected anew; what is refused meanwhile is made again, as a sender would.
        await untilTold(() => runs.insert(aRun({ id, dedupe: id, token: 0 })).catch(unlessThere));
        const finish = () => runs.update(id, { where: { token: 0 }, set: { status: 'done' }, increase: { token: 1 } });
        expect((await untilTold(finish)) || (await untilTold(() => runs.get(id)))?.token === 1).toBe(true);
        written++;
      }
    });
    await Promise.all([breaking, ...callers]);
    expect(await runs.count({ status: 'done', token: 1 })).toBe(written);
    expect(await runs.count()).toBe(written + 1);
  });
});

async function untilTold<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof DuplicateKey)) throw error;
}

function never(): never {
  throw new Error('there is no MongoDB of the test’s own');
}
