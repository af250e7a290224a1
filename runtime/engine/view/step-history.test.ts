import { describe, expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

const table = {
  inputs: [{ label: 'Total', value: '{{ item.total }}', type: 'number' }],
  outputs: [{ name: 'route' }],
  rows: [
    { when: ['> 100'], give: ['big'] },
    { when: ['-'], give: ['small'] },
  ],
};

const routed = (settings: Parameters<typeof aFlow>[0] = {}) =>
  aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.name }}' }], ...settings })
    .step('fields', 'transform.set-fields', { fields: [{ name: 'seen', value: true }] })
    .step('route', 'rule.decision-table', { table })
    .build();

const query = { env: 'dev', flow: 'orders', nodeId: 'route', limit: 500, days: 30 };

describe('the history of a step', () => {
  test('is what came into it, newest first, with the note it left', async () => {
    const { engine, send, when, clock } = await on.start(routed());
    const ids: string[] = [];
    for (const [name, total] of [
      ['po-1', 50],
      ['po-2', 500],
    ] as const) {
      ids.push(idOf(await send({ name, total })));
      clock.advance(1000);
    }
    for (const id of ids) await when(id, 'done');
    const { items, runs, captured } = await engine.stepHistory(query);
    expect([runs, captured]).toEqual([2, 2]);
    expect(items.map(({ runId }) => runId)).toEqual(ids.toReversed());
    expect(items[0]).toMatchObject({
      title: 'PO-2',
      json: { name: 'po-2', total: 500, seen: true },
      note: { rows: [1], result: { route: 'big' } },
    });
    expect(items[1]).toMatchObject({ title: 'PO-1', note: { rows: [2], result: { route: 'small' } } });
  });

  test('hides what the flow hides from people', async () => {
    const { engine, send, when } = await on.start(routed({ redact: ['email'] }));
    await when(idOf(await send({ name: 'po-1', total: 5, email: 'a@example.com' })), 'done');
    expect((await engine.stepHistory(query)).items[0]?.json).toMatchObject({ total: 5, email: '[redacted]' });
  });

  test('says how many runs it looked at, also those whose data was not kept', async () => {
    const { engine, send, when } = await on.start(routed({ capture: 'errors' }));
    await when(idOf(await send({ name: 'po-1', total: 5 })), 'done');
    await when(idOf(await send({ name: 'po-2', total: {} })), 'partial', 'failed');
    const { items, runs, captured } = await engine.stepHistory(query);
    expect([runs, captured]).toEqual([2, 1]);
    expect(items).toHaveLength(1);
  });

  test('reads no more than asked, and no further back', async () => {
    const { engine, send, when, clock } = await on.start(routed());
    for (let n = 0; n < 30; n++) await when(idOf(await send({ name: `po-${n}`, total: n })), 'done');
    expect((await engine.stepHistory({ ...query, limit: 10 })).items).toHaveLength(10);
    expect((await engine.stepHistory({ ...query, limit: 10 })).runs).toBe(10);
    expect((await engine.stepHistory(query)).items).toHaveLength(30);
    clock.advance(2 * 86_400_000);
    expect(await engine.stepHistory({ ...query, days: 1 })).toEqual({ items: [], runs: 0, captured: 0 });
  });

  test('leaves out tests and replays, and knows nothing of a step that never ran', async () => {
    const { engine, send, when } = await on.start(routed());
    const id = idOf(await send({ name: 'po-1', total: 5 }));
    await when(id, 'done');
    await when((await engine.replay(id, { by: 'test', from: 'route' }))?.runId ?? '', 'done');
    const message = { body: { name: 'po-9', total: 5 }, contentType: 'application/json', headers: {}, query: {} };
    await when((await engine.testRun({ flow: routed(), env: 'dev', message, by: 'test' })).runId, 'done');
    expect((await engine.stepHistory(query)).runs).toBe(1);
    expect(await engine.stepHistory({ ...query, nodeId: 'unknown' })).toEqual({ items: [], runs: 1, captured: 0 });
  });
});
