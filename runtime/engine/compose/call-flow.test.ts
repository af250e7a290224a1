import type { Flow } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

const named = (id: string, flow: Flow): Flow => ({ ...flow, id, name: id });
const caller = (config: Record<string, unknown> = {}) =>
  aFlow()
    .step('call', 'routing.call-flow', { flow: 'booking', ...config })
    .step('after', 'routing.log', { message: 'after' })
    .build();
const booking = named(
  'booking',
  aFlow({ answer: { mode: 'when-finished' } })
    .step('erp', 'connector.http', { ...sendOrder, result: 'erp' }, { onFailure: { retry: { attempts: 1 } } })
    .step('reply', 'routing.respond', { body: '{{ { order: item.erp.erpOrder } }}' })
    .build(),
);

const calledRun = async (engine: TestEngine, id: string) =>
  (await engine.engine.get(id))?.related.find(({ relation }) => relation === 'called');

async function answerOf(engine: TestEngine, id: string): Promise<unknown> {
  return (await engine.engine.step(id, 'after'))?.input.in?.[0]?.json;
}

test('the caller waits for the end of the called run and goes on with its answer', async () => {
  const engine = await on.start(caller(), { others: [booking] });
  const id = idOf(await engine.send({ number: 1 }));
  await engine.when(id, 'done');
  expect(await answerOf(engine, id)).toEqual({ number: 1, answer: { order: 'SO-1' } });
});

test('both runs lead to each other, and share the correlation id', async () => {
  const engine = await on.start(caller(), { others: [booking] });
  const id = idOf(await engine.send({ number: 1 }));
  const run = await engine.when(id, 'done');
  const called = await calledRun(engine, id);
  expect(called).toMatchObject({ relation: 'called', nodeId: 'call', flow: { id: 'booking' }, status: 'done' });
  const detail = await engine.engine.get(called?.id ?? '');
  expect(detail).toMatchObject({ kind: 'call', correlationId: run.correlationId });
  expect(detail?.related).toMatchObject([{ id, relation: 'caller', flow: { id: 'orders' } }]);
});

test('a flow that is only started is not waited for', async () => {
  const pausing = named(
    'booking',
    aFlow()
      .step('pause', 'routing.delay', { until: { kind: 'span', amount: 5 } })
      .build(),
  );
  const engine = await on.start(caller({ mode: 'start', result: 'started' }), { others: [pausing] });
  const id = idOf(await engine.send({ number: 1 }));
  await engine.when(id, 'done');
  const called = await calledRun(engine, id);
  expect(await answerOf(engine, id)).toEqual({ number: 1, started: { runId: called?.id } });
  await engine.when(called?.id ?? '', 'waiting');
});

test('each item starts a run of its own', async () => {
  const flow = aFlow()
    .step('split', 'routing.split', { list: '{{ item.lines }}' })
    .step('call', 'routing.call-flow', { flow: 'booking', body: '{{ { line: item } }}' })
    .build();
  const engine = await on.start(flow, { others: [booking] });
  const id = idOf(await engine.send({ lines: ['a', 'b', 'c'] }));
  const run = await engine.when(id, 'done');
  expect(run.related).toHaveLength(3);
  expect(on.side.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    expect.arrayContaining([{ line: 'a' }, { line: 'b' }, { line: 'c' }]),
  );
});

test('the failure of the called run is that of the record, and a replay takes the called run up where it failed', async () => {
  on.side.behave(() => ({ status: 422, body: { error: 'unknown SKU' } }));
  const engine = await on.start(caller(), { others: [booking] });
  const id = idOf(await engine.send({ number: 1 }));
  const failed = await engine.when(id, 'failed');
  expect(failed.exceptions).toMatchObject([{ nodeId: 'call', error: { code: 'CALLED_FLOW_FAILED' } }]);
  const called = await calledRun(engine, id);
  expect(failed.exceptions[0]?.error.message).toContain(called?.id);
  on.side.behave(() => ({}));
  const replay = await engine.engine.replay(id, { by: 'ada' });
  await engine.when(replay?.runId ?? '', 'done');
  expect((await engine.engine.get(called?.id ?? ''))?.status).toBe('done');
  expect((await engine.engine.list({ env: 'dev', flow: 'booking' })).items).toHaveLength(1);
  expect((await engine.engine.get(id))?.exceptions).toMatchObject([{ state: 'resolved' }]);
});

