import { describe, expect, test } from 'vitest';
import { localBulletin } from '../../bulletin/local-bulletin.ts';
import { testClock } from '../../clock/test-clock.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const retry = { attempts: 3, firstDelaySeconds: 1, factor: 2, maxDelaySeconds: 60 };
const flow = aFlow().step('erp', 'connector.http', sendOrder, { onFailure: { retry } }).build();
const breaker = { failures: 2, windowSeconds: 30, openSeconds: 20 };

/** Real input and output is under way: gives it a turn of the event loop. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await turn();
}

/** Moves the clock in small steps until the run has ended. */
async function runOut({ engine, clock }: TestEngine, ids: readonly string[], step = 500): Promise<void> {
  for (;;) {
    const runs = await Promise.all(ids.map((id) => engine.get(id)));
    if (runs.every((run) => run?.finishedAt)) return;
    clock.advance(step);
    await turns(20);
  }
}

describe('a system that is down', () => {
  test('is left alone after so many failures: later orders park without an attempt, and go on when it works again', async () => {
    on.side.behave(() => ({ status: 500 }));
    const started = await on.start(flow, { policy: { breaker } });
    const { send, when, clock, engine } = started;
    const failing = [idOf(await send({ n: 1 })), idOf(await send({ n: 2 }))];
    await on.side.calls(2);
    for (const id of failing) await when(id, 'parked', 'retrying');
    const parked = await when(idOf(await send({ n: 3 })), 'parked');
    expect(on.side.received).toHaveLength(2);
    expect(parked).toMatchObject({
      error: { code: 'CONNECTION_OPEN' },
      effects: [{ attempts: 0, outcome: 'not sent' }],
      steps: [{ nodeId: 'hook' }, { nodeId: 'erp', status: 'parked' }],
    });
    expect(Date.parse(parked.nextTryAt ?? '') - clock.now()).toBeGreaterThan(19_000);
    expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'open', waiting: 2, until: clock.now() + 20_000 });
    on.side.behave(() => ({}));
    const all = [...failing, parked.id];
    await runOut(started, all);
    for (const id of all) expect((await when(id, 'done')).status).toBe('done');
    expect(on.side.effects.size).toBe(3);
    expect((await when(parked.id, 'done')).effects).toMatchObject([{ attempts: 1 }]);
  });

  test('is asked by one call when its time is over, however many are due; when that fails too it is left alone again', async () => {
    on.side.behave(() => ({ status: 500 }));
    const started = await on.start(flow, { policy: { breaker, concurrency: 50 } });
    const { send, when, clock, engine } = started;
    const ids: string[] = [];
    for (let n = 0; n < 40; n++) {
      ids.push(idOf(await send({ n })));
      if (n === 1) for (const id of ids) await when(id, 'parked', 'retrying');
    }
    for (const id of ids.slice(2)) await when(id, 'parked');
    expect(on.side.received).toHaveLength(2);
    clock.advance(20_500);
    await on.side.calls(3);
    while ((await engine.traffic.of('dev', 'erp')).state !== 'open') await turn();
    for (const id of ids) await when(id, 'parked', 'retrying');
    expect(on.side.received).toHaveLength(3);
    expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'open', until: clock.now() + 20_000 });
    on.side.behave(() => ({}));
    await runOut(started, ids);
    expect(on.side.effects.size).toBe(40);
    expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'closed', waiting: 0 });
  });

  test('a refusal in business is no failure of the system: nothing is held back', async () => {
    on.side.behave(() => ({ status: 422 }));
    const { send, when, engine } = await on.start(flow, { policy: { breaker } });
    for (let n = 0; n < 5; n++) await when(idOf(await send({ n })), 'failed');
    expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'closed' });
    expect(on.side.received).toHaveLength(5);
  });

  test('a caller who waits is told so at once, and the message is kept', async () => {
    on.side.behave(() => 'drop');
    const waits = aFlow({ answer: { mode: 'when-finished', deadlineSeconds: 25 } })
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' }, { onFailure: { retry } })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const started = await on.start(waits, { policy: { breaker: { ...breaker, failures: 1 } } });
    const first = started.send({ n: 1 });
    expect(await first).toMatchObject({ kind: 'parked', retryAfterSeconds: expect.closeTo(20, -1) as number });
    const again = await started.send({ n: 2 }, { idempotencyKey: 'k' });
    expect(await started.send({ n: 2 }, { idempotencyKey: 'k' })).toMatchObject({ kind: 'parked', duplicate: true, runId: idOf(again) });
    expect(again).toMatchObject({ kind: 'parked', duplicate: false, message: expect.stringContaining('did not work lately') as string });
    on.side.behave(() => ({}));
    await runOut(started, [idOf(await first), idOf(again)]);
    expect(on.side.effects.size).toBe(2);
  });
});

