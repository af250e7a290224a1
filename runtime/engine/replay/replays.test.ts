import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

const twoSystems = aFlow()
  .step('first', 'connector.http', { ...sendOrder, path: '/first', result: 'first' })
  .step('second', 'connector.http', { ...sendOrder, path: '/second' })
  .build();
/** No key is honoured, so a person decides what became of a call without an answer. */
const withoutKeys = aFlow()
  .step('erp', 'connector.http', { ...sendOrder, idempotencyHeader: '' }, { onFailure: { retry: { attempts: 1 } } })
  .build();
const split = aFlow().step('lines', 'routing.split', { list: '{{ item.lines }}' }).step('erp', 'connector.http', sendOrder).build();

const by = 'Ada';
const answers = (statuses: Readonly<Record<string, number>>) => on.side.behave(({ path }) => ({ status: statuses[path] ?? 201 }));

describe('a replay from a step', () => {
  test('sends only what lies there and behind; what is confirmed before is skipped', async () => {
    answers({ '/second': 422 });
    const { send, when, engine } = await on.start(twoSystems);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'failed', 'partial');
    answers({});
    const plan = await engine.replayPlan(id, { by, from: 'second' });
    expect(plan?.steps.map(({ nodeId, action }) => [nodeId, action])).toEqual([
      ['hook', 'runs again'],
      ['first', 'skipped, confirmed'],
      ['second', 'sent again with the same key'],
    ]);
    const replay = await engine.replay(id, { by, from: 'second' });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received.map(({ path }) => path)).toEqual(['/first', '/second', '/second']);
    expect((await when(id, 'failed', 'partial')).exceptions).toMatchObject([{ state: 'resolved' }]);
  });

  test('of a step the version does not have is refused in words', async () => {
    const { send, when, engine } = await on.start(twoSystems);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'done');
    await expect(engine.replayPlan(id, { by, from: 'third' })).rejects.toThrow('Version 1 has no step "third"');
  });

  test('of a run that is under way is refused', async () => {
    on.side.behave(() => 'never');
    const { send, engine } = await on.start(twoSystems);
    const id = idOf(await send({ sku: 'A' }));
    await on.side.calls(1);
    await expect(engine.replay(id, { by })).rejects.toThrow('The run has not ended yet');
  });

  test('makes the same request again where it names the run', async () => {
    on.side.behave(() => 'drop');
    const named = aFlow()
      .step(
        'erp',
        'connector.http',
        { ...sendOrder, body: { kind: 'json', value: '{{ ({ run: run.id }) }}' } },
        { onFailure: { retry: { attempts: 1 } } },
      )
      .build();
    const { send, when, engine } = await on.start(named);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'failed');
    on.side.behave(() => ({}));
    const replay = await engine.replay(id, { by });
    await when(replay?.runId ?? '', 'done');
    const [first, second] = on.side.received;
    expect(second).toEqual(first);
  });

  test('that is cancelled leaves the exception open', async () => {
    answers({ '/second': 422 });
    const { send, when, engine } = await on.start(twoSystems);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'failed', 'partial');
    on.side.behave(() => ({ status: 503 }));
    const replay = await engine.replay(id, { by });
    await when(replay?.runId ?? '', 'retrying');
    expect((await engine.get(id))?.exceptions).toMatchObject([{ state: 'replaying', replay: replay?.runId }]);
    expect(await engine.cancel(replay?.runId ?? '', by)).toBe(true);
    expect((await engine.get(id))?.exceptions).toMatchObject([{ state: 'open' }]);
    expect((await engine.get(id))?.openExceptions).toBe(1);
  });
});

