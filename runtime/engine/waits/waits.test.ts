import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const hour = 3_600_000;

const confirmed = (config: Record<string, unknown> = {}) =>
  aFlow()
    .step('wait', 'routing.wait-for-event', { name: 'po-confirmed', key: '{{ item.po }}', ...config })
    .step('erp', 'connector.http', sendOrder)
    .step('late', 'routing.log', { message: 'late' }, { after: 'wait.timeout' })
    .build();

const event = (key: string, body: unknown = { ok: true }) => ({
  env: 'dev',
  name: 'po-confirmed',
  key,
  body: JSON.stringify(body),
  by: 'test',
});
const sent = (nth = 0) => JSON.parse(on.side.received[nth]?.body ?? 'null') as unknown;

async function waiting(engine: TestEngine, body: unknown): Promise<string> {
  const id = idOf(await engine.send(body));
  await engine.when(id, 'waiting');
  return id;
}

test('a delay holds no worker, and goes on when its time has come', async () => {
  const engine = await on.start(
    aFlow()
      .step('pause', 'routing.delay', { until: { kind: 'span', amount: 2 } })
      .step('erp', 'connector.http', sendOrder)
      .build(),
  );
  const id = await waiting(engine, { po: 1 });
  expect(engine.engine.stats().active).toBe(0);
  expect((await engine.engine.get(id))?.waits).toMatchObject([{ nodeId: 'pause', for: 'time', until: '2026-11-21T10:00:00.000Z' }]);
  engine.clock.advance(2 * hour - 1);
  expect((await engine.engine.get(id))?.status).toBe('waiting');
  engine.clock.advance(1);
  await engine.when(id, 'done');
  expect(sent()).toEqual({ po: 1 });
});

test('a delay that is over already is no delay', async () => {
  const engine = await on.start(
    aFlow()
      .step('pause', 'routing.delay', { until: { kind: 'instant', at: '2026-11-20T00:00:00Z' } })
      .build(),
  );
  await engine.when(idOf(await engine.send({ po: 1 })), 'done');
});

test('a delay whose amount is no number loses its record only, and says why', async () => {
  const engine = await on.start(
    aFlow()
      .step('split', 'routing.split', { list: '{{ item.lines }}' })
      .step('pause', 'routing.delay', { until: { kind: 'span', amount: '{{ item.hours }}' } })
      .build(),
  );
  const id = idOf(await engine.send({ lines: [{ hours: 1 }, { hours: 'soon' }] }));
  await engine.when(id, 'waiting');
  engine.clock.advance(hour);
  const run = await engine.when(id, 'partial');
  expect(run.exceptions).toMatchObject([{ nodeId: 'pause', error: { code: 'NOT_A_SPAN' } }]);
});

test('an event wakes the run that waits for its key, and no other', async () => {
  const engine = await on.start(confirmed());
  const [first, second] = [await waiting(engine, { po: 'A' }), await waiting(engine, { po: 'B' })];
  expect((await engine.engine.get(first))?.waits).toMatchObject([
    { nodeId: 'wait', for: 'event', what: 'the event po-confirmed with the key A', until: null },
  ]);
  expect(await engine.engine.waits.events.send(event('A', { accepted: 3 }))).toMatchObject({ duplicate: false, woken: 1 });
  await engine.when(first, 'done');
  expect(sent()).toEqual({ po: 'A', event: { accepted: 3 } });
  expect((await engine.engine.get(second))?.status).toBe('waiting');
});

test('an event that came before anybody waited is found', async () => {
  const engine = await on.start(confirmed());
  expect(await engine.engine.waits.events.send(event('A', 1))).toMatchObject({ woken: 0 });
  await engine.when(idOf(await engine.send({ po: 'A' })), 'done');
  expect(sent()).toEqual({ po: 'A', event: 1 });
});

test('an event is taken once by a step: of two runs the older gets it', async () => {
  const engine = await on.start(confirmed());
  const first = await waiting(engine, { po: 'A', n: 1 });
  engine.clock.advance(1);
  const second = await waiting(engine, { po: 'A', n: 2 });
  await engine.engine.waits.events.send(event('A', 'one'));
  await engine.when(first, 'done');
  expect((await engine.engine.get(second))?.status).toBe('waiting');
  await engine.engine.waits.events.send(event('A', 'two'));
  await engine.when(second, 'done');
  expect([sent(0), sent(1)]).toEqual([
    { po: 'A', n: 1, event: 'one' },
    { po: 'A', n: 2, event: 'two' },
  ]);
});

