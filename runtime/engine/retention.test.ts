import { expect, test } from 'vitest';
import { aFlow, sendOrder } from './test/a-flow.ts';
import { idOf, stage } from './test/stage.ts';

const on = stage();
const day = 86_400_000;
/** Keeps its runs for longer than its environment does. */
const flow = aFlow({ retention: { days: 365, runs: 1000 } })
  .step('erp', 'connector.http', sendOrder)
  .build();
const retention = { runDays: 30, payloadDays: 7 };

test('an environment takes payloads away first, then the runs; what somebody has to look at stays', async () => {
  const { engine, send, when, clock } = await on.start(flow, { retention });
  const done = idOf(await send({ n: 1 }));
  await when(done, 'done');
  on.side.behave(() => ({ status: 400 }));
  const failed = idOf(await send({ n: 2 }));
  await when(failed, 'failed');
  expect((await engine.message(done))?.body).toEqual({ n: 1 });

  clock.advance(8 * day);
  expect(await engine.retain()).toBe(0);
  expect(await engine.get(done)).toMatchObject({ status: 'done' });
  expect(await engine.message(done)).toBeNull();
  expect((await engine.message(failed))?.body).toEqual({ n: 2 });

  clock.advance(23 * day);
  expect(await engine.retain()).toBe(1);
  expect(await engine.get(done)).toBeNull();
  expect(await engine.get(failed)).toMatchObject({ status: 'failed' });

  await engine.dismiss(failed, { by: 'Ada', reason: 'Too old' });
  expect(await engine.retain()).toBe(1);
  expect(await engine.get(failed)).toBeNull();
});

test('a run that has not ended stays, however old', async () => {
  const { engine, send, clock, pause } = await on.start(flow, { retention });
  pause({ mode: 'queue' });
  const id = idOf(await send({ n: 1 }));
  clock.advance(31 * day);
  expect(await engine.retain()).toBe(0);
  expect(await engine.get(id)).toMatchObject({ status: 'queued' });
});

test('what ended after its day had passed loses its payload with the next whole look', async () => {
  const { engine, send, when, clock, pause } = await on.start(flow, { retention });
  pause({ mode: 'queue' });
  const id = idOf(await send({ n: 1 }));
  clock.advance(8 * day);
  await engine.retain();
  pause(null);
  await when(id, 'done');
  clock.advance(1.1 * day);
  await engine.retain();
  expect(await engine.message(id)).toBeNull();
});

test("a flow's own age takes what went well, and leaves what somebody has to look at", async () => {
  const shortLived = aFlow({ retention: { days: 2, runs: 1000 } })
    .step('erp', 'connector.http', sendOrder)
    .build();
  const { engine, send, when, clock } = await on.start(shortLived, { retention });
  const done = idOf(await send({ n: 1 }));
  await when(done, 'done');
  on.side.behave(() => ({ status: 400 }));
  const failed = idOf(await send({ n: 2 }));
  await when(failed, 'failed');
  clock.advance(3 * day);
  expect(await engine.retain()).toBe(1);
  expect(await engine.get(done)).toBeNull();
  expect((await engine.message(failed))?.body).toEqual({ n: 2 });
});
