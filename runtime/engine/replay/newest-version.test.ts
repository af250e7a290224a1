import type { Flow } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const by = 'Ada';
const refusing = (path: string) => on.side.behave((call) => ({ status: call.path === path ? 422 : 201 }));
const at = (path: string) => ({ ...sendOrder, path, result: path.slice(1) });

const first = aFlow().step('book', 'connector.http', at('/book')).step('notify', 'connector.http', at('/notify')).build();
/** Mended: a field more before the step that failed. */
const mended = aFlow()
  .step('book', 'connector.http', at('/book'))
  .step('name', 'transform.set-fields', { fields: [{ name: 'name', value: 'mended' }] })
  .step('notify', 'connector.http', at('/notify'))
  .build();
const withoutBooking = aFlow().step('notify', 'connector.http', at('/notify')).build();

/** A run of the first version that failed at its last step, and an engine on which another version is deployed now. */
async function failedRun(newest: Flow) {
  refusing('/notify');
  const engine = await on.start(first, { later: newest });
  const id = idOf(await engine.send({ order: 1 }));
  await engine.when(id, 'failed', 'partial');
  on.side.behave(() => ({}));
  return { ...engine, id };
}

describe('a replay on the newest version', () => {
  test('goes through its steps, skips what is confirmed by the id of its step, and settles the original', async () => {
    const { engine, when, id } = await failedRun(mended);
    const plan = await engine.replayPlan(id, { by, version: 'newest' });
    expect(plan?.versions).toEqual({ original: 1, newest: 2 });
    expect(plan?.steps.map(({ nodeId, action }) => [nodeId, action])).toEqual([
      ['hook', 'runs again'],
      ['book', 'skipped, confirmed'],
      ['name', 'runs again'],
      ['notify', 'sent with a new key'],
    ]);
    const replay = await engine.replay(id, { by, version: 'newest' });
    const replayed = await when(replay?.runId ?? '', 'done');
    expect(replayed.flow.version).toBe(2);
    expect(on.side.received.map(({ path }) => path)).toEqual(['/book', '/notify', '/notify']);
    expect(JSON.parse(on.side.received[2]?.body ?? '')).toMatchObject({ name: 'mended' });
    expect(await engine.get(id)).toMatchObject({ openExceptions: 0, exceptions: [{ state: 'resolved' }] });
  });

  test('that has no step for what took effect asks first', async () => {
    const { engine, when, id } = await failedRun(withoutBooking);
    const plan = await engine.replayPlan(id, { by, version: 'newest' });
    expect(plan?.undecided).toMatchObject([{ nodeId: 'book', itemId: '0', choices: ['treat as done'] }]);
    await expect(engine.replay(id, { by, version: 'newest' })).rejects.toThrow('version 2 has no such step');
    const replay = await engine.replay(id, { by, version: 'newest', decisions: { 'book/0': { do: 'treat as done' } } });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received.map(({ path }) => path)).toEqual(['/book', '/notify', '/notify']);
  });

  test('from a step that only the old version had is refused in words', async () => {
    const { engine, id } = await failedRun(withoutBooking);
    await expect(engine.replayPlan(id, { by, version: 'newest', from: 'book' })).rejects.toThrow('Version 2 has no step "book"');
  });
});