test('the same event sent twice by its key is one event', async () => {
  const engine = await on.start(confirmed());
  const one = await engine.engine.waits.events.send({ ...event('A'), idempotencyKey: 'k-1' });
  const again = await engine.engine.waits.events.send({ ...event('A'), idempotencyKey: 'k-1' });
  expect(again).toMatchObject({ id: one.id, duplicate: true });
  await engine.when(idOf(await engine.send({ po: 'A' })), 'done');
  const second = await waiting(engine, { po: 'A' });
  expect((await engine.engine.get(second))?.status).toBe('waiting');
});

test('the time-out leads to its own port, and an event after it is kept for the next', async () => {
  const engine = await on.start(confirmed({ timeout: 1, timeoutUnit: 'hours' }));
  const id = await waiting(engine, { po: 'A' });
  engine.clock.advance(hour);
  const run = await engine.when(id, 'done');
  expect(run.edges.find(({ to }) => to.node === 'late')?.items).toBe(1);
  expect(on.side.received).toEqual([]);
  expect(await engine.engine.waits.events.send(event('A', 'late'))).toMatchObject({ woken: 0 });
  await engine.when(idOf(await engine.send({ po: 'A', again: true })), 'done');
  expect(sent()).toEqual({ po: 'A', again: true, event: 'late' });
});

test('a wait for several events goes on with the last of them', async () => {
  const engine = await on.start(confirmed({ take: 'count', count: 2 }));
  const id = await waiting(engine, { po: 'A' });
  await engine.engine.waits.events.send(event('A', 1));
  expect((await engine.engine.get(id))?.status).toBe('waiting');
  // Longer apart than events are kept for those who do not wait yet.
  engine.clock.advance(10 * 24 * hour);
  await engine.engine.waits.events.send(event('A', 2));
  await engine.when(id, 'done');
  expect(sent()).toEqual({ po: 'A', event: [1, 2] });
});

test('a wait for all events collects them until the time-out', async () => {
  const engine = await on.start(confirmed({ take: 'all', timeout: 1, timeoutUnit: 'hours' }));
  const id = await waiting(engine, { po: 'A' });
  for (const body of [1, 2, 3]) await engine.engine.waits.events.send(event('A', body));
  engine.clock.advance(hour);
  await engine.when(id, 'done');
  expect(sent()).toEqual({ po: 'A', event: [1, 2, 3] });
});

test('each item of a run waits for itself', async () => {
  const engine = await on.start(
    aFlow()
      .step('split', 'routing.split', { list: '{{ item.lines }}' })
      .step('wait', 'routing.wait-for-event', { name: 'po-confirmed', key: '{{ item.po }}' })
      .step('erp', 'connector.http', sendOrder)
      .build(),
  );
  const id = await waiting(engine, { lines: [{ po: 'A' }, { po: 'B' }] });
  await engine.engine.waits.events.send(event('B', 'b'));
  await engine.when(id, 'waiting');
  await engine.engine.waits.events.send(event('A', 'a'));
  await engine.when(id, 'done');
  expect(on.side.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { po: 'A', event: 'a' },
    { po: 'B', event: 'b' },
  ]);
});

test('another flow sends the event by a step of its own, once also when it is replayed', async () => {
  const sender = {
    ...aFlow().step('tell', 'routing.send-event', { name: 'po-confirmed', key: '{{ item.po }}', body: '{{ item.status }}' }).build(),
    id: 'sender',
  };
  const engine = await on.start(sender, { others: [confirmed()] });
  const id = idOf(await engine.send({ po: 'A', status: 'AC' }));
  await engine.when(id, 'done');
  const replay = await engine.engine.replay(id, { by: 'ada', from: 'hook' });
  await engine.when(replay?.runId ?? '', 'done');
  const { items } = await engine.store.collection({ name: 'events', fields: { key: 'text' } }).find({});
  expect(items.map(({ key }) => key)).toEqual(['A']);
});

test('events past their window are removed, those that a wait counts on are not', async () => {
  const engine = await on.start(confirmed({ take: 'count', count: 2 }));
  await waiting(engine, { po: 'A' });
  await engine.engine.waits.events.send(event('A', 1));
  await engine.engine.waits.events.send(event('nobody', 1));
  engine.clock.advance(8 * 24 * hour);
  await engine.engine.waits.events.forget();
  const { items } = await engine.store.collection({ name: 'events', fields: { key: 'text' } }).find({});
  expect(items.map(({ key }) => key)).toEqual(['A']);
});
