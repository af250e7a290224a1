import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { triggerStateCollection } from '../schedules/trigger-state.ts';
import { aTriggeredFlow } from '../test/a-triggered-flow.ts';
import { anEngine, type TestEngine } from '../test/an-engine.ts';
import { otherSide, type Received } from '../test/other-side.ts';

const minute = 60_000;
let folder: string;
let clock: TestClock;
let side: Awaited<ReturnType<typeof otherSide>>;
let running: TestEngine[] = [];
/** What the other side holds, oldest first. */
let records: { id: number; updatedAt: string; qty?: number }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-poll-'));
  clock = testClock();
  records = [];
  side = await otherSide(listed);
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()));
  running = [];
  await side.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A list as systems have it: what changed since a time, three a page. */
function listed({ path }: Received) {
  const query = new URL(path, 'http://side').searchParams;
  const since = query.get('since') ?? '';
  const page = Number(query.get('page') ?? 1);
  const found = records.filter((record) => since === '' || Date.parse(record.updatedAt) >= Date.parse(since));
  return { status: 200, body: { items: found.slice((page - 1) * 3, page * 3) } };
}

const config = {
  connection: 'wms',
  path: '/stock',
  records: 'items',
  when: { kind: 'every', count: 5, unit: 'minutes' },
  paging: { kind: 'page' },
  watermark: { kind: 'record', parameter: 'since', overlap: 60 },
  key: '{{ item.id }}/{{ item.updatedAt }}',
};

async function start(more: Record<string, unknown> = {}) {
  const engine = await anEngine({ flow: aTriggeredFlow('trigger.poll', { ...config, ...more }), address: side.address, folder, clock });
  running.push(engine);
  return engine;
}

function at(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 21, 8) + minutes * minute).toISOString();
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const states = (engine: TestEngine) => engine.store.collection(triggerStateCollection);
const state = async (engine: TestEngine) => {
  const found = await states(engine).get('dev/triggered');
  if (!found) throw new Error('there is no state yet');
  return found;
};

/** Moves the clock when the poll waits for it. */
async function later(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 30_000) {
    for (let i = 0; i < 20; i++) await turn();
    clock.advance(Math.min(left, 30_000));
  }
}

/** Until a poll has ended whose result satisfies. */
async function polled(engine: TestEngine, isReached: (found: Awaited<ReturnType<typeof state>>) => boolean) {
  for (;;) {
    const found = await states(engine).get('dev/triggered');
    if (found && found.owner === null && isReached(found)) return found;
    await turn();
  }
}

