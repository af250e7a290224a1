import { describe, expect, test } from 'vitest';
import { runCollection } from '../run/run-document.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const orders = { orders: [{ n: 1 }, { n: 2 }, { n: 3 }] };
const erpAndDesk = (settings: Parameters<typeof aFlow>[0] = {}) =>
  aFlow(settings)
    .step('split', 'routing.split', { list: '{{ item.orders }}' })
    .step('erp', 'connector.http', sendOrder)
    .step('desk', 'connector.http', { ...sendOrder, path: '/desk', connection: 'desk' });

/** The ERP asks to wait an hour with the second order, once. */
function delaySecond(): void {
  let isAsked = false;
  on.side.behave(({ path, body }) => {
    if (path !== '/orders' || !body.includes('2') || isAsked) return {};
    isAsked = true;
    return { status: 429, headers: { 'retry-after': '3600' } };
  });
}
const sentTo = (path: string) => on.side.received.filter((call) => call.path === path).map((call) => call.key);

describe('an item that has to wait longer than its step has patience', () => {
  test('goes on in a run of its own, and the others do not wait', async () => {
    delaySecond();
    const { send, when, clock, store } = await on.start(erpAndDesk().build());
    const id = idOf(await send(orders));
    const run = await when(id, 'done');
    expect(run.exceptions).toEqual([]);
    expect(sentTo('/desk')).toHaveLength(2);
    const [continuation] = (await store.collection(runCollection).find({ where: { parent: id } })).items;
    expect(continuation).toMatchObject({ kind: 'continuation', status: 'retrying', lineage: id });
    clock.advance(3_600_000);
    const later = await when(continuation?.id ?? '', 'done');
    expect(later.steps.map((step) => [step.nodeId, step.itemsIn])).toContainEqual(['desk', 1]);
    expect(sentTo('/orders')).toHaveLength(4);
    expect(new Set(sentTo('/orders')).size).toBe(3);
    expect(new Set(sentTo('/desk')).size).toBe(3);
  });

  test('keeps its run waiting when a barrier behind it wants all', async () => {
    delaySecond();
    const { send, when, clock } = await on.start(erpAndDesk().step('reply', 'routing.respond', {}).build());
    const id = idOf(await send(orders));
    await when(id, 'retrying');
    expect(sentTo('/desk')).toEqual([]);
    clock.advance(3_600_000);
    await when(id, 'done');
    expect(sentTo('/desk')).toHaveLength(3);
  });

  test('keeps its run waiting when the flow keeps an order', async () => {
    delaySecond();
    const { send, when } = await on.start(erpAndDesk({ orderingKey: '{{ "all" }}' }).build());
    await when(idOf(await send(orders)), 'retrying');
    expect(sentTo('/desk')).toEqual([]);
  });

  test('stays when nothing else could go on meanwhile', async () => {
    delaySecond();
    const { send, when, store } = await on.start(erpAndDesk().build());
    const id = idOf(await send({ orders: [{ n: 2 }] }));
    await when(id, 'retrying');
    expect((await store.collection(runCollection).find({ where: { parent: id } })).items).toEqual([]);
  });
});
