import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { stage } from '../test/stage.ts';

const on = stage();
const turns = async () => {
  for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
};
const sendAll = async ({ send }: TestEngine, count: number) => {
  for (let n = 0; n < count; n++) await send({ n });
};
const flow = (settings: Parameters<typeof aFlow>[0]) => aFlow(settings).step('erp', 'connector.http', sendOrder).build();

test('a flow has no more runs under way than its concurrency', async () => {
  on.side.behave(() => 'never');
  const { send, engine } = await on.start(flow({ concurrency: 2 }));
  for (let n = 0; n < 6; n++) await send({ n });
  await on.side.calls(2);
  await turns();
  expect(on.side.received).toHaveLength(2);
  expect([...engine.backlog().values()]).toEqual([4]);
});

test('past the backlog of its flow a message is refused and not stored', async () => {
  on.side.behave(() => 'never');
  const { send, engine } = await on.start(flow({ concurrency: 1, backlog: 10 }));
  const accepted = await Promise.all(Array.from({ length: 11 }, (_, n) => send({ n })));
  expect(accepted.every((one) => one.kind === 'accepted')).toBe(true);
  expect(await send({ n: 11 })).toEqual({ kind: 'busy', reason: 'backlog', retryAfterSeconds: 5 });
  expect((await engine.list({ env: 'dev', limit: 100 })).items).toHaveLength(11);
});

test('past the backlog of its environment a message of any flow is refused', async () => {
  on.side.behave(() => 'never');
  const engine = await on.start(flow({ concurrency: 1 }), { limits: { backlog: 3 } });
  await sendAll(engine, 4);
  expect(await engine.send({ n: 4 })).toEqual({ kind: 'busy', reason: 'backlog', retryAfterSeconds: 5 });
});

test('an environment executes no more runs at once than it may', async () => {
  on.side.behave(() => 'never');
  const engine = await on.start(flow({}), { limits: { concurrency: 2 } });
  await sendAll(engine, 5);
  await on.side.calls(2);
  await turns();
  expect(on.side.received).toHaveLength(2);
});

test('a lane of an environment has a limit of its own there, which counts as soon as it is changed', async () => {
  on.side.behave(() => 'never');
  const lanes = [{ lane: 'Amazon', concurrency: 1 }];
  const changes = new Set<() => void>();
  const engine = await on.start(flow({ lane: 'Amazon' }), { lanes, environmentChanges: changes });
  await sendAll(engine, 4);
  await on.side.calls(1);
  await turns();
  expect(on.side.received).toHaveLength(1);
  lanes[0] = { lane: 'Amazon', concurrency: 3 };
  for (const told of changes) told();
  await on.side.calls(3);
  await turns();
  expect(on.side.received).toHaveLength(3);
});
