import type { Flow } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

const alert: Flow = { ...aFlow().step('log', 'routing.log', { message: 'error' }).build(), id: 'alert', name: 'Alert' };
const failing = (settings = {}) =>
  aFlow({ errorFlow: 'alert', businessKeys: [{ kind: 'Order', value: '{{ item.order }}' }], ...settings })
    .step('erp', 'connector.http', sendOrder, { onFailure: { retry: { attempts: 1 } } })
    .build();

const alerts = async (engine: TestEngine) => (await engine.engine.list({ env: 'dev', flow: 'alert' })).items;
const told = async (engine: TestEngine, count: number) => {
  for (;;) {
    const runs = await alerts(engine);
    if (runs.length >= count && runs.every(({ status }) => status === 'done')) return runs;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test('a failed run tells the error flow which order failed, where and why', async () => {
  on.side.behave(() => ({ status: 422, body: { error: 'unknown SKU' } }));
  const engine = await on.start(failing(), { others: [alert] });
  const id = idOf(await engine.send({ order: 'SO-1' }));
  await engine.when(id, 'failed');
  const [run] = await told(engine, 1);
  const step = await engine.engine.step(run?.id ?? '', 'log');
  expect(step?.input.in?.[0]?.json).toMatchObject({
    run: { id, status: 'failed', env: 'dev' },
    flow: { id: 'orders', name: 'Orders', version: 1 },
    keys: [{ kind: 'Order', value: 'SO-1' }],
    exceptions: [{ step: { id: 'erp', name: 'erp', type: 'connector.http' }, key: 'SO-1' }],
  });
  expect(run).toMatchObject({ kind: 'error' });
  expect((await engine.engine.get(id))?.related).toMatchObject([{ id: run?.id, relation: 'error flow' }]);
  expect((await engine.engine.get(run?.id ?? ''))?.related).toMatchObject([{ id, relation: 'failed run' }]);
});

test('a run that gets through tells nobody', async () => {
  const engine = await on.start(failing(), { others: [alert] });
  await engine.when(idOf(await engine.send({ order: 'SO-1' })), 'done');
  expect(await alerts(engine)).toEqual([]);
});

test('the error flow is not told of itself', async () => {
  const own: Flow = { ...failing({ errorFlow: 'orders' }) };
  on.side.behave(() => ({ status: 422 }));
  const engine = await on.start(own);
  await engine.when(idOf(await engine.send({ order: 'SO-1' })), 'failed');
  expect((await engine.engine.list({ env: 'dev' })).items).toHaveLength(1);
});

test('an error flow that fails tells no further error flow', async () => {
  const broken: Flow = { ...alert, settings: { ...alert.settings, errorFlow: 'orders' }, nodes: failing().nodes, edges: failing().edges };
  on.side.behave(() => ({ status: 422 }));
  const engine = await on.start(failing(), { others: [broken] });
  await engine.when(idOf(await engine.send({ order: 'SO-1' })), 'failed');
  for (;;) {
    const [run] = await alerts(engine);
    if (run?.status === 'failed') break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await engine.engine.list({ env: 'dev', flow: 'orders' })).items).toHaveLength(1);
});

test('a message that could not even be read tells the error flow', async () => {
  const engine = await on.start(failing(), { others: [alert] });
  await engine.send('no JSON');
  await told(engine, 1);
});

test('told once per end of a run, also when the sweep finds it again', async () => {
  on.side.behave(() => ({ status: 422 }));
  const engine = await on.start(failing(), { others: [alert] });
  const id = idOf(await engine.send({ order: 'SO-1' }));
  await engine.when(id, 'failed');
  await told(engine, 1);
  const runs = engine.store.collection<{ id: string; follow: string | null }>({ name: 'runs', fields: { follow: 'text' } });
  await runs.update(id, { set: { follow: 'error' } });
  for (let i = 0; (await runs.get(id))?.follow !== null && i < 1000; i++) {
    engine.clock.advance(5000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await runs.get(id))?.follow).toBeNull();
  expect(await alerts(engine)).toHaveLength(1);
});
