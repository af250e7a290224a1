import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../engine/test/a-flow.ts';
import { stage } from '../engine/test/stage.ts';

const on = stage();
const sample = (body: unknown) => ({ body, contentType: 'application/json', headers: {}, query: {} });
const flow = aFlow()
  .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
  .step('after', 'transform.set-fields', { fields: [{ name: 'seen', value: '{{ item.erp.order }}' }] })
  .build();

test('a pinned step sends nothing and gives its records', async () => {
  const { engine, when } = await on.start(flow);
  const pins = new Map([['erp', { out: [{ erp: { order: 'SO-1' } }, { erp: { order: 'SO-2' } }] }]]);
  const { runId } = await engine.testRun({ flow, env: 'dev', message: sample({ number: 1 }), pins, by: 'ada' });
  const run = await when(runId, 'done');
  expect(on.side.received).toHaveLength(0);
  expect(run.effects).toEqual([]);
  expect(run.steps.find(({ nodeId }) => nodeId === 'erp')).toMatchObject({ pinned: true, type: 'connector.http', itemsOut: { out: 2 } });
  const after = await engine.step(runId, 'after');
  expect(after?.output.out?.map(({ json }) => json)).toMatchObject([{ seen: 'SO-1' }, { seen: 'SO-2' }]);
  expect((await engine.flow(runId))?.nodes).toEqual(flow.nodes);
});

test('what leads only to pinned steps is not executed in a run to a step', async () => {
  const { engine, when } = await on.start(flow);
  const pins = new Map([['after', { out: [{ seen: 'SO-9' }] }]]);
  const { runId } = await engine.testRun({
    flow,
    env: 'dev',
    message: { ...sample(undefined), text: 'not JSON' },
    until: 'after',
    pins,
    by: 'ada',
  });
  const run = await when(runId, 'done');
  expect(on.side.received).toHaveLength(0);
  expect(run.steps.map(({ nodeId, type }) => `${nodeId} ${type}`).sort()).toEqual(['after transform.set-fields', 'hook trigger.webhook']);
  expect((await engine.step(runId, 'after'))?.output.out).toMatchObject([{ json: { seen: 'SO-9' } }]);
});

test('a pinned trigger gives its records in place of the message', async () => {
  const { engine, when } = await on.start(flow);
  const trigger = flow.nodes.find(({ type }) => type.startsWith('trigger.'))?.id ?? '';
  const pins = new Map([[trigger, { out: [{ number: 'pinned' }] }]]);
  const { runId } = await engine.testRun({ flow, env: 'dev', message: sample({ number: 1 }), pins, by: 'ada' });
  await when(runId, 'done');
  expect(on.side.received.map(({ body }) => body)).toEqual([expect.stringContaining('pinned')]);
});

test('one step runs alone on given records, and sends under keys of its own', async () => {
  const { engine, when } = await on.start(flow);
  const node = flow.nodes.find(({ id }) => id === 'erp');
  if (!node) throw new Error('no step');
  const ask = () => engine.stepRun({ flow, env: 'dev', node, inputs: { in: [{ number: 1 }, { number: 2 }] } });
  const [first, second] = [await ask(), await ask()];
  await when(first.runId, 'done');
  const run = await when(second.runId, 'done');
  expect(run.steps.map(({ nodeId }) => nodeId)).toEqual(['erp']);
  expect((await engine.flow(second.runId))?.nodes).toEqual([node]);
  expect(on.side.received).toHaveLength(4);
  expect(new Set(on.side.received.map(({ key }) => key)).size).toBe(4);
  expect((await engine.step(first.runId, 'erp'))?.input.in).toMatchObject([{ json: { number: 1 } }, { json: { number: 2 } }]);
});

test('a run of a flow that was never published has its name', async () => {
  const { engine, when } = await on.start(flow);
  const unpublished = { ...flow, id: 'spring-catalogue', name: 'Spring catalogue' };
  const { runId } = await engine.testRun({ flow: unpublished, env: 'dev', message: sample({ number: 1 }), by: 'ada' });
  const named = { id: 'spring-catalogue', name: 'Spring catalogue', version: 0 };
  expect((await when(runId, 'done')).flow).toEqual(named);
  const { items } = await engine.list({ env: 'dev' });
  expect(items.find(({ id }) => id === runId)?.flow).toEqual(named);
});
