import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();

describe('a message on its way', () => {
  test('reaches the other side with a key of its own, and every step shows what went in and out', async () => {
    const { engine, send, when } = await on.start(
      aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.name }}', normalise: ['trim', 'strip-hash'] }] })
        .step('fields', 'transform.set-fields', { fields: [{ name: 'total', value: '{{ money.add(item.total, "0.20") }}' }] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const accepted = await send({ name: '#1001', total: '0.10' });
    const run = await when(idOf(accepted), 'done');
    expect(accepted).toMatchObject({ kind: 'accepted', duplicate: false });
    expect(on.side.received).toHaveLength(1);
    expect(on.side.received[0]?.key).toMatch(/^cd-[0-9a-f]{40}$/);
    expect(JSON.parse(on.side.received[0]?.body ?? '')).toEqual({ name: '#1001', total: '0.30' });
    expect(run).toMatchObject({ title: '1001', status: 'done', items: { total: 1, failed: 0 } });
    expect(run.steps.map((step) => [step.nodeId, step.status, step.itemsIn])).toEqual([
      ['hook', 'done', 1],
      ['fields', 'done', 1],
      ['erp', 'done', 1],
    ]);
    expect(run.effects).toMatchObject([{ nodeId: 'erp', outcome: 'confirmed', attempts: 1, key: on.side.received[0]?.key }]);
    const step = await engine.step(run.id, 'erp');
    expect(step?.input.in?.[0]?.json).toEqual({ name: '#1001', total: '0.30' });
    expect(step?.exchanges[0]).toMatchObject({ request: { method: 'POST', url: `${on.side.address}/orders` }, answer: { status: 201 } });
  });

  test('keeps every digit of a number that a double cannot hold', async () => {
    const { send, when } = await on.start();
    await when(idOf(await send('{"id":820982911946154508,"price":12345678901234.56789}')), 'done');
    expect(on.side.received[0]?.body).toBe('{"id":"820982911946154508","price":"12345678901234.56789"}');
  });

  test('gives the caller the answer of the Respond step when the flow waits for it', async () => {
    const { send } = await on.start(
      aFlow({ answer: { mode: 'when-finished' } })
        .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
        .step('reply', 'routing.respond', { status: 201, body: '{{ item.erp.erpOrder }}' })
        .build(),
    );
    expect(await send({ name: '1' })).toMatchObject({ kind: 'answered', answer: { status: 201, body: '"SO-1"' } });
  });

  test('is accepted with 202 when the answer does not come before the deadline', async () => {
    on.side.behave(() => 'never');
    const { send, clock } = await on.start(
      aFlow({ answer: { mode: 'when-finished', deadlineSeconds: 5 } })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const answer = send({ name: '1' });
    await on.side.calls(1);
    clock.advance(5000);
    expect(await answer).toMatchObject({ kind: 'accepted', duplicate: false });
  });

  test('that cannot be read is kept as an exception of the intake', async () => {
    const { send, when } = await on.start();
    const run = await when(idOf(await send('{"name": ')), 'failed');
    expect(run.exceptions).toMatchObject([{ itemId: '*', state: 'open', error: { code: 'NOT_JSON' } }]);
    expect(on.side.received).toEqual([]);
  });

  test('is seen with secrets and personal data replaced', async () => {
    const { engine, send, when } = await on.start(
      aFlow({ redact: ['email'] })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const run = await when(idOf(await send({ customer: { Email: 'a@example.com', name: 'A' } })), 'done');
    const step = await engine.step(run.id, 'erp');
    expect(step?.input.in?.[0]?.json).toEqual({ customer: { Email: '[redacted]', name: 'A' } });
    expect(step?.exchanges[0]?.request.body).toBe('{"customer":{"Email":"[redacted]","name":"A"}}');
    expect(on.side.received[0]?.body).toContain('a@example.com');
  });
});

describe('duplicates', () => {
  const flow = aFlow()
    .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}', windowDays: 7 })
    .step('erp', 'connector.http', sendOrder)
    .build();

  test('start no second run and are answered like the first', async () => {
    const { send, when } = await on.start(flow);
    const first = await send({ name: '1' });
    const second = await send({ name: '1' });
    await when(idOf(first), 'done');
    expect(second).toEqual({ ...first, duplicate: true });
    expect(on.side.received).toHaveLength(1);
  });

  test('that arrive at the same moment are one run', async () => {
    const { send, when } = await on.start(flow);
    const all = await Promise.all(Array.from({ length: 20 }, () => send({ name: '1' })));
    expect(new Set(all.map(idOf)).size).toBe(1);
    expect(all.filter((one) => 'duplicate' in one && !one.duplicate)).toHaveLength(1);
    await when(idOf(all[0] ?? {}), 'done');
    expect(on.side.received).toHaveLength(1);
  });

  test('are new messages when their window is over', async () => {
    const { send, when, clock } = await on.start(flow);
    const first = await send({ name: '1' });
    await when(idOf(first), 'done');
    clock.advance(7 * 86_400_000 + 1);
    const second = await send({ name: '1' });
    expect(second).toMatchObject({ duplicate: false });
    await when(idOf(second), 'done');
    expect(on.side.effects.size).toBe(2);
  });

  test('by an Idempotency-Key with another body are refused', async () => {
    const { send } = await on.start();
    const first = await send({ name: '1' }, { idempotencyKey: 'k' });
    expect(await send({ name: '2' }, { idempotencyKey: 'k' })).toEqual({ kind: 'key reused', runId: idOf(first) });
  });

  test('of different senders do not meet', async () => {
    const { send } = await on.start(flow);
    expect(await send({ name: '1' }, { sender: 'a' })).toMatchObject({ duplicate: false });
    expect(await send({ name: '1' }, { sender: 'b' })).toMatchObject({ duplicate: false });
  });

  test('join the first run and get its answer when the flow waits', async () => {
    const waits = aFlow({ answer: { mode: 'when-finished' } })
      .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}' })
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const { send } = await on.start(waits);
    const [first, second] = await Promise.all([send({ name: '1' }), send({ name: '1' })]);
    expect([first, second].map((one) => one.kind)).toEqual(['answered', 'answered']);
    expect(idOf(first)).toBe(idOf(second));
    expect(await send({ name: '1' })).toMatchObject({ kind: 'answered', duplicate: true, answer: { body: '"SO-1"' } });
  });
});

describe('a repeated message', () => {
  const once = { key: '{{ item.name }}' };

  test('takes up its failed first run again when the caller waits, with the same effect key', async () => {
    on.side.behave(() => ({ status: 422 }));
    const waits = aFlow({ answer: { mode: 'when-finished' } })
      .step('once', 'routing.reject-duplicates', once)
      .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
      .step('reply', 'routing.respond', { body: '{{ item.erp.erpOrder }}' })
      .build();
    const { send } = await on.start(waits);
    const first = await send({ name: '1' });
    expect(first).toMatchObject({ kind: 'failed', duplicate: false });
    on.side.behave(() => ({}));
    expect(await send({ name: '1' })).toMatchObject({ kind: 'answered', runId: idOf(first), answer: { body: '"SO-1"' } });
    expect(new Set(on.side.received.map((call) => call.key)).size).toBe(1);
  });

  test('with another content waits for a person where the flow says so', async () => {
    const { engine, send, when } = await on.start(
      aFlow()
        .step('once', 'routing.reject-duplicates', { ...once, onDifferentBody: 'exception' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    const first = await send({ name: '1', total: 5 });
    await when(idOf(first), 'done');
    expect(await send({ name: '1', total: 6 })).toMatchObject({ duplicate: true, runId: idOf(first) });
    const { items } = await engine.list({ env: 'dev', status: ['failed'] });
    expect(items).toMatchObject([{ error: { code: 'SAME_KEY_OTHER_BODY' }, openExceptions: 1 }]);
    expect(on.side.received).toHaveLength(1);
  });

  test('with another content is an update where the flow says so', async () => {
    const { send, when } = await on.start(
      aFlow()
        .step('once', 'routing.reject-duplicates', { ...once, onDifferentBody: 'new-run' })
        .step('erp', 'connector.http', sendOrder)
        .build(),
    );
    await when(idOf(await send({ name: '1', total: 5 })), 'done');
    const second = await send({ name: '1', total: 6 });
    expect(second).toMatchObject({ duplicate: false });
    await when(idOf(second), 'done');
    expect(on.side.effects.size).toBe(2);
  });
});

describe('a large message', () => {
  test('lies outside of its run, and is there again after a restart', async () => {
    on.side.behave(() => ({ status: 503 }));
    const first = await on.start();
    const text = 'x'.repeat(1_200_000);
    const id = idOf(await first.send({ text }));
    await first.when(id, 'retrying');
    await first.kill();
    on.forget();
    on.side.behave(() => ({}));
    const second = await on.start(undefined, { folder: first.folder, clock: first.clock });
    first.clock.advance(3000);
    await second.when(id, 'done');
    expect(JSON.parse(on.side.received.at(-1)?.body ?? '{}')).toEqual({ text });
  });
});