test('a system that asks to wait is left alone by all, not only by the call it told so', async () => {
  on.side.behave((_call, count) => (count === 1 ? { status: 429, headers: { 'retry-after': '40' } } : {}));
  const started = await on.start(flow);
  const first = idOf(await started.send({ n: 1 }));
  await started.when(first, 'retrying');
  const second = await started.when(idOf(await started.send({ n: 2 })), 'parked');
  expect(second.error).toMatchObject({ code: 'CONNECTION_HELD' });
  expect(await started.engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'held', waiting: 1, until: started.clock.now() + 40_000 });
  started.clock.advance(39_000);
  await turns(20);
  expect(on.side.received).toHaveLength(1);
  await runOut(started, [first, second.id]);
  expect(on.side.effects.size).toBe(2);
});

describe('a connection that a person pauses', () => {
  test('parks its runs, says by whom and why, and brings them back when it is resumed', async () => {
    const started = await on.start(flow);
    const { engine, send, when } = started;
    await engine.traffic.pause('dev', 'erp', { by: 'Ada', until: null, why: 'stocktaking' });
    const parked = await when(idOf(await send({ n: 1 })), 'parked');
    expect(parked.error).toMatchObject({ code: 'CONNECTION_PAUSED', message: expect.stringContaining('Ada (stocktaking)') as string });
    expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'paused', by: 'Ada', until: null, waiting: 1 });
    started.clock.advance(300_000);
    await turns(20);
    expect(on.side.received).toHaveLength(0);
    expect(await engine.traffic.resume('dev', 'erp')).toBe(true);
    const resumedAt = started.clock.now();
    await runOut(started, [parked.id], 50);
    expect(started.clock.now() - resumedAt).toBeLessThan(10_000);
    expect(on.side.received).toHaveLength(1);
    expect(await engine.traffic.resume('dev', 'erp')).toBe(false);
  });

  test('goes on by itself at the time that was named', async () => {
    const started = await on.start(flow);
    await started.engine.traffic.pause('dev', 'erp', { by: 'Ada', until: started.clock.now() + 60_000, why: null });
    const parked = await started.when(idOf(await started.send({ n: 1 })), 'parked');
    expect(Date.parse(parked.nextTryAt ?? '')).toBeGreaterThanOrEqual(started.clock.now() + 60_000);
    started.clock.advance(60_500);
    await started.when(parked.id, 'done');
  });

  test('stays paused through a restart', async () => {
    const first = await on.start(flow);
    await first.engine.traffic.pause('dev', 'erp', { by: 'Ada', until: null, why: null });
    await first.engine.close(0);
    await first.kill();
    on.forget();
    const second = await on.start(flow, { folder: first.folder, clock: first.clock });
    await second.when(idOf(await second.send({ n: 1 })), 'parked');
    expect(on.side.received).toHaveLength(0);
  });
});

test('a pause that is ended early brings its runs back at once, not when it was to end', async () => {
  const started = await on.start(flow);
  const { send, when, clock, engine } = started;
  await engine.traffic.pause('dev', 'erp', { by: 'Ada', until: clock.now() + 3_600_000, why: null });
  const parked = await when(idOf(await send({ n: 1 })), 'parked');
  clock.advance(1000);
  await engine.traffic.resume('dev', 'erp');
  const begun = clock.now();
  await runOut(started, [parked.id]);
  expect((await when(parked.id, 'done')).status).toBe('done');
  expect(clock.now() - begun).toBeLessThan(60_000);
});

