import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../clock/test-clock.ts';
import { aFlow, sendOrder } from './test/a-flow.ts';
import { anEngine, type TestEngine } from './test/an-engine.ts';
import { otherSide } from './test/other-side.ts';

type Side = Awaited<ReturnType<typeof otherSide>>;
let side: Side;
let running: TestEngine[] = [];

beforeEach(async () => {
  side = await otherSide();
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()));
  running = [];
  await side.close();
});

async function start(
  flow = aFlow().step('erp', 'connector.http', sendOrder).build(),
  more: Partial<Parameters<typeof anEngine>[0]> = {},
): Promise<TestEngine> {
  const engine = await anEngine({ flow, address: side.address, ...more });
  running.push(engine);
  return engine;
}

const idOf = (accepted: object): string => (accepted as { runId: string }).runId;

describe('a message on its way', () => {
  test('reaches the other side with a key of its own, and every step shows what went in and out', async () => {
    const { engine, send, when } = await start(
      aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.name }}', normalise: ['trim', 'strip-hash'] }] })
        .step('fields', 'transform.set-fields', { fields: [{ name: 'total', value: '{{ money.add(item.total, "0.20") }}' }] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const accepted = await send({ name: '#1001', total: '0.10' });
    const run = await when(idOf(accepted), 'done');
    expect(accepted).toMatchObject({ kind: 'accepted', duplicate: false });
    expect(side.received).toHaveLength(1);
    expect(side.received[0]?.key).toMatch(/^cd-[0-9a-f]{40}$/);
    expect(JSON.parse(side.received[0]?.body ?? '')).toEqual({ name: '#1001', total: '0.30' });
    expect(run).toMatchObject({ title: '1001', status: 'done', items: { total: 1, failed: 0 } });
    expect(run.steps.map((step) => [step.nodeId, step.status, step.itemsIn])).toEqual([
      ['hook', 'done', 1],
      ['fields', 'done', 1],
      ['erp', 'done', 1],
    ]);
    expect(run.effects).toMatchObject([{ nodeId: 'erp', outcome: 'confirmed', attempts: 1, key: side.received[0]?.key }]);
    const step = await engine.step(run.id, 'erp');
    expect(step?.input.in?.[0]?.json).toEqual({ name: '#1001', total: '0.30' });
    expect(step?.exchanges[0]).toMatchObject({ request: { method: 'POST', url: `${side.address}/orders` }, answer: { status: 201 } });
  });

  test('keeps every digit of a number that a double cannot hold', async () => {
    const { send, when } = await start();
    await when(idOf(await send('{"id":820982911946154508,"price":12345678901234.56789}')), 'done');
    expect(side.received[0]?.body).toBe('{"id":"820982911946154508","price":"12345678901234.56789"}');
  });

  test('gives the caller the answer of the Respond step when the flow waits for it', async () => {
    const { send } = await start(
      aFlow({ answer: { mode: 'when-finished' } })
        .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
        .step('reply', 'routing.respond', { status: 201, body: '{{ item.erp.erpOrder }}' })
        .build(),
    );
    expect(await send({ name: '1' })).toMatchObject({ kind: 'answered', answer: { status: 201, body: '"SO-1"' } });
  });

  test('is accepted with 202 when the answer does not come before the deadline', async () => {
    side.behave(() => 'never');
    const { send, clock } = await start(
      aFlow({ answer: { mode: 'when-finished', deadlineSeconds: 5 } })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const answer = send({ name: '1' });
    await side.calls(1);
    clock.advance(5000);
    expect(await answer).toMatchObject({ kind: 'accepted', duplicate: false });
  });

  test('that cannot be read is kept as an exception of the intake', async () => {
    const { send, when } = await start();
    const run = await when(idOf(await send('{"name": ')), 'failed');
    expect(run.exceptions).toMatchObject([{ itemId: '*', state: 'open', error: { code: 'NOT_JSON' } }]);
    expect(side.received).toEqual([]);
  });

  test('is seen with secrets and personal data replaced', async () => {
    const { engine, send, when } = await start(
      aFlow({ redact: ['email'] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const run = await when(idOf(await send({ customer: { Email: 'a@example.com', name: 'A' } })), 'done');
    const step = await engine.step(run.id, 'erp');
    expect(step?.input.in?.[0]?.json).toEqual({ customer: { Email: '[redacted]', name: 'A' } });
    expect(step?.exchanges[0]?.request.body).toBe('{"customer":{"Email":"[redacted]","name":"A"}}');
    expect(side.received[0]?.body).toContain('a@example.com');
  });
});

describe('duplicates', () => {
  const flow = aFlow()
    .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}', windowDays: 7 })
    .step('erp', 'connector.http', sendOrder)
    .build();

  test('start no second run and are answered like the first', async () => {
    const { send, when } = await start(flow);
    const first = await send({ name: '1' });
    const second = await send({ name: '1' });
    await when(idOf(first), 'done');
    expect(second).toEqual({ ...first, duplicate: true });
    expect(side.received).toHaveLength(1);
  });

  test('that arrive at the same moment are one run', async () => {
    const { send, when } = await start(flow);
    const all = await Promise.all(Array.from({ length: 20 }, () => send({ name: '1' })));
    expect(new Set(all.map(idOf)).size).toBe(1);
    expect(all.filter((one) => 'duplicate' in one && !one.duplicate)).toHaveLength(1);
    await when(idOf(all[0] ?? {}), 'done');
    expect(side.received).toHaveLength(1);
  });

  test('are new messages when their window is over', async () => {
    const { send, when, clock } = await start(flow);
    const first = await send({ name: '1' });
    await when(idOf(first), 'done');
    clock.advance(7 * 86_400_000 + 1);
    const second = await send({ name: '1' });
    expect(second).toMatchObject({ duplicate: false });
    await when(idOf(second), 'done');
    expect(side.effects.size).toBe(2);
  });

  test('by an Idempotency-Key with another body are refused', async () => {
    const { send } = await start();
    const first = await send({ name: '1' }, { idempotencyKey: 'k' });
    expect(await send({ name: '2' }, { idempotencyKey: 'k' })).toEqual({ kind: 'key reused', runId: idOf(first) });
  });

  test('of different senders do not meet', async () => {
    const { send } = await start(flow);
    expect(await send({ name: '1' }, { sender: 'a' })).toMatchObject({ duplicate: false });
    expect(await send({ name: '1' }, { sender: 'b' })).toMatchObject({ duplicate: false });
  });

  test('join the first run and get its answer when the flow waits', async () => {
    const waits = aFlow({ answer: { mode: 'when-finished' } })
      .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}' })
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const { send } = await start(waits);
    const [first, second] = await Promise.all([send({ name: '1' }), send({ name: '1' })]);
    expect([first, second].map((one) => one.kind)).toEqual(['answered', 'answered']);
    expect(idOf(first)).toBe(idOf(second));
    expect(await send({ name: '1' })).toMatchObject({ kind: 'answered', duplicate: true, answer: { body: '"SO-1"' } });
  });
});

describe('a repeated message', () => {
  const once = { key: '{{ item.name }}' };

  test('takes up its failed first run again when the caller waits, with the same effect key', async () => {
    side.behave(() => ({ status: 422 }));
    const waits = aFlow({ answer: { mode: 'when-finished' } })
      .step('once', 'routing.reject-duplicates', once)
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const { send } = await start(waits);
    const first = await send({ name: '1' });
    expect(first).toMatchObject({ kind: 'failed', duplicate: false });
    side.behave(() => ({}));
    expect(await send({ name: '1' })).toMatchObject({ kind: 'answered', runId: idOf(first), answer: { body: '"SO-1"' } });
    expect(new Set(side.received.map((call) => call.key)).size).toBe(1);
  });

  test('with another content waits for a person where the flow says so', async () => {
    const { engine, send, when } = await start(
      aFlow()
        .step('once', 'routing.reject-duplicates', { ...once, onDifferentBody: 'exception' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const first = await send({ name: '1', total: 5 });
    await when(idOf(first), 'done');
    expect(await send({ name: '1', total: 6 })).toMatchObject({ duplicate: true, runId: idOf(first) });
    const { items } = await engine.list({ env: 'dev', status: ['failed'] });
    expect(items).toMatchObject([{ error: { code: 'SAME_KEY_OTHER_BODY' }, openExceptions: 1 }]);
    expect(side.received).toHaveLength(1);
  });

  test('with another content is an update where the flow says so', async () => {
    const { send, when } = await start(
      aFlow()
        .step('once', 'routing.reject-duplicates', { ...once, onDifferentBody: 'new-run' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    await when(idOf(await send({ name: '1', total: 5 })), 'done');
    const second = await send({ name: '1', total: 6 });
    expect(second).toMatchObject({ duplicate: false });
    await when(idOf(second), 'done');
    expect(side.effects.size).toBe(2);
  });
});

describe('a large message', () => {
  test('lies outside of its run, and is there again after a restart', async () => {
    side.behave(() => ({ status: 503 }));
    const first = await start();
    const text = 'x'.repeat(1_200_000);
    const id = idOf(await first.send({ text }));
    await first.when(id, 'retrying');
    await first.kill();
    running = [];
    side.behave(() => ({}));
    const second = await start(undefined, { folder: first.folder, clock: first.clock });
    first.clock.advance(3000);
    await second.when(id, 'done');
    expect(JSON.parse(side.received.at(-1)?.body ?? '{}')).toEqual({ text });
  });
});

describe('a run that its process died with', () => {
  test('goes on after each start, and is not started again after the third', async () => {
    side.behave(() => 'never');
    const clock = testClock();
    let engine = await start(undefined, { clock });
    const id = idOf(await engine.send({ n: 1 }));
    for (let starts = 1; starts <= 4; starts++) {
      await side.calls(starts);
      await engine.kill();
      running = [];
      engine = await start(undefined, { folder: engine.folder, clock });
    }
    const run = await engine.when(id, 'failed');
    expect(run).toMatchObject({ recoveries: 4, exceptions: [{ error: { code: 'POISON' } }] });
    expect(side.received).toHaveLength(4);
    expect(new Set(side.received.map((call) => call.key)).size).toBe(1);
  });
});

describe('a system that fails', () => {
  const retry = { attempts: 3, firstDelaySeconds: 2, factor: 3, maxDelaySeconds: 60 };
  const flow = aFlow().step('erp', 'connector.http', sendOrder, { onFailure: { retry } }).build();

  test('is tried again later with the same key, and succeeds on the third attempt', async () => {
    side.behave((_call, count) => (count < 3 ? { status: 503 } : {}));
    const { send, when, clock } = await start(flow);
    const id = idOf(await send({ name: '1' }));
    const waiting = await when(id, 'retrying');
    expect(waiting.steps.at(-1)).toMatchObject({ status: 'retrying', attempts: 1 });
    clock.advance(2000);
    await side.calls(2);
    await when(id, 'retrying');
    clock.advance(6000);
    const run = await when(id, 'done');
    expect(run.effects).toMatchObject([{ attempts: 3, outcome: 'confirmed' }]);
    expect(run.steps.at(-1)).toMatchObject({ attempts: 3, durationMs: 8000 });
    expect(new Set(side.received.map((call) => call.key)).size).toBe(1);
  });

  test('that asks to wait is left alone for so long', async () => {
    side.behave((_call, count) => (count === 1 ? { status: 429, headers: { 'retry-after': '40' } } : {}));
    const { send, when, clock } = await start(flow);
    const id = idOf(await send({ name: '1' }));
    const waiting = await when(id, 'retrying');
    expect(Date.parse(waiting.nextTryAt ?? '') - clock.now()).toBe(40_000);
    clock.advance(39_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(side.received).toHaveLength(1);
    clock.advance(1000);
    await when(id, 'done');
  });

  test('leaves the order as an exception in the end; mended, it is replayed from the failed step and exists once', async () => {
    side.behave(() => ({ status: 503 }));
    const { engine, send, when, clock } = await start(flow);
    const id = idOf(await send({ name: '1' }));
    for (const [i, wait] of [2000, 6000].entries()) {
      await side.calls(i + 1);
      await when(id, 'retrying');
      clock.advance(wait);
    }
    const failed = await when(id, 'failed');
    expect(failed.exceptions).toMatchObject([{ nodeId: 'erp', state: 'open', attempts: 3, error: { code: 'HTTP_503' } }]);
    expect(failed.openExceptions).toBe(1);
    side.behave(() => ({}));
    expect((await engine.replayPlan(id, undefined))?.steps).toMatchObject([
      { nodeId: 'hook', action: 'runs again' },
      { nodeId: 'erp', action: 'sent again with the same key', items: 1 },
    ]);
    const replay = await engine.replay(id, { by: 'Ada', reason: 'The ERP is back' });
    const replayed = await when(replay?.runId ?? '', 'done');
    expect(replayed).toMatchObject({ replayOf: id, replay: { by: 'Ada', reason: 'The ERP is back' } });
    expect(new Set(side.received.map((call) => call.key)).size).toBe(1);
    const original = await when(id, 'failed');
    expect(original.exceptions).toMatchObject([{ state: 'resolved' }]);
    expect(original.openExceptions).toBe(0);
    expect(original.replays).toMatchObject([{ id: replay?.runId, status: 'done' }]);
  });

  test('after a replay that failed again the original is open again, and only there', async () => {
    side.behave(() => ({ status: 422 }));
    const { engine, send, when } = await start(flow);
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
    side.behave(() => ({}));
    const second = await engine.replay(replay?.runId ?? '', { by: 'test' });
    await when(second?.runId ?? '', 'done');
    expect(await when(id, 'failed')).toMatchObject({ openExceptions: 0 });
  });

  test('that took the order and dropped the connection gets it again with the same key', async () => {
    side.behave((_call, count) => (count === 1 ? 'drop' : {}));
    const { send, when, clock } = await start(flow);
    const id = idOf(await send({ name: '1' }));
    expect(await when(id, 'retrying')).toMatchObject({ effects: [{ outcome: 'unknown' }] });
    clock.advance(2000);
    await when(id, 'done');
    expect(side.effects.size).toBe(1);
    expect(side.received).toHaveLength(2);
  });

  test('without an idempotency key is not asked twice after an unknown outcome', async () => {
    side.behave(() => 'drop');
    const { send, when } = await start(
      aFlow()
        .step('erp', 'connector.http', { ...sendOrder, idempotencyHeader: '' }, { onFailure: { retry } })
        .build(),
    );
    const run = await when(idOf(await send({ name: '1' })), 'failed');
    expect(run.effects).toMatchObject([{ outcome: 'unknown', attempts: 1 }]);
    expect(side.received).toHaveLength(1);
  });

  test('is waited for by a caller as long as the deadline allows', async () => {
    side.behave((_call, count) => (count === 1 ? { status: 503 } : {}));
    const waits = aFlow({ answer: { mode: 'when-finished', deadlineSeconds: 25 } })
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' }, { onFailure: { retry } })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const { engine, send, when, clock } = await start(waits);
    const answer = send({ name: '1' });
    await side.calls(1);
    const [run] = (await engine.list({ env: 'dev' })).items;
    await when(run?.id ?? '', 'retrying');
    clock.advance(2000);
    expect(await answer).toMatchObject({ kind: 'answered' });
  });
});

describe('one bad item', () => {
  const orders = { orders: [{ n: 1 }, { n: 2 }, { n: 3 }] };

  test('never stops the good ones', async () => {
    side.behave(({ body }) => (body.includes('2') ? { status: 422, body: { message: 'unknown item' } } : {}));
    const { send, when } = await start(
      aFlow().step('split', 'routing.split', { list: '{{ item.orders }}' }).step('erp', 'connector.http', sendOrder).build(),
    );
    const run = await when(idOf(await send(orders)), 'partial');
    expect(side.effects.size).toBe(2);
    expect(run.exceptions).toMatchObject([{ nodeId: 'erp', itemId: '0.1', error: { code: 'HTTP_422' } }]);
    expect(run.steps.at(-1)).toMatchObject({ status: 'failed', itemsIn: 3, itemsOut: { out: 2 }, failed: 1 });
  });

  test('whose code throws is lost alone', async () => {
    const { send, when } = await start(
      aFlow()
        .step('split', 'routing.split', { list: '{{ item.orders }}' })
        .step('code', 'transform.code', { code: 'if (item.n === 2) throw new Error("two"); return item;' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const run = await when(idOf(await send(orders)), 'partial');
    expect(side.received.map((call) => call.body).sort()).toEqual(['{"n":1}', '{"n":3}']);
    expect(run.exceptions).toMatchObject([{ nodeId: 'code', itemId: '0.1' }]);
  });

  test('leaves by the error port when that is wired, and is no exception', async () => {
    side.behave(({ path }) => (path === '/orders' ? { status: 422 } : {}));
    const { send, when } = await start(
      aFlow()
        .step('erp', 'connector.http', sendOrder)
        .step('desk', 'connector.http', { ...sendOrder, path: '/desk' }, { after: 'erp.error' })
        .build(),
    );
    const run = await when(idOf(await send({ n: 1 })), 'done');
    expect(run.exceptions).toEqual([]);
    expect(JSON.parse(side.received[1]?.body ?? '')).toMatchObject({ n: 1, error: { node: 'erp', code: 'HTTP_422' } });
  });

  test('keeps a barrier from putting together what is not complete', async () => {
    const { send, when } = await start(
      aFlow()
        .step('split', 'routing.split', { list: '{{ item.orders }}' })
        .step('code', 'transform.code', { code: 'if (item.n === 2) throw new Error("two"); return item;' })
        .step('reply', 'routing.respond', {})
        .build(),
    );
    const run = await when(idOf(await send(orders)), 'failed');
    expect(run.exceptions.map((one) => [one.nodeId, one.error.code])).toContainEqual(['reply', 'ITEMS_MISSING']);
  });

  test('replayed alone is sent alone', async () => {
    let isMended = false;
    side.behave(({ body }) => (body.includes('2') && !isMended ? { status: 422 } : {}));
    const { engine, send, when } = await start(
      aFlow().step('split', 'routing.split', { list: '{{ item.orders }}' }).step('erp', 'connector.http', sendOrder).build(),
    );
    const id = idOf(await send(orders));
    await when(id, 'partial');
    isMended = true;
    const replay = await engine.replay(id, { by: 'test' });
    await when(replay?.runId ?? '', 'done');
    expect(side.received).toHaveLength(4);
    expect(side.received[3]?.body).toBe('{"n":2}');
    expect(side.effects.size).toBe(3);
  });
});

describe("a user's code", () => {
  test('that never ends fails its own run only', async () => {
    const { send, when } = await start(
      aFlow()
        .step('code', 'transform.code', { code: 'if (item.n === 2) while (true); return item;' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const [bad, good] = await Promise.all([send({ n: 2 }), send({ n: 1 })]);
    expect((await when(idOf(bad), 'failed')).exceptions[0]?.error.code).toBe('SANDBOX_TIMEOUT');
    await when(idOf(good), 'done');
    expect(side.received.map((call) => call.body)).toEqual(['{"n":1}']);
  });
});

describe('a person', () => {
  test('tries the draft up to a step, and nothing behind it happens', async () => {
    const { engine, when } = await start();
    const flow = aFlow()
      .step('fields', 'transform.set-fields', { fields: [{ name: 'a', value: 1 }] })
      .step('erp', 'connector.http', sendOrder)
      .build();
    const { runId } = await engine.testRun({
      flow,
      env: 'dev',
      message: { body: { n: 1 }, contentType: 'application/json', headers: {}, query: {} },
      until: 'fields',
      by: 'test',
    });
    const run = await when(runId, 'done');
    expect(run).toMatchObject({ isTest: true, flow: { version: 0 } });
    expect((await engine.step(runId, 'fields'))?.output.out?.[0]?.json).toEqual({ n: 1, a: 1 });
    expect(side.received).toEqual([]);
  });

  test('cancels a run that waits for its next try', async () => {
    side.behave(() => ({ status: 503 }));
    const { engine, send, when } = await start();
    const id = idOf(await send({ n: 1 }));
    await when(id, 'retrying');
    expect(await engine.cancel(id, 'test')).toBe(true);
    expect((await when(id, 'cancelled')).steps.at(-1)?.status).toBe('cancelled');
  });

  test('finds a run by the beginning of its business key', async () => {
    const { engine, send, when } = await start(
      aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.name }}' }] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    await when(idOf(await send({ name: 'po-4711' })), 'done');
    await when(idOf(await send({ name: 'po-5000' })), 'done');
    expect((await engine.list({ env: 'dev', key: 'po-47' })).items.map((run) => run.title)).toEqual(['PO-4711']);
  });

  test('sees an expression evaluated on an item, or why it cannot be', async () => {
    const { engine } = await start();
    expect(
      await engine.previewExpression({ expression: '{{ money.multiply(item.price, 3) }}', item: { price: '0.10' }, env: 'dev' }),
    ).toEqual({ ok: true, value: '0.30' });
    expect(await engine.previewExpression({ expression: '{{ item.a.b }}', item: {}, env: 'dev' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('undefined'),
    });
    expect(await engine.previewExpression({ expression: '{{ item. }}', item: {}, env: 'dev' })).toMatchObject({ ok: false });
  });
});

describe('the past', () => {
  test('is removed by age, with its records, and the disk shrinks', async () => {
    const { engine, send, when, clock, store } = await start(
      aFlow({ retention: { days: 30 } })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const filler = 'x'.repeat(60_000);
    const ids = await Promise.all(Array.from({ length: 60 }, (_, n) => send({ n, filler }).then(idOf)));
    for (const id of ids) await when(id, 'done');
    const before = (await store.size()).bytes;
    clock.advance(31 * 86_400_000);
    expect(await engine.retain()).toBeGreaterThanOrEqual(0);
    expect((await engine.list({ env: 'dev' })).items).toEqual([]);
    for (;;) {
      const { bytes } = await store.size();
      if (bytes < before / 2) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  test('is removed by count, the oldest first, but not while a duplicate of it would count', async () => {
    const once = aFlow({ retention: { runs: 100 } })
      .step('once', 'routing.reject-duplicates', { key: '{{ item.key }}', windowDays: 1 })
      .build();
    const { engine, send, when, clock } = await start(once);
    const keyed = idOf(await send({ key: 'keep' }));
    const ids: string[] = [];
    for (let n = 0; n < 110; n++) {
      clock.advance(1000);
      ids.push(idOf(await send({ n })));
    }
    for (const id of [keyed, ...ids]) await when(id, 'done');
    await engine.retain();
    const { items } = await engine.list({ env: 'dev', limit: 200 });
    expect(items.map((run) => run.id).sort()).toEqual([keyed, ...ids.slice(-100)].sort());
    expect(await send({ key: 'keep' })).toMatchObject({ duplicate: true, runId: keyed });
    await expect(engine.replay(keyed, { by: 'test' })).rejects.toMatchObject({ code: 'MESSAGE_GONE' });
  });
});
