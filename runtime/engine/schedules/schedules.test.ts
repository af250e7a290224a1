import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { aTriggeredFlow } from '../test/a-triggered-flow.ts';
import { anEngine, type TestEngine } from '../test/an-engine.ts';

const minute = 60_000;
let folder: string;
let clock: TestClock;
let running: TestEngine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-schedule-'));
  // 2026-11-21T08:00:00Z, a Saturday.
  clock = testClock();
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()));
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start(config: Record<string, unknown> = { cron: '*/15 * * * *' }, type = 'trigger.schedule') {
  const engine = await anEngine({ flow: aTriggeredFlow(type, config), address: 'http://127.0.0.1:1', folder, clock });
  running.push(engine);
  return engine;
}

/** The due times of the runs there are, oldest first, once there are so many. */
async function dues(engine: TestEngine, count: number): Promise<string[]> {
  for (;;) {
    const { items } = await engine.engine.list({ env: 'dev', limit: 500 });
    if (items.length >= count && items.every((run) => run.status === 'done')) {
      const messages = await Promise.all(items.map((run) => engine.engine.message(run.id)));
      return messages.map((message) => String((message?.body as { due?: string } | undefined)?.due).slice(11, 16)).sort();
    }
    // A look that took longer than the time that was moved is due at once.
    clock.advance(0);
    await turn();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
/** Until the schedule waits for its next look. */
async function settled(engine: TestEngine): Promise<void> {
  for (let i = 0; i < 15; i++) await turn();
  await engine.store.flush();
  for (let i = 0; i < 15; i++) await turn();
}
async function move(engine: TestEngine, ms: number): Promise<void> {
  const until = clock.now() + ms;
  while (clock.now() < until) {
    await settled(engine);
    clock.advance(Math.min(30_000, until - clock.now()));
  }
  await settled(engine);
}
async function down(engine: TestEngine, ms: number): Promise<void> {
  running = running.filter((one) => one !== engine);
  await engine.close();
  clock.advance(ms);
}

describe('a schedule', () => {
  test('fires at each due time, and at none before its first deployment', async () => {
    const engine = await start();
    await move(engine, 31 * minute);
    expect(await dues(engine, 2)).toEqual(['08:15', '08:30']);
  });

  test.each([
    ['skip', ['08:15', '09:15']],
    ['run once', ['08:15', '09:00', '09:15']],
    ['run all', ['08:15', '08:30', '08:45', '09:00', '09:15']],
  ])('after 45 minutes without a server, "%s"', async (misfire, expected) => {
    const engine = await start({ cron: '*/15 * * * *', misfire });
    await move(engine, 16 * minute);
    await dues(engine, 1);
    await down(engine, 50 * minute);
    const again = await start({ cron: '*/15 * * * *', misfire });
    await move(again, 10 * minute);
    expect(await dues(again, expected.length)).toEqual(expected);
  });

  test('a clock that is set back by an hour fires nothing twice and goes on at once', async () => {
    const engine = await start();
    await move(engine, 31 * minute);
    await dues(engine, 2);
    clock.jump(-20 * minute);
    await move(engine, 36 * minute);
    expect(await dues(engine, 3)).toEqual(['08:15', '08:30', '08:45']);
  });

  test('a clock that jumps ahead by three hours makes one run for what lies between', async () => {
    const engine = await start();
    await settled(engine);
    clock.jump(3 * 60 * minute + minute / 2);
    await move(engine, 16 * minute);
    expect(await dues(engine, 2)).toEqual(['11:00', '11:15']);
  });

  test('a flow deployed anew with other times makes up for none of them', async () => {
    const engine = await start({ cron: '0 6 * * *' });
    await settled(engine);
    await down(engine, 10 * minute);
    const again = await start({ cron: '*/1 * * * *' });
    await move(again, minute);
    expect(await dues(again, 1)).toEqual(['08:11']);
  });
});

describe('an interval', () => {
  test('counts from the moment it was deployed, also over a restart', async () => {
    clock.advance(7 * minute);
    const config = { count: 10, from: 'start' };
    const engine = await start(config, 'trigger.interval');
    await move(engine, 11 * minute);
    expect(await dues(engine, 1)).toEqual(['08:17']);
    await down(engine, minute);
    const again = await start(config, 'trigger.interval');
    await move(again, 10 * minute);
    expect(await dues(again, 2)).toEqual(['08:17', '08:27']);
  });
});