describe('an item corrected at a step', () => {
  test('goes on with the corrected body under a new key; the original stays as it was', async () => {
    answers({ '/second': 422 });
    const flow = { ...twoSystems, settings: { ...twoSystems.settings, redact: ['email'] } };
    const { send, when, engine } = await on.start(flow);
    const id = idOf(await send({ sku: 'WRONG', email: 'ada@example.com' }));
    await when(id, 'failed', 'partial');
    answers({});
    const item = (await engine.step(id, 'second'))?.input.in?.[0];
    expect(item?.json).toMatchObject({ sku: 'WRONG', email: '[redacted]' });
    const edits = [{ item: item?.id ?? '', json: { ...(item?.json as object), sku: 'RIGHT' } }];
    const plan = await engine.replayPlan(id, { by, from: 'second', edits });
    expect(plan?.steps.at(-1)).toMatchObject({ nodeId: 'second', action: 'sent with a new key' });
    const replay = await engine.replay(id, { by, from: 'second', edits });
    const replayed = await when(replay?.runId ?? '', 'done');
    const [, before, after] = on.side.received;
    expect(JSON.parse(after?.body ?? '')).toMatchObject({ sku: 'RIGHT', email: 'ada@example.com' });
    expect(after?.key).not.toBe(before?.key);
    expect(replayed.replay).toMatchObject({ by, corrected: [item?.id] });
    expect((await engine.step(replay?.runId ?? '', 'second'))?.input.in).toMatchObject([
      { correctedBy: by, json: { sku: 'RIGHT', email: '[redacted]' } },
    ]);
    expect((await engine.step(id, 'second'))?.input.in).toMatchObject([{ correctedBy: null, json: { sku: 'WRONG' } }]);
  });

  test('stays corrected in a replay of the replay, and both originals are settled by it', async () => {
    on.side.behave(({ body }) => ({ status: body.includes('RIGHT') && on.side.received.length > 3 ? 201 : 422 }));
    const flow = aFlow()
      .step('mark', 'transform.set-fields', { fields: [{ name: 'seen', value: true }] })
      .step('erp', 'connector.http', sendOrder)
      .build();
    const { send, when, engine } = await on.start(flow);
    const id = idOf(await send({ sku: 'WRONG' }));
    await when(id, 'failed');
    const first = await engine.replay(id, { by, from: 'mark', edits: [{ item: '0', json: { sku: 'RIGHT' } }] });
    await when(first?.runId ?? '', 'failed');
    expect((await engine.get(id))?.exceptions).toMatchObject([{ state: 'open' }]);
    on.side.behave(() => ({}));
    const second = await engine.replay(first?.runId ?? '', { by, from: 'erp' });
    await when(second?.runId ?? '', 'done');
    expect(JSON.parse(on.side.received.at(-1)?.body ?? '')).toEqual({ sku: 'RIGHT', seen: true });
    expect((await engine.get(first?.runId ?? ''))?.exceptions).toMatchObject([{ state: 'resolved' }]);
    expect(await engine.get(id)).toMatchObject({ openExceptions: 0, exceptions: [{ state: 'resolved' }] });
  });

  test('is never in the store as plain text', async () => {
    answers({ '/second': 422 });
    const { send, when, engine, store } = await on.start(twoSystems);
    const id = idOf(await send({ sku: 'WRONG' }));
    await when(id, 'failed', 'partial');
    answers({});
    const replay = await engine.replay(id, { by, from: 'second', edits: [{ item: '0', json: { sku: 'SECRET-SKU' } }] });
    await when(replay?.runId ?? '', 'done');
    await store.flush();
    const document = await store.collection((await import('../run/run-document.ts')).runCollection).get(replay?.runId ?? '');
    expect(document?.pinned).not.toContain('SECRET-SKU');
  });

  test('whose effect was confirmed with the earlier content asks first', async () => {
    const { send, when, engine } = await on.start(
      aFlow()
        .step('map', 'transform.set-fields', { fields: [{ name: 'seen', value: true }] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'done');
    const asked = { by, from: 'map', edits: [{ item: '0', json: { sku: 'B' } }] };
    const plan = await engine.replayPlan(id, asked);
    expect(plan?.undecided).toMatchObject([{ nodeId: 'erp', choices: ['treat as done'] }]);
    await expect(engine.replay(id, asked)).rejects.toThrow('One effect has to be decided first');
    const kept = await engine.replay(id, { ...asked, decisions: { 'erp/0': { do: 'treat as done' } } });
    await when(kept?.runId ?? '', 'done');
    expect(on.side.received).toHaveLength(1);
  });

  test('that did not come to the step is refused', async () => {
    const { send, when, engine } = await on.start(twoSystems);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'done');
    await expect(engine.replayPlan(id, { by, from: 'second', edits: [{ item: '7', json: {} }] })).rejects.toThrow(
      'Item 7 did not come to "second"',
    );
  });
});

describe('an unknown effect', () => {
  async function unknown() {
    on.side.behave(() => 'drop');
    const engine = await on.start(withoutKeys);
    const id = idOf(await engine.send({ sku: 'A' }));
    await engine.when(id, 'failed');
    on.side.behave(() => ({}));
    return { ...engine, id };
  }

  test('that nobody can look up is asked for before anything is sent', async () => {
    const { engine, id } = await unknown();
    const plan = await engine.replayPlan(id, { by });
    expect(plan?.undecided).toMatchObject([{ nodeId: 'erp', itemId: '0', choices: ['repeat', 'treat as done'] }]);
    await expect(engine.replay(id, { by })).rejects.toThrow('"erp", item 0');
    expect(on.side.received).toHaveLength(1);
  });

  test('is sent again when a person says that it is not there', async () => {
    const { engine, id, when } = await unknown();
    const replay = await engine.replay(id, { by, decisions: { 'erp/0': { do: 'repeat' } } });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received).toHaveLength(2);
  });

  test('that a person treats as done is not sent, and says who decided', async () => {
    const { engine, id, when } = await unknown();
    const decisions = { 'erp/0': { do: 'treat as done' as const } };
    expect((await engine.replayPlan(id, { by, decisions }))?.steps.at(-1)).toMatchObject({ action: 'treated as done' });
    const replay = await engine.replay(id, { by, decisions });
    const replayed = await when(replay?.runId ?? '', 'done');
    expect(on.side.received).toHaveLength(1);
    expect(replayed.effects).toMatchObject([{ outcome: 'confirmed', closedBy: by }]);
    expect((await engine.get(id))?.exceptions).toMatchObject([{ state: 'resolved' }]);
  });

  test('treated as done with an answer goes on with it', async () => {
    on.side.behave(({ path }) => (path === '/first' ? 'drop' : {}));
    const flow = aFlow()
      .step(
        'first',
        'connector.http',
        { ...sendOrder, path: '/first', idempotencyHeader: '', result: 'first' },
        { onFailure: { retry: { attempts: 1 } } },
      )
      .step('second', 'connector.http', { ...sendOrder, path: '/second' })
      .build();
    const { send, when, engine } = await on.start(flow);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'failed');
    const replay = await engine.replay(id, { by, decisions: { 'first/0': { do: 'treat as done', answer: { erpOrder: 'SO-7' } } } });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received.map(({ path }) => path)).toEqual(['/first', '/second']);
    expect(JSON.parse(on.side.received[1]?.body ?? '')).toEqual({ sku: 'A', first: { erpOrder: 'SO-7' } });
  });

  test('with a key that is still honoured is sent again under it, past its lifetime it is asked for', async () => {
    on.side.behave(() => 'drop');
    const flow = aFlow()
      .step('erp', 'connector.http', { ...sendOrder, keyHours: 2 }, { onFailure: { retry: { attempts: 1 } } })
      .build();
    const { send, when, engine, clock } = await on.start(flow);
    const id = idOf(await send({ sku: 'A' }));
    await when(id, 'failed');
    on.side.behave(() => ({}));
    expect((await engine.replayPlan(id, { by }))?.steps.at(-1)).toMatchObject({ action: 'sent again with the same key' });
    clock.advance(3 * 3_600_000);
    expect((await engine.replayPlan(id, { by }))?.steps.at(-1)).toMatchObject({ action: 'asks first' });
  });
});

