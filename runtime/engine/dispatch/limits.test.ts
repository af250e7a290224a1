import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { stage } from '../test/stage.ts';

const on = stage();
const flow = (settings: Parameters<typeof aFlow>[0]) => aFlow(settings).step('erp', 'connector.http', sendOrder).build();

test('a flow has no more runs under way than its concurrency', async () => {
  on.side.behave(() => 'never');
  const { send, engine } = await on.start(flow({ concurrency: 2 }));
  for (let n = 0; n < 6; n++) await send({ n });
  await on.side.calls(2);
  for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
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
