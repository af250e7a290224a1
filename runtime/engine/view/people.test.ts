import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

describe('a person', () => {
  test('tries the draft up to a step, and nothing behind it happens', async () => {
    const { engine, when } = await on.start();
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
    expect(on.side.received).toEqual([]);
  });

  test('cancels a run that waits for its next try', async () => {
    on.side.behave(() => ({ status: 503 }));
    const { engine, send, when } = await on.start();
    const id = idOf(await send({ n: 1 }));
    await when(id, 'retrying');
    expect(await engine.cancel(id, 'test')).toBe(true);
    expect((await when(id, 'cancelled')).steps.at(-1)?.status).toBe('cancelled');
  });

  test('finds a run by the beginning of its business key', async () => {
    const { engine, send, when } = await on.start(
      aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.name }}' }] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    await when(idOf(await send({ name: 'po-4711' })), 'done');
    await when(idOf(await send({ name: 'po-5000' })), 'done');
    expect((await engine.list({ env: 'dev', key: 'po-47' })).items.map((run) => run.title)).toEqual(['PO-4711']);
  });
});

describe('the past', () => {
  test('is removed by age, with its records, and the disk shrinks', async () => {
    const { engine, send, when, clock, store } = await on.start(
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
    const { engine, send, when, clock } = await on.start(once);
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

describe('the past', () => {
  test('is removed by age, with its records, and the disk shrinks', async () => {
    const { engine, send, when, clock, store } = await on.start(
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
    const { engine, send, when, clock } = await on.start(once);
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