describe('a run that a later one of its ordering key has overtaken', () => {
  test('is replayed only when that is confirmed', async () => {
    on.side.behave(({ body }) => ({ status: body.includes('old') ? 422 : 201 }));
    const flow = aFlow({ orderingKey: '{{ item.sku }}' }).step('erp', 'connector.http', sendOrder).build();
    const { send, when, engine } = await on.start(flow);
    const id = idOf(await send({ sku: 'A', stock: 'old' }));
    await when(id, 'failed');
    const later = idOf(await send({ sku: 'A', stock: 'new' }));
    await when(later, 'done');
    on.side.behave(() => ({}));
    expect((await engine.replayPlan(id, { by }))?.overtakenBy).toEqual([later]);
    await expect(engine.replay(id, { by })).rejects.toThrow('A later message of the same ordering key came after this one');
    const replay = await engine.replay(id, { by, confirm: true });
    await when(replay?.runId ?? '', 'done');
  });

  test('lets the next one go on when its exception is dismissed, where the key was held', async () => {
    on.side.behave(({ body }) => ({ status: body.includes('old') ? 422 : 201 }));
    const flow = aFlow({ orderingKey: '{{ item.sku }}', ordering: { onException: 'hold' } })
      .step('erp', 'connector.http', sendOrder)
      .build();
    const { send, when, engine } = await on.start(flow);
    const id = idOf(await send({ sku: 'A', stock: 'old' }));
    await when(id, 'failed');
    const later = idOf(await send({ sku: 'A', stock: 'new' }));
    expect((await engine.get(later))?.status).not.toBe('done');
    await engine.dismiss(id, { reason: 'Counted again', by });
    await when(later, 'done');
  });
});