test('a called run that was mended by its own replay counts when the caller is replayed', async () => {
  on.side.behave(() => ({ status: 422 }));
  const engine = await on.start(caller(), { others: [booking] });
  const id = idOf(await engine.send({ number: 1 }));
  await engine.when(id, 'failed');
  const called = await calledRun(engine, id);
  on.side.behave(() => ({}));
  const mended = await engine.engine.replay(called?.id ?? '', { by: 'ada' });
  await engine.when(mended?.runId ?? '', 'done');
  const replay = await engine.engine.replay(id, { by: 'ada' });
  await engine.when(replay?.runId ?? '', 'done');
  expect(await answerOf(engine, replay?.runId ?? '')).toEqual({ number: 1, answer: { order: 'SO-1' } });
});

test('a flow that is not deployed fails the record and says what to do', async () => {
  const engine = await on.start(caller());
  const run = await engine.when(idOf(await engine.send({ number: 1 })), 'failed');
  expect(run.exceptions[0]?.error).toMatchObject({ code: 'FLOW_NOT_DEPLOYED' });
  expect(run.exceptions[0]?.error.message).toContain('Deploy');
});

test('after the time-out the caller goes on, and so does the called run', async () => {
  const pausing = named(
    'booking',
    aFlow()
      .step('pause', 'routing.delay', { until: { kind: 'span', amount: 5 } })
      .build(),
  );
  const flow = aFlow()
    .step('call', 'routing.call-flow', { flow: 'booking', timeout: 1, timeoutUnit: 'hours' })
    .step('late', 'routing.log', { message: 'late' }, { after: 'call.timeout' })
    .build();
  const engine = await on.start(flow, { others: [pausing] });
  const id = idOf(await engine.send({ number: 1 }));
  await engine.when(id, 'waiting');
  engine.clock.advance(3_600_000);
  const run = await engine.when(id, 'done');
  expect(run.edges.find(({ to }) => to.node === 'late')?.items).toBe(1);
  const called = await calledRun(engine, id);
  engine.clock.advance(4 * 3_600_000);
  await engine.when(called?.id ?? '', 'done');
});

test('flows that call each other in a circle are stopped after 20 calls', async () => {
  const a = named('a', aFlow().step('call', 'routing.call-flow', { flow: 'b' }).build());
  const b = named('b', aFlow().step('call', 'routing.call-flow', { flow: 'a' }).build());
  const engine = await on.start(a, { others: [b] });
  const run = await engine.when(idOf(await engine.send({ number: 1 })), 'failed');
  expect(run.exceptions[0]?.error.code).toBe('CALLED_FLOW_FAILED');
  const { items } = await engine.engine.list({ env: 'dev', limit: 100 });
  expect(items).toHaveLength(21);
  expect(items.filter(({ error }) => error?.code === 'CALLED_TOO_DEEP')).toHaveLength(1);
});

test('the end of a called run wakes its caller also when the process died in between', async () => {
  const engine = await on.start(caller(), { others: [booking] });
  on.side.behave(() => 'never');
  const id = idOf(await engine.send({ number: 1 }));
  await engine.when(id, 'waiting');
  const called = await calledRun(engine, id);
  // As if the process died right after the final write of the called run.
  const runs = engine.store.collection<{
    id: string;
    status: string;
    follow: string;
    finishedAt: number;
    owner: string | null;
    answer: string;
  }>({
    name: 'runs',
    fields: { status: 'text', follow: 'text', finishedAt: 'number', owner: 'text', answer: 'body' },
  });
  const answer = JSON.stringify({ status: 200, headers: {}, body: '{"order":"SO-9"}' });
  const finishedAt = engine.clock.now();
  await runs.update(called?.id ?? '', { set: { status: 'done', follow: 'caller', finishedAt, owner: null, answer } });
  engine.clock.advance(5000);
  for (let i = 0; (await engine.engine.get(id))?.status === 'waiting' && i < 100; i++) {
    engine.clock.advance(5000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await engine.when(id, 'done');
  expect(await answerOf(engine, id)).toEqual({ number: 1, answer: { order: 'SO-9' } });
});
