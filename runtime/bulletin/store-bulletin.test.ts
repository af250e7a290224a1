import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestClock, testClock } from '../clock/test-clock.ts';
import { silentLog } from '../engine/log.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { describeBulletin } from './conformance.ts';
import { storeBulletin } from './store-bulletin.ts';

let folder: string;
let store: Store;
let clock: TestClock;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-bulletin-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  clock = testClock();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function pass(ms = 100): Promise<void> {
  clock.advance(ms);
  await store.flush();
  await turn();
}
const until = (check: () => unknown) =>
  vi.waitFor(
    async () => {
      await pass();
      await check();
    },
    { timeout: 20_000, interval: 2 },
  );

describeBulletin('the bulletin in a store', {
  async create() {
    const two = [storeBulletin({ store, clock, log: silentLog }), storeBulletin({ store, clock, log: silentLog })] as const;
    await pass(0);
    return two;
  },
  pass: () => pass(),
});

describe('the bulletin in a store, besides', () => {
  const words = () => store.collection({ name: 'bulletins', fields: { at: 'number' } }).count();

  it('one that joins later does not hear what was said before', async () => {
    const one = storeBulletin({ store, clock, log: silentLog });
    one.publish('due', 'early');
    await until(async () => expect(await words()).toBe(1));
    await pass(1);
    const late = storeBulletin({ store, clock, log: silentLog });
    const heard: string[] = [];
    late.subscribe('due', (text) => heard.push(text));
    await pass(0);
    one.publish('due', 'now');
    await until(() => expect(heard).toEqual(['now']));
    await Promise.all([one.close(), late.close()]);
  });

  it('is heard in the order of its words, also when the store is slow with the first', async () => {
    let letGo = () => {};
    const isLetGo = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let inserts = 0;
    const collection: Store['collection'] = (schema) => {
      const documents = store.collection(schema);
      const insert: typeof documents.insert = async (document) => {
        if (inserts++ === 0) await isLetGo;
        return documents.insert(document);
      };
      return { ...documents, insert };
    };
    const speaker = storeBulletin({ store: { ...store, collection }, clock, log: silentLog });
    const listener = storeBulletin({ store, clock, log: silentLog });
    const heard: string[] = [];
    listener.subscribe('watching', (text) => heard.push(text));
    await pass(0);
    speaker.publish('watching', 'one screen');
    await until(() => expect(inserts).toBe(1));
    speaker.publish('watching', 'no screen');
    for (let n = 0; n < 20; n++) await pass(100);
    expect(heard).toEqual([]);
    letGo();
    await until(() => expect(heard).toEqual(['one screen', 'no screen']));
    await Promise.all([speaker.close(), listener.close()]);
  });

  it('hears a process whose clock is some seconds behind or ahead', async () => {
    const listener = storeBulletin({ store, clock, log: silentLog });
    const behind = storeBulletin({ store, clock: { ...clock, now: () => clock.now() - 8000 }, log: silentLog });
    const ahead = storeBulletin({ store, clock: { ...clock, now: () => clock.now() + 8000 }, log: silentLog });
    const heard: string[] = [];
    listener.subscribe('due', (text) => heard.push(text));
    await pass(0);
    behind.publish('due', 'behind');
    ahead.publish('due', 'ahead');
    await until(() => expect(heard.toSorted()).toEqual(['ahead', 'behind']));
    for (let n = 0; n < 50; n++) await pass(500);
    expect(heard).toHaveLength(2);
    await Promise.all([listener.close(), behind.close(), ahead.close()]);
  });

  it('keeps nothing that is older than a minute or two', async () => {
    const one = storeBulletin({ store, clock, log: silentLog });
    await pass(0);
    for (let n = 0; n < 5; n++) {
      one.publish('due', `${n}`);
      await pass();
    }
    await until(async () => expect(await words()).toBe(5));
    for (let n = 0; n < 140; n++) await pass(1000);
    expect(await words()).toBe(0);
    await one.close();
  });

  it('a store that fails is told of once, and nothing is thrown', async () => {
    const lines: string[] = [];
    const log = { ...silentLog, warn: (_facts: object, message: string) => void lines.push(message) };
    const one = storeBulletin({ store, clock, log });
    await pass(0);
    await store.close();
    for (let n = 0; n < 10; n++) {
      one.publish('due', `${n}`);
      clock.advance(500);
      await turn();
    }
    await one.close();
    expect(lines).toEqual(['processes cannot tell each other what changed; each finds it at its next look']);
  });
});
