import type { FlowInput } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { NotReplayable } from '../run-service.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import type { Behaviour } from '../test/other-side.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

const once = { onFailure: { retry: { attempts: 1 } } };
const call = (path: string, more = {}) => ({ ...sendOrder, path, response: 'json', result: path.slice(1), ...more });

/** Books, then charges, then ships; each but the last can be taken back. */
const order = (settings: FlowInput['settings'] = {}) =>
  aFlow(settings)
    .step('book', 'connector.http', call('/book'), once)
    .step('charge', 'connector.http', call('/charge'), once)
    .step('ship', 'connector.http', call('/ship'), once)
    .step(
      'unbook',
      'connector.http',
      call('/unbook', { body: { kind: 'json', value: '{{ { id: item.answer.erpOrder, of: item.order } }}' } }),
      {
        ...once,
        after: 'book.undo',
      },
    )
    .step('refund', 'connector.http', call('/refund'), { ...once, after: 'charge.undo' })
    .build();

const shipFails: Behaviour = ({ path }) => (path === '/ship' ? { status: 422, body: { error: 'no carrier' } } : {});
const paths = () => on.side.received.map(({ path }) => path);

async function failed(engine: TestEngine, body: unknown = { order: 'SO-1' }): Promise<string> {
  const id = idOf(await engine.send(body));
  await engine.when(id, 'failed', 'partial');
  return id;
}

