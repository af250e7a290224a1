import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { stage } from '../test/stage.ts';

const on = stage();
const flow = (settings: Parameters<typeof aFlow>[0] = {}) => aFlow(settings).step('erp', 'connector.http', sendOrder).build();
const numbers = () => on.side.received.map(({ body }) => (JSON.parse(body) as { n: number }).n);
const turns = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
};
const sendAll = async ({ send, clock }: TestEngine, count: number, from = 0): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = from; n < from + count; n++) {
    const accepted = await send({ n });
    clock.advance(1);
    ids.push('runId' in accepted ? accepted.runId : accepted.kind);
  }
  return ids;
};

test('a paused flow that refuses stores nothing, and says when to come again', async () => {
  const engine = await on.start(flow());
  engine.pause({ mode: 'refuse', why: 'ERP migration', until: engine.clock.now() + 90_000 });
  expect(await engine.send({ n: 1 })).toEqual({ kind: 'busy', reason: 'paused', why: 'ERP migration', retryAfterSeconds: 90 });
  engine.clock.advance(90_000);
  expect(await engine.send({ n: 2 })).toMatchObject({ kind: 'accepted' });
  expect((await engine.engine.list({ env: 'dev', limit: 10 })).items).toHaveLength(1);
});

test('a paused flow that queues keeps its messages, and runs them in their order once it goes on', async () => {
  const engine = await on.start(flow({ concurrency: 1 }));
  engine.pause({ mode: 'queue' });
  const ids = await sendAll(engine, 5);
  await turns();
  expect(on.side.received).toHaveLength(0);
  expect(await engine.engine.held('dev', 'orders')).toBe(5);
  engine.pause(null);
  for (const id of ids) await engine.when(id, 'done');
  expect(numbers()).toEqual([0, 1, 2, 3, 4]);
  expect(await engine.engine.held('dev', 'orders')).toBe(0);
});

test('what has begun ends; what waits for its turn lies aside', async () => {
  const answers: (() => void)[] = [];
  on.side.behave(() => new Promise((resolve) => answers.push(() => resolve({ status: 200 }))));
  const engine = await on.start(flow({ concurrency: 1 }));
  const ids = await sendAll(engine, 4);
  await on.side.calls(1);
  engine.pause({ mode: 'queue' });
  answers.shift()?.();
  await engine.when(ids[0] as string, 'done');
  while ((await engine.engine.held('dev', 'orders')) < 3) await turns();
  expect(on.side.received).toHaveLength(1);
  on.side.behave(() => ({ status: 200 }));
  engine.pause(null);
  for (const id of ids) await engine.when(id, 'done');
  expect(numbers()).toEqual([0, 1, 2, 3]);
});

test('a process that is killed in a pause loses nothing: the next one holds them on, and lets them go', async () => {
  const first = await on.start(flow());
  first.pause({ mode: 'queue' });
  const ids = await sendAll(first, 3);
  await first.kill();
  const held = { mode: 'queue', why: 'Tests', by: 'Ada', since: 0, until: null } as const;
  const second = await on.start(flow(), { folder: first.folder, pause: held });
  await turns();
  expect(await second.engine.held('dev', 'orders')).toBe(3);
  expect(on.side.received).toHaveLength(0);
  await second.kill();
  // The pause ended while no process was up.
  const third = await on.start(flow(), { folder: first.folder, clock: second.clock });
  third.clock.advance(5000);
  for (const id of ids) await third.when(id, 'done');
  expect(numbers().sort()).toEqual([0, 1, 2]);
});

test('the backlog of the flow bounds what is kept', async () => {
  const engine = await on.start(flow({ backlog: 10 }));
  engine.pause({ mode: 'queue' });
  await sendAll(engine, 10);
  expect(await engine.send({ n: 10 })).toMatchObject({ kind: 'busy', reason: 'backlog' });
});

test('drafts and replays are not held', async () => {
  on.side.behave(() => ({ status: 400 }));
  const engine = await on.start(flow());
  const [id] = await sendAll(engine, 1);
  await engine.when(id as string, 'failed');
  engine.pause({ mode: 'queue' });
  on.side.behave(() => ({ status: 200 }));
  const replay = await engine.engine.replay(id as string, { by: 'Ada' });
  await engine.when(replay?.runId as string, 'done');
});
