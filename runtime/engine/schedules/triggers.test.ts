import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localBulletin } from '../../bulletin/local-bulletin.ts';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { aTriggeredFlow } from '../test/a-triggered-flow.ts';
import { anEngine, type TestEngine } from '../test/an-engine.ts';
import { otherSide } from '../test/other-side.ts';

const minute = 60_000;
let folder: string;
let clock: TestClock;
let store: Store;
let side: Awaited<ReturnType<typeof otherSide>>;
let running: TestEngine[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-triggers-'));
  clock = testClock();
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  side = await otherSide(() => ({ status: 200, body: [{ id: 1, at: '2026-11-21T08:00:30Z' }] }));
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.engine.close(0)));
  running = [];
  await side.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const bulletin = localBulletin();
async function start(type: string, config: Record<string, unknown>): Promise<TestEngine> {
  const engine = await anEngine({ flow: aTriggeredFlow(type, config), address: side.address, folder, clock, beside: { store, bulletin } });
  running.push(engine);
  return engine;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
async function move(ms: number): Promise<void> {
  // In steps that leases are renewed in.
  for (let left = ms; left > 0; left -= 2000) {
    for (let i = 0; i < 12; i++) await turn();
    await store.flush();
    clock.advance(Math.min(left, 2000));
  }
  for (let i = 0; i < 25; i++) await turn();
}
/** How many runs there are, once there are so many and all have ended. */
async function runsOf(engine: TestEngine, count: number): Promise<number> {
  // A little time passes, so that a process whose heartbeat came late goes on; less than to the next due time.
  for (let passed = 0; ; passed++) {
    const { items } = await engine.engine.list({ env: 'dev', limit: 100 });
    if (items.length >= count && items.every((run) => run.status === 'done')) return items.length;
    for (let i = 0; i < 10; i++) await turn();
    if (passed < 200) clock.advance(500);
  }
}
async function polled(engine: TestEngine, isReached: (taken: number) => boolean) {
  for (;;) {
    const [trigger] = await engine.engine.triggers.list('dev');
    if (trigger?.lastAt && !trigger.poll?.isReading && isReached(trigger.poll?.taken ?? 0)) return trigger;
    await turn();
  }
}

describe('a schedule', () => {
  test('fires each due time once, however many processes there are', async () => {
    const one = await start('trigger.schedule', { cron: '*/5 * * * *' });
    await start('trigger.schedule', { cron: '*/5 * * * *' });
    await move(11 * minute);
    expect(await runsOf(one, 2)).toBe(2);
  });

  test('says when it comes next, and is still while it is paused; what comes due in the pause is left out', async () => {
    const engine = await start('trigger.schedule', { cron: '*/5 * * * *', misfire: 'run all' });
    await move(minute);
    const { triggers } = engine.engine;
    expect((await triggers.list('dev'))[0]?.next.map((at) => at.slice(11, 16))).toEqual(['08:05', '08:10', '08:15']);
    expect(await triggers.pause('dev', 'triggered', { by: 'Ada', reason: 'Stocktaking' })).toMatchObject({
      next: [],
      paused: { by: 'Ada', reason: 'Stocktaking', at: '2026-11-21T08:01:00.000Z' },
    });
    await move(11 * minute);
    expect(await runsOf(engine, 0)).toBe(0);
    expect(await triggers.resume('dev', 'triggered')).toMatchObject({ paused: null });
    await move(4 * minute);
    expect(await runsOf(engine, 1)).toBe(1);
    expect((await triggers.list('dev'))[0]?.lastAt).toBe('2026-11-21T08:15:00.000Z');
  });

  test('that is not there cannot be paused', async () => {
    const engine = await start('trigger.schedule', { cron: '*/5 * * * *' });
    expect(await engine.engine.triggers.pause('dev', 'another', { by: 'Ada', reason: 'x' })).toBeNull();
    expect(await engine.engine.triggers.setWatermark('dev', 'triggered', '1')).toBeNull();
  });
});

describe('a poll', () => {
  const config = {
    connection: 'wms',
    path: '/stock',
    watermark: { kind: 'record', value: '{{ item.at }}', parameter: 'since', overlap: 0 },
    key: '{{ item.id }}',
  };

  test('shows how far it has read; set back it reads again from there, and takes nothing twice', async () => {
    const engine = await start('trigger.poll', config);
    const trigger = await polled(engine, (taken) => taken === 1);
    expect(trigger.poll).toMatchObject({ watermark: '2026-11-21T08:00:30Z', error: null, connection: 'wms' });
    const before = side.received.length;
    const set = await engine.engine.triggers.setWatermark('dev', 'triggered', '2026-11-20T00:00:00Z');
    expect(set?.poll?.watermark).toBe('2026-11-20T00:00:00Z');
    await side.calls(before + 1);
    expect(side.received[before]?.path).toBe('/stock?since=2026-11-20T00%3A00%3A00Z');
    const again = await polled(engine, (taken) => taken === 1);
    expect(again.poll?.watermark).toBe('2026-11-21T08:00:30Z');
    expect(await runsOf(engine, 1)).toBe(1);
  });

  test('of two processes one reads at a time', async () => {
    const one = await start('trigger.poll', config);
    await start('trigger.poll', config);
    await polled(one, (taken) => taken === 1);
    await move(minute);
    expect(side.received).toHaveLength(1);
  });
});