async function compensated(engine: TestEngine, id: string, ...statuses: Parameters<TestEngine['when']>[1][]) {
  for (;;) {
    const runId = (await engine.engine.get(id))?.compensation?.runId;
    if (runId) return engine.when(runId, ...(statuses.length > 0 ? statuses : (['done'] as const)));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('a run that gets through takes nothing back', async () => {
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const run = await engine.when(idOf(await engine.send({ order: 'SO-1' })), 'done');
  expect(paths()).toEqual(['/book', '/charge', '/ship']);
  expect(run.steps.find(({ nodeId }) => nodeId === 'refund')?.status).toBe('skipped');
  expect(run.compensation).toBeNull();
});

test('a failed run takes back what it did, the last first, with the answers it had', async () => {
  on.side.behave(shipFails);
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const id = await failed(engine);
  const undo = await compensated(engine, id);
  expect(paths()).toEqual(['/book', '/charge', '/ship', '/refund', '/unbook']);
  expect(JSON.parse(on.side.received[4]?.body ?? '')).toEqual({ id: 'SO-1', of: 'SO-1' });
  expect(undo).toMatchObject({ kind: 'compensation', items: { failed: 0 } });
  expect(undo.related).toMatchObject([{ id, relation: 'compensated' }]);
  expect(undo.steps.filter(({ status }) => status === 'done').map(({ nodeId }) => nodeId)).toEqual(['refund', 'unbook']);
});

test('the failed run shows which effects were taken back, and by what run', async () => {
  on.side.behave(shipFails);
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const id = await failed(engine);
  const undo = await compensated(engine, id);
  for (;;) {
    const run = await engine.engine.get(id);
    if (run?.effects.some(({ outcome }) => outcome === 'undone')) {
      expect(run.effects.map(({ nodeId, outcome }) => [nodeId, outcome])).toEqual([
        ['book', 'undone'],
        ['charge', 'undone'],
        ['ship', 'not sent'],
      ]);
      expect(run.compensation).toEqual({ state: 'done', runId: undo.id });
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test('without the setting nothing is taken back until an operator gives the run up', async () => {
  on.side.behave(shipFails);
  const engine = await on.start(order());
  const id = await failed(engine);
  expect(paths()).toEqual(['/book', '/charge', '/ship']);
  expect((await engine.engine.get(id))?.compensation).toEqual({ state: 'possible', runId: null });
  const started = await engine.engine.compensate(id, { by: 'Ada', reason: 'customer cancelled' });
  await engine.when(started?.runId ?? '', 'done');
  expect(paths().slice(3)).toEqual(['/refund', '/unbook']);
  expect((await engine.engine.get(id))?.exceptions).toMatchObject([{ state: 'dismissed' }]);
  expect(await engine.engine.compensate(id, { by: 'Bob', reason: 'again' })).toEqual(started);
});

test('only the records that failed are taken back', async () => {
  on.side.behave(({ path, body }) => (path === '/ship' && body.includes('bad') ? { status: 422 } : {}));
  const flow = aFlow({ compensate: 'when-failed' })
    .step('split', 'routing.split', { list: '{{ item.lines }}' })
    .step('book', 'connector.http', call('/book'), once)
    .step('ship', 'connector.http', call('/ship'), once)
    .step('unbook', 'connector.http', call('/unbook'), { ...once, after: 'book.undo' })
    .build();
  const engine = await on.start(flow);
  const id = await failed(engine, { lines: [{ line: 'good' }, { line: 'bad' }] });
  await compensated(engine, id);
  const undone = on.side.received.filter(({ path }) => path === '/unbook').map(({ body }) => JSON.parse(body) as { line: string });
  expect(undone.map(({ line }) => line)).toEqual(['bad']);
});

test('what cannot be taken back stops what lies before it, is an exception, and a replay goes on from there', async () => {
  on.side.behave((request, count) => (request.path === '/refund' ? { status: 409, body: { error: 'closed' } } : shipFails(request, count)));
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const id = await failed(engine);
  const undo = await compensated(engine, id, 'failed');
  expect(paths()).toEqual(['/book', '/charge', '/ship', '/refund']);
  expect(undo.exceptions).toMatchObject([{ nodeId: 'refund' }]);
  expect((await engine.engine.get(id))?.compensation).toEqual({ state: 'failed', runId: undo.id });
  on.side.behave(() => ({}));
  const replay = await engine.engine.replay(undo.id, { by: 'ada' });
  await engine.when(replay?.runId ?? '', 'done');
  expect(paths().slice(4)).toEqual(['/refund', '/unbook']);
  const keys = on.side.received.filter(({ path }) => path === '/refund').map(({ key }) => key);
  expect(new Set(keys).size).toBe(1);
});

test('an effect of which nobody knows whether it happened is asked for first', async () => {
  on.side.behave(({ path }, count) => (path === '/charge' && count < 3 ? 'drop' : {}));
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const id = await failed(engine);
  await compensated(engine, id);
  expect(paths()).toEqual(['/book', '/charge', '/charge', '/refund', '/unbook']);
  expect(on.side.received[1]?.key).toBe(on.side.received[2]?.key);
});

test('what cannot even be asked for is left to a person, and nothing before it is touched', async () => {
  on.side.behave(({ path }) => (path === '/charge' ? 'drop' : {}));
  const flow = order({ compensate: 'when-failed' });
  const keyless = {
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === 'charge' ? { ...node, config: { ...node.config, idempotencyHeader: '' } } : node)),
  };
  const engine = await on.start(keyless);
  const id = await failed(engine);
  const undo = await compensated(engine, id, 'failed');
  expect(paths()).toEqual(['/book', '/charge']);
  expect(undo.exceptions).toMatchObject([{ nodeId: 'charge', error: { code: 'UNKNOWN_OUTCOME' } }]);
});

test('a compensated run cannot be replayed from its middle, but as a whole, under new keys', async () => {
  on.side.behave(shipFails);
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const id = await failed(engine);
  await compensated(engine, id);
  const refusal = await engine.engine.replay(id, { by: 'ada', from: 'ship' }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(NotReplayable);
  expect(refusal).toMatchObject({ code: 'COMPENSATED' });
  await until(async () => (await engine.engine.get(id))?.effects[0]?.outcome === 'undone');
  on.side.behave(() => ({}));
  const replay = await engine.engine.replay(id, { by: 'ada' });
  await engine.when(replay?.runId ?? '', 'done');
  const books = on.side.received.filter(({ path }) => path === '/book');
  expect(new Set(books.map(({ key }) => key)).size).toBe(2);
  expect(paths().slice(5)).toEqual(['/book', '/charge', '/ship']);
});

test('done again and failed again, it is taken back again, each under keys of its own', async () => {
  on.side.behave(shipFails);
  const engine = await on.start(order({ compensate: 'when-failed' }));
  const id = await failed(engine);
  await compensated(engine, id);
  await until(async () => (await engine.engine.get(id))?.effects[0]?.outcome === 'undone');
  const replay = await engine.engine.replay(id, { by: 'ada' });
  await engine.when(replay?.runId ?? '', 'failed');
  await compensated(engine, replay?.runId ?? '');
  const refunds = on.side.received.filter(({ path }) => path === '/refund');
  expect(new Set(refunds.map(({ key }) => key)).size).toBe(2);
  expect(refunds).toHaveLength(2);
});

test('a run of which nothing can be taken back says so', async () => {
  on.side.behave(() => ({ status: 422 }));
  const engine = await on.start(order());
  const id = await failed(engine);
  expect((await engine.engine.get(id))?.compensation).toBeNull();
  const refusal = await engine.engine.compensate(id, { by: 'Ada', reason: '' }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'NOTHING_TO_UNDO' });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
