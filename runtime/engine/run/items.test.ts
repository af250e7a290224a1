import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

describe('one bad item', () => {
  const orders = { orders: [{ n: 1 }, { n: 2 }, { n: 3 }] };

  test('never stops the good ones', async () => {
    on.side.behave(({ body }) => (body.includes('2') ? { status: 422, body: { message: 'unknown item' } } : {}));
    const { send, when } = await on.start(
      aFlow().step('split', 'routing.split', { list: '{{ item.orders }}' }).step('erp', 'connector.http', sendOrder).build(),
    );
    const run = await when(idOf(await send(orders)), 'partial');
    expect(on.side.effects.size).toBe(2);
    expect(run.exceptions).toMatchObject([{ nodeId: 'erp', itemId: '0.1', error: { code: 'HTTP_422' } }]);
    expect(run.steps.at(-1)).toMatchObject({ status: 'failed', itemsIn: 3, itemsOut: { out: 2 }, failed: 1 });
  });

  test('whose code throws is lost alone', async () => {
    const { send, when } = await on.start(
      aFlow()
        .step('split', 'routing.split', { list: '{{ item.orders }}' })
        .step('code', 'transform.code', { code: 'if (item.n === 2) throw new Error("two"); return item;' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const run = await when(idOf(await send(orders)), 'partial');
    expect(on.side.received.map((call) => call.body).sort()).toEqual(['{"n":1}', '{"n":3}']);
    expect(run.exceptions).toMatchObject([{ nodeId: 'code', itemId: '0.1' }]);
  });

  test('leaves by the error port when that is wired, and is no exception', async () => {
    on.side.behave(({ path }) => (path === '/orders' ? { status: 422 } : {}));
    const { send, when } = await on.start(
      aFlow()
        .step('erp', 'connector.http', sendOrder)
        .step('desk', 'connector.http', { ...sendOrder, path: '/desk' }, { after: 'erp.error' })
        .build(),
    );
    const run = await when(idOf(await send({ n: 1 })), 'done');
    expect(run.exceptions).toEqual([]);
    expect(JSON.parse(on.side.received[1]?.body ?? '')).toMatchObject({ n: 1, error: { node: 'erp', code: 'HTTP_422' } });
  });

  test('keeps a barrier from putting together what is not complete', async () => {
    const { send, when } = await on.start(
      aFlow()
        .step('split', 'routing.split', { list: '{{ item.orders }}' })
        .step('code', 'transform.code', { code: 'if (item.n === 2) throw new Error("two"); return item;' })
        .step('reply', 'routing.respond', {})
        .build(),
    );
    const run = await when(idOf(await send(orders)), 'failed');
    expect(run.exceptions.map((one) => [one.nodeId, one.error.code])).toContainEqual(['reply', 'ITEMS_MISSING']);
  });

  test('that a barrier waits for joins the others there when it is replayed', async () => {
    let isMended = false;
    on.side.behave(({ path, body }) => (path === '/orders' && body.includes('2') && !isMended ? { status: 422 } : {}));
    const { engine, send, when } = await on.start(
      aFlow()
        .step('split', 'routing.split', { list: '{{ item.orders }}' })
        .step('erp', 'connector.http', sendOrder)
        .step('all', 'routing.aggregate', {}, { onFailure: { onMissing: 'wait' } })
        .step('desk', 'connector.http', { ...sendOrder, path: '/desk' })
        .build(),
    );
    const id = idOf(await send(orders));
    const run = await when(id, 'partial', 'failed');
    expect(run.exceptions.map(({ nodeId, itemId }) => [nodeId, itemId])).toEqual([['erp', '0.1']]);
    expect(on.side.received.filter(({ path }) => path === '/desk')).toEqual([]);
    isMended = true;
    const replay = await engine.replay(id, { by: 'test' });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received.filter(({ path }) => path === '/orders')).toHaveLength(4);
    expect(on.side.effects.size).toBe(4);
    expect(on.side.received.filter(({ path }) => path === '/desk')).toHaveLength(1);
  });

  test('replayed alone is sent alone', async () => {
    let isMended = false;
    on.side.behave(({ body }) => (body.includes('2') && !isMended ? { status: 422 } : {}));
    const { engine, send, when } = await on.start(
      aFlow().step('split', 'routing.split', { list: '{{ item.orders }}' }).step('erp', 'connector.http', sendOrder).build(),
    );
    const id = idOf(await send(orders));
    await when(id, 'partial');
    isMended = true;
    const replay = await engine.replay(id, { by: 'test' });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received).toHaveLength(4);
    expect(on.side.received[3]?.body).toBe('{"n":2}');
    expect(on.side.effects.size).toBe(3);
  });
});