/** The messages taken so far, oldest first, once there are so many. */
async function taken(engine: TestEngine, count: number): Promise<unknown[]> {
  for (;;) {
    const { items } = await engine.engine.list({ env: 'dev', limit: 500 });
    if (items.length >= count && items.every((run) => run.status === 'done')) {
      const messages = await Promise.all(items.map((run) => engine.engine.message(run.id)));
      return messages.map((message) => message?.body).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    await turn();
  }
}

describe('a poll', () => {
  test('takes each record once, over all pages, and remembers how far it has read', async () => {
    records = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, updatedAt: at(id / 10) }));
    const engine = await start();
    await polled(engine, (found) => found.taken === 7);
    expect(await taken(engine, 7)).toEqual(records);
    expect((await state(engine)).watermark).toBe(at(0.7));
    expect(side.received.map((call) => call.path)).toEqual([
      '/stock?page=1&since=2026-11-21T07%3A59%3A00.000Z',
      '/stock?page=2&since=2026-11-21T07%3A59%3A00.000Z',
      '/stock?page=3&since=2026-11-21T07%3A59%3A00.000Z',
      '/stock?page=4&since=2026-11-21T07%3A59%3A00.000Z',
    ]);
  });

  test('finds by the overlap what came late, and does not take again what it has', async () => {
    records = [{ id: 1, updatedAt: at(2) }];
    const engine = await start();
    await polled(engine, (found) => found.taken === 1);
    records = [
      { id: 2, updatedAt: at(1.5) },
      { id: 1, updatedAt: at(2) },
      { id: 1, updatedAt: at(4) },
    ];
    await later(5 * minute);
    await polled(engine, (found) => found.taken === 3);
    expect(await taken(engine, 3)).toEqual([
      { id: 1, updatedAt: at(2) },
      { id: 1, updatedAt: at(4) },
      { id: 2, updatedAt: at(1.5) },
    ]);
  });

  test('from now on leaves out what was there before', async () => {
    records = [{ id: 1, updatedAt: at(-60) }];
    const engine = await start();
    await polled(engine, (found) => found.polledAt !== null);
    expect((await state(engine)).taken).toBe(0);
  });

  test('by number, from now on, first reads over what is there', async () => {
    records = [1, 2, 3, 4].map((id) => ({ id, updatedAt: at(0) }));
    side.behave(({ path }) => {
      const since = Number(new URL(path, 'http://side').searchParams.get('after') ?? 0);
      return { status: 200, body: records.filter((record) => record.id > since) };
    });
    const engine = await start({
      records: '',
      paging: { kind: 'off' },
      watermark: { kind: 'record', value: '{{ item.id }}', type: 'number', parameter: 'after', overlap: 0 },
    });
    await polled(engine, (found) => found.watermark === '4');
    records.push({ id: 5, updatedAt: at(3) });
    await later(5 * minute);
    await polled(engine, (found) => found.watermark === '5');
    expect(await taken(engine, 1)).toEqual([{ id: 5, updatedAt: at(3) }]);
  });

  test('an error of the other side is shown, tried again sooner than the next time, and nothing is lost by it', async () => {
    records = [{ id: 1, updatedAt: at(0.1) }];
    side.behave(() => ({ status: 503, body: { error: 'tired' } }));
    const engine = await start();
    const failed = await polled(engine, (found) => found.failures === 1);
    expect(JSON.parse(failed.error ?? '')).toMatchObject({ code: expect.any(String), message: expect.stringContaining('wms') });
    expect(failed.nextAt).toBe(clock.now() + 10_000);
    side.behave(listed);
    await later(10_000);
    const found = await polled(engine, ({ failures, polledAt }) => failures === 0 && polledAt !== null);
    expect(found).toMatchObject({ taken: 1, error: null });
  });

  test('that dies after the second page reads again and takes nothing twice', async () => {
    records = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, updatedAt: at(id / 10) }));
    let calls = 0;
    side.behave((call) => (++calls === 3 ? 'never' : listed(call)));
    const engine = await start();
    await taken(engine, 6);
    running = [];
    await engine.kill();
    const again = await start();
    await polled(again, (found) => found.polledAt !== null);
    expect(await taken(again, 7)).toEqual(records);
    expect((await state(again)).taken).toBe(1);
  });

  test('hands on a page as one message, without the records it has had', async () => {
    records = [1, 2, 3, 4].map((id) => ({ id, updatedAt: at(id / 10) }));
    const engine = await start({ emit: 'page' });
    await polled(engine, (found) => found.taken === 4);
    records.push({ id: 5, updatedAt: at(0.5) });
    await later(5 * minute);
    await polled(engine, (found) => found.taken === 5);
    expect(await taken(engine, 3)).toEqual([records.slice(0, 3), records.slice(3, 4), records.slice(4)]);
  });

  test('goes on from the cursor that the last page gave', async () => {
    side.behave(({ path }) => {
      const token = new URL(path, 'http://side').searchParams.get('delta');
      return { status: 200, body: { items: token === null ? [{ id: 1 }] : [{ id: 2 }], deltaToken: token === null ? 't1' : 't2' } };
    });
    const engine = await start({
      paging: { kind: 'off' },
      watermark: { kind: 'cursor', next: 'deltaToken', parameter: 'delta', start: '' },
      key: '',
    });
    await polled(engine, (found) => found.watermark === 't1');
    await later(5 * minute);
    await polled(engine, (found) => found.watermark === 't2');
    expect(await taken(engine, 2)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('an answer without the list that is meant is an error in words', async () => {
    side.behave(() => ({ status: 200, body: { rows: [] } }));
    const engine = await start();
    const { error } = await polled(engine, (found) => found.failures === 1);
    expect(JSON.parse(error ?? '').message).toBe(
      'The answer of wms has no list at "items". Nothing was taken. Correct "Records are at" in the trigger.',
    );
  });
});

describe('two processes', () => {
  test('do not poll the same flow at the same time; the second takes over when the first stands still', async () => {
    records = [{ id: 1, updatedAt: at(0.1) }];
    let isFirst = true;
    side.behave((call) => {
      if (!isFirst) return listed(call);
      isFirst = false;
      return 'never';
    });
    const first = await start();
    await side.calls(1);
    // A process of another name, on the same store.
    await states(first).update('dev/triggered', { set: { owner: 'another worker', token: 7 } });
    await first.kill();
    running = [];
    const second = await start();
    for (let i = 0; i < 3; i++) {
      clock.advance(5000);
      for (let j = 0; j < 20; j++) await turn();
    }
    expect(side.received).toHaveLength(1);
    // No further than to its claim: the clock may not run out on the call.
    while ((await state(second)).token < 8) {
      clock.advance(1000);
      for (let j = 0; j < 20; j++) await turn();
    }
    await polled(second, (found) => found.taken === 1);
    expect((await state(second)).token).toBe(8);
  });
});
