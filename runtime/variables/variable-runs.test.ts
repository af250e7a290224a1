import { afterEach, beforeEach, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../engine/test/a-flow.ts';
import { anEngine, type TestEngine } from '../engine/test/an-engine.ts';
import { otherSide } from '../engine/test/other-side.ts';
import { idOf } from '../engine/test/stage.ts';

let side: Awaited<ReturnType<typeof otherSide>>;
let on: TestEngine;
beforeEach(async () => {
  side = await otherSide();
});
afterEach(async () => {
  await on.close();
  await side.close();
});

const ada = { by: 'Ada', why: '' };
const set = (name: string, value: string | number | boolean | object, env = 'dev') =>
  on.variables.put(env, name, { type: 'json', value: value as never, purpose: '' }, ada);

async function start(value: string) {
  const flow = aFlow()
    .step('erp', 'connector.http', { ...sendOrder, body: { kind: 'json', value } })
    .build();
  on = await anEngine({ flow, address: side.address });
  return on;
}
const sent = () => side.received.map(({ body }) => JSON.parse(body) as unknown);

test('expressions read the variables of their environment, and none of another', async () => {
  const { send, when } = await start('{{ { site: vars.site, limit: vars.limits.day, none: vars.none ?? "none" } }}');
  await set('site', 'DC1');
  await set('limits', { day: 5 });
  await set('none', 'prod only', 'prod');
  await when(idOf(await send({ id: 1 })), 'done');
  expect(sent()).toEqual([{ site: 'DC1', limit: 5, none: 'none' }]);
});

test('code that picks a variable by its name at run time gets it', async () => {
  const { send, when } = await start('{{ vars[item.which] }}');
  await set('north', 'DC1');
  await when(idOf(await send({ which: 'north' })), 'done');
  expect(sent()).toEqual(['DC1']);
});

test('a run that waits for a retry finishes with the values it began with; a replay takes those of its own time', async () => {
  side.behave((_, count) => ({ status: count === 1 ? 503 : 201 }));
  const { send, when, clock, engine } = await start('{{ vars.site }}');
  await set('site', 'DC1');
  const first = idOf(await send({ id: 1 }));
  await when(first, 'retrying');
  await set('site', 'DC2');
  clock.advance(3_600_000);
  await when(first, 'done');
  const replay = await engine.replay(first, { by: 'Ada', from: 'erp', resend: true } as never);
  await when(replay?.runId ?? '', 'done');
  expect(sent().at(-1)).toBeDefined();
  expect(sent().slice(0, 2)).toEqual(['DC1', 'DC1']);
});

test('an expression is tried with the values as they stand', async () => {
  const { engine } = await start('{{ vars.site }}');
  await set('site', 'DC7');
  const [[result] = []] = await engine.evaluate({ env: 'dev', expressions: ['{{ vars.site }}'], items: [{}] });
  expect(result).toEqual({ ok: true, value: 'DC7' });
});
