import { describe, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

describe('a run that its process died with', () => {
  test('goes on after each start, and is not started again after the third', async () => {
    on.side.behave(() => 'never');
    const clock = testClock();
    let engine = await on.start(undefined, { clock });
    const id = idOf(await engine.send({ n: 1 }));
    for (let starts = 1; starts <= 4; starts++) {
      await on.side.calls(starts);
      await engine.kill();
      on.forget();
      engine = await on.start(undefined, { folder: engine.folder, clock });
    }
    const run = await engine.when(id, 'failed');
    expect(run).toMatchObject({ recoveries: 4, exceptions: [{ error: { code: 'POISON' } }] });
    expect(on.side.received).toHaveLength(4);
    expect(new Set(on.side.received.map((call) => call.key)).size).toBe(1);
  });
});

describe('a system that fails', () => {
  const retry = { attempts: 3, firstDelaySeconds: 2, factor: 3, maxDelaySeconds: 60 };
  const flow = aFlow().step('erp', 'connector.http', sendOrder, { onFailure: { retry } }).build();

  test('is tried again later with the same key, and succeeds on the third attempt', async () => {
    on.side.behave((_call, count) => (count < 3 ? { status: 503 } : {}));
    const { send, when, clock } = await on.start(flow);
    const id = idOf(await send({ name: '1' }));
    const waiting = await when(id, 'retrying');
    expect(waiting.steps.at(-1)).toMatchObject({ status: 'retrying', attempts: 1 });
    clock.advance(2000);
    await on.side.calls(2);
    await when(id, 'retrying');
    clock.advance(6000);
    const run = await when(id, 'done');
    expect(run.effects).toMatchObject([{ attempts: 3, outcome: 'confirmed' }]);
    expect(run.steps.at(-1)).toMatchObject({ attempts: 3, durationMs: 8000 });
    expect(new Set(on.side.received.map((call) => call.key)).size).toBe(1);
  });

  test('that asks to wait is left alone for so long', async () => {
    on.side.behave((_call, count) => (count === 1 ? { status: 429, headers: { 'retry-after': '40' } } : {}));
    const { send, when, clock } = await on.start(flow);
    const id = idOf(await send({ name: '1' }));
    const waiting = await when(id, 'retrying');
    expect(Date.parse(waiting.nextTryAt ?? '') - clock.now()).toBe(40_000);
    clock.advance(39_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(on.side.received).toHaveLength(1);
    clock.advance(1000);
    await when(id, 'done');
  });

  test('leaves the order as an exception in the end; mended, it is replayed from the failed step and exists once', async () => {
    on.side.behave(() => ({ status: 503 }));
    const { engine, send, when, clock } = await on.start(flow);
    const id = idOf(await send({ name: '1' }));
    for (const [i, wait] of [2000, 6000].entries()) {
      await on.side.calls(i + 1);
      await when(id, 'retrying');
      clock.advance(wait);
    }
    const failed = await when(id, 'failed');
    expect(failed.exceptions).toMatchObject([{ nodeId: 'erp', state: 'open', attempts: 3, error: { code: 'HTTP_503' } }]);
    expect(failed.openExceptions).toBe(1);
    on.side.behave(() => ({}));
    expect((await engine.replayPlan(id, { by: 'Ada' }))?.steps).toMatchObject([
      { nodeId: 'hook', action: 'runs again' },
      { nodeId: 'erp', action: 'sent again with the same key', items: 1 },
    ]);
    const replay = await engine.replay(id, { by: 'Ada', reason: 'The ERP is back' });
    const replayed = await when(replay?.runId ?? '', 'done');
    expect(replayed).toMatchObject({ replayOf: id, replay: { by: 'Ada', reason: 'The ERP is back' } });
    expect(new Set(on.side.received.map((call) => call.key)).size).toBe(1);
    const original = await when(id, 'failed');
    expect(original.exceptions).toMatchObject([{ state: 'resolved' }]);
    expect(original.openExceptions).toBe(0);
    expect(original.replays).toMatchObject([{ id: replay?.runId, status: 'done' }]);
  });

  test('after a replay that failed again the original is open again, and only there', async () => {
    on.side.behave(() => ({ status: 422 }));
    const { engine, send, when } = await on.start(flow);
    const id = idOf(await send({ name: '1' }));
    await when(id, 'failed');
    const replay = await engine.replay(id, { by: 'test' });
    expect(await when(replay?.runId ?? '', 'failed')).toMatchObject({ openExceptions: 0 });
    const { items } = await engine.list({ env: 'dev' });
    expect(items.map((run) => [run.id === id, run.openExceptions])).toEqual(
      expect.arrayContaining([
        [true, 1],
        [false, 0],
      ]),
    );
    on.side.behave(() => ({}));
    const second = await engine.replay(replay?.runId ?? '', { by: 'test' });
    await when(second?.runId ?? '', 'done');
    expect(await when(id, 'failed')).toMatchObject({ openExceptions: 0 });
  });

  test('that took the order and dropped the connection gets it again with the same key', async () => {
    on.side.behave((_call, count) => (count === 1 ? 'drop' : {}));
    const { send, when, clock } = await on.start(flow);
    const id = idOf(await send({ name: '1' }));
    expect(await when(id, 'retrying')).toMatchObject({ effects: [{ outcome: 'unknown' }] });
    clock.advance(2000);
    await when(id, 'done');
    expect(on.side.effects.size).toBe(1);
    expect(on.side.received).toHaveLength(2);
  });

  test('without an idempotency key is not asked twice after an unknown outcome', async () => {
    on.side.behave(() => 'drop');
    const { send, when } = await on.start(
      aFlow()
        .step('erp', 'connector.http', { ...sendOrder, idempotencyHeader: '' }, { onFailure: { retry } })
        .build(),
    );
    const run = await when(idOf(await send({ name: '1' })), 'failed');
    expect(run.effects).toMatchObject([{ outcome: 'unknown', attempts: 1 }]);
    expect(on.side.received).toHaveLength(1);
  });

  test('is waited for by a caller as long as the deadline allows', async () => {
    on.side.behave((_call, count) => (count === 1 ? { status: 503 } : {}));
    const waits = aFlow({ answer: { mode: 'when-finished', deadlineSeconds: 25 } })
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' }, { onFailure: { retry } })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const { engine, send, when, clock } = await on.start(waits);
    const answer = send({ name: '1' });
    await on.side.calls(1);
    const [run] = (await engine.list({ env: 'dev' })).items;
    await when(run?.id ?? '', 'retrying');
    clock.advance(2000);
    expect(await answer).toMatchObject({ kind: 'answered' });
  });
});

describe("a user's code", () => {
  test('that never ends fails its own run only', async () => {
    const { send, when } = await on.start(
      aFlow()
        .step('code', 'transform.code', { code: 'if (item.n === 2) while (true); return item;' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const [bad, good] = await Promise.all([send({ n: 2 }), send({ n: 1 })]);
    expect((await when(idOf(bad), 'failed')).exceptions[0]?.error.code).toBe('SANDBOX_TIMEOUT');
    await when(idOf(good), 'done');
    expect(on.side.received.map((call) => call.body)).toEqual(['{"n":1}']);
  });
});