test('in a maintenance window runs park, named as the reason, and go on when it is over', async () => {
  const clock = testClock();
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const minutes = (later: number) => new Date(clock.now() + later * 60_000).toISOString().slice(11, 16);
  const window = { title: 'Stocktaking', zone: 'UTC', date: day, from: minutes(1), to: minutes(31) };
  const started = await on.start(flow, { clock, policy: { maintenance: [window] } });
  const { send, when, engine } = started;
  expect((await when(idOf(await send({ n: 1 })), 'done')).status).toBe('done');
  clock.advance(60_000);
  const parked = await when(idOf(await send({ n: 2 })), 'parked');
  expect(parked.error).toMatchObject({ code: 'CONNECTION_IN_MAINTENANCE', message: expect.stringContaining('Stocktaking') });
  expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'maintenance', why: 'Stocktaking', waiting: 1 });
  expect(on.side.received).toHaveLength(1);
  await runOut(started, [parked.id], 30_000);
  expect((await when(parked.id, 'done')).effects).toMatchObject([{ attempts: 1 }]);
  expect(await engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'closed' });
});

test('a breaker that is taken out of the policy while it is open holds nothing back any more', async () => {
  on.side.behave(() => ({ status: 500 }));
  const started = await on.start(flow, { policy: { breaker } });
  for (const n of [1, 2]) await started.when(idOf(await started.send({ n })), 'parked', 'retrying');
  on.side.behave(() => ({}));
  await started.engine.close(0);
  await started.kill();
  on.forget();
  const again = await on.start(flow, { policy: { breaker: null }, folder: started.folder, clock: started.clock });
  again.clock.advance(20_000);
  await again.when(idOf(await again.send({ n: 3 })), 'done');
  while ((await again.engine.traffic.of('dev', 'erp')).state !== 'closed') await turn();
});

describe('a rate', () => {
  test('is kept over time; what would wait long does not wait in memory, and counts no attempt', async () => {
    const times: number[] = [];
    const started = await on.start(flow, { policy: { rate: { count: 2, perSeconds: 1, burst: 2 }, concurrency: 50 } });
    on.side.behave(() => {
      times.push(started.clock.now());
      return {};
    });
    const ids: string[] = [];
    for (let n = 0; n < 24; n++) ids.push(idOf(await started.send({ n })));
    await turns(50);
    const { items } = await started.engine.list({ env: 'dev' });
    const parked = items.filter(({ status }) => status === 'parked');
    expect(parked.length).toBeGreaterThan(10);
    expect(parked[0]?.error).toMatchObject({ code: 'RATE_LIMITED' });
    await runOut(started, ids, 100);
    const start = Math.min(...times);
    for (let from = start; from < Math.max(...times); from += 100)
      expect(times.filter((at) => at >= from && at < from + 2000).length).toBeLessThanOrEqual(4 + 2);
    for (const id of ids) expect((await started.when(id, 'done')).effects).toMatchObject([{ attempts: 1 }]);
  });
});

describe('two processes on one store', () => {
  async function two(policy: object) {
    const bulletin = localBulletin();
    const clock = testClock();
    const owner = await on.start(flow, { clock, policy });
    const beside = { store: owner.store, bulletin };
    await owner.engine.close(0);
    const one = await on.start(flow, { clock, policy, beside });
    const other = await on.start(flow, { clock, policy, beside });
    return { one, other, clock };
  }

  test('share a breaker: what one finds out, the other heeds', async () => {
    on.side.behave(() => ({ status: 500 }));
    const { one, other } = await two({ breaker });
    for (const n of [1, 2]) await one.when(idOf(await one.send({ n })), 'parked', 'retrying');
    expect(await one.engine.traffic.of('dev', 'erp')).toMatchObject({ state: 'open' });
    while ((await other.engine.traffic.of('dev', 'erp')).state !== 'open') await turn();
    await other.when(idOf(await other.send({ n: 3 })), 'parked');
    expect(on.side.received).toHaveLength(2);
  });

  test('share a rate', async () => {
    const { one, other, clock } = await two({ rate: { count: 4, perSeconds: 1, burst: 4 }, concurrency: 50 });
    const times: number[] = [];
    on.side.behave(() => {
      times.push(clock.now());
      return {};
    });
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) ids.push(idOf(await one.send({ n })), idOf(await other.send({ n })));
    await runOut(one, ids, 50);
    for (let from = Math.min(...times); from < Math.max(...times); from += 50)
      expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(4 + 4);
    expect(times).toHaveLength(24);
  });
});
