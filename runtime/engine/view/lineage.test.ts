import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

const lines = (settings: Parameters<typeof aFlow>[0] = {}) =>
  aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.name }}' }], ...settings })
    .step('split', 'routing.split', { list: '{{ item.lines }}', key: '{{ each.sku }}' })
    .step('erp', 'connector.http', sendOrder)
    .build();

describe('the lineage of an item', () => {
  test('leads from the line that failed to its message, and says what became of it', async () => {
    const { engine, send, when } = await on.start(lines());
    on.side.behave(({ body }) => (body.includes('"bad"') ? { status: 422, body: '{"code":"NO"}' } : { status: 200, body: '{}' }));
    const id = idOf(await send({ name: 'po-1', secret: 'x', lines: [{ sku: 'good' }, { sku: 'bad' }] }));
    const run = await when(id, 'partial');
    const dead = run.exceptions[0];
    const way = await engine.lineage(id, 'erp', dead?.itemId ?? '');
    expect(way?.steps.map(({ nodeId, side, itemsIn, itemsOut, fate }) => [nodeId, side, itemsIn, itemsOut, fate])).toEqual([
      ['hook', 'before', 0, 1, 'went on'],
      ['split', 'before', 1, 1, 'went on'],
      ['erp', 'here', 1, 0, 'exception'],
    ]);
    expect(way?.steps[2]?.items[0]).toMatchObject({ error: { code: expect.any(String) } });
    expect(way?.steps[1]?.items[0]?.summary).toContain('bad');
    expect(way?.origin).toBeNull();
  });

  test('of the message is everything that was made of it', async () => {
    const { engine, send, when } = await on.start(lines());
    const id = idOf(await send({ name: 'po-2', lines: [{ sku: 'a' }, { sku: 'b' }] }));
    await when(id, 'done');
    const way = await engine.lineage(id, 'hook', '0');
    expect(way?.steps.map(({ nodeId, itemsIn }) => [nodeId, itemsIn])).toEqual([
      ['hook', 0],
      ['split', 1],
      ['erp', 2],
    ]);
    expect(way?.steps[2]?.effects.map(({ outcome }) => outcome)).toEqual(['confirmed', 'confirmed']);
  });

  test('hides what people must not see, and says when nothing was kept', async () => {
    const { engine, send, when } = await on.start(lines({ redact: ['name'], capture: 'all' }));
    const id = idOf(await send({ name: 'po-3', lines: [] }));
    await when(id, 'done');
    expect((await engine.lineage(id, 'hook', '0'))?.steps[0]?.items[0]?.summary).toContain('[redacted]');
    expect(await engine.lineage(id, 'hook', 'nowhere')).toBeNull();
    expect(await engine.lineage('r_none', 'hook', '0')).toBeNull();
  });

  test('of a run that keeps no data cannot be told', async () => {
    const { engine, send, when } = await on.start(lines({ capture: 'none' }));
    const id = idOf(await send({ name: 'po-4', lines: [] }));
    await when(id, 'done');
    expect(await engine.lineage(id, 'hook', '0')).toMatchObject({ isCaptured: false, steps: [] });
  });
});