describe('exceptions', () => {
  test('are dismissed with a reason that stays with the run', async () => {
    answers({ '/orders': 422 });
    const { send, when, engine } = await on.start(split);
    const id = idOf(await send({ lines: [{ sku: 'A' }, { sku: 'B' }] }));
    const failed = await when(id, 'failed');
    const [first] = failed.exceptions;
    expect(await engine.dismiss(id, { exceptions: [first?.id ?? ''], reason: 'Ordered by phone', by })).toBe(1);
    const dismissed = await engine.get(id);
    expect(dismissed).toMatchObject({
      openExceptions: 1,
      exceptions: [{ state: 'dismissed', dismissed: { by, reason: 'Ordered by phone' } }, { state: 'open' }],
    });
    expect(await engine.dismiss(id, { exceptions: [first?.id ?? ''], reason: 'Again', by })).toBe(0);
  });

  test('seen at a replay that failed again are dismissed at the run they belong to', async () => {
    answers({ '/orders': 422 });
    const { send, when, engine } = await on.start(split);
    const id = idOf(await send({ lines: [{ sku: 'A' }] }));
    await when(id, 'failed');
    const replay = await engine.replay(id, { by });
    const failed = await when(replay?.runId ?? '', 'failed');
    expect(
      await engine.dismiss(failed.id, { exceptions: failed.exceptions.map((exception) => exception.id), reason: 'Not wanted', by }),
    ).toBe(1);
    expect(await engine.get(id)).toMatchObject({ openExceptions: 0, exceptions: [{ state: 'dismissed' }] });
  });

  test('of one of several items are replayed alone', async () => {
    answers({ '/orders': 422 });
    const { send, when, engine } = await on.start(split);
    const id = idOf(await send({ lines: [{ sku: 'A' }, { sku: 'B' }] }));
    const failed = await when(id, 'failed');
    answers({});
    const replay = await engine.replay(id, { by, from: 'erp', items: [failed.exceptions[0]?.itemId ?? ''] });
    await when(replay?.runId ?? '', 'done');
    expect(on.side.received).toHaveLength(3);
    expect((await engine.get(id))?.exceptions.map(({ state }) => state).sort()).toEqual(['open', 'resolved']);
  });
});
