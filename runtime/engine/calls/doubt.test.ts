import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrder } from '@crossdock/nodes/systems/erp/create-order';
import { type Erp, startErp } from '@crossdock/nodes/systems/erp/simulator/erp-simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const order = createOrder.examples[0]?.item as Record<string, unknown>;
const retry = { attempts: 4, firstDelaySeconds: 2, factor: 1, maxDelaySeconds: 2 };
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('an ERP that drops the connection after it took the order', () => {
  let folder: string;
  let erp: Erp;
  let clock: ReturnType<typeof testClock>;
  beforeEach(async () => {
    clock = testClock();
    folder = mkdtempSync(join(tmpdir(), 'crossdock-erp-'));
    erp = await startErp({ dataFolder: folder, token: 'secret', now: clock.now });
  });
  afterEach(async () => {
    await erp.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (repeats: 'key' | 'order-number', more: object = {}) =>
    on.start(aFlow().step('erp', 'erp.create-order', { connection: 'erp', repeats }, { onFailure: { retry } }).build(), {
      address: erp.url,
      auth: { kind: 'bearer', secret: 'secret' },
      clock,
      ...more,
    });

  test('and knows no keys: the order is looked up by its number, found, and not sent again', async () => {
    await erp.behave({ keys: 'none', dropAfterAccept: 1 });
    const { send, when } = await start('order-number');
    const id = idOf(await send(order));
    await when(id, 'retrying');
    clock.advance(2000);
    const run = await when(id, 'done');
    expect(run.effects).toMatchObject([{ outcome: 'confirmed', attempts: 2 }]);
    expect(erp.counts()).toEqual({ total: 1, unique: 1 });
    expect(erp.arrivals()).toHaveLength(1);
  });

  test('and did not take it after all: the look-up finds nothing, and it is sent', async () => {
    await erp.behave({ mode: 'failing', status: 500 });
    const { send, when } = await start('order-number');
    const id = idOf(await send(order));
    await when(id, 'retrying');
    await erp.behave({ keys: 'none' });
    clock.advance(2000);
    await when(id, 'done');
    expect(erp.counts()).toEqual({ total: 1, unique: 1 });
  });

  test('and has another order of that number: nothing is sent, and a person is asked', async () => {
    await erp.behave({ keys: 'none' });
    const { send, when } = await start('order-number');
    await when(idOf(await send({ ...order, source: { system: 'shopify', id: '1' } })), 'done');
    await erp.behave({ mode: 'failing', status: 500 });
    const id = idOf(await send(order));
    await when(id, 'retrying');
    await erp.behave({ keys: 'none' });
    for (let attempt = 2; attempt <= 4; attempt++) {
      clock.advance(2000);
      for (;;) {
        const run = await when(id, 'retrying', 'failed');
        if (run.attempt === attempt || run.status === 'failed') break;
        await turn();
      }
    }
    const run = await when(id, 'failed');
    expect(run.effects).toMatchObject([{ outcome: 'unknown' }]);
    expect(run.exceptions[0]?.error.code).toBe('LOOK_UP_UNDECIDED');
    expect(erp.counts().total).toBe(1);
  });

  test('when the key is past its lifetime the order is looked up instead of repeated', async () => {
    await erp.behave({ dropAfterAccept: 1 });
    const { send, when, engine } = await start('key');
    const id = idOf(await send(order));
    await when(id, 'retrying');
    await engine.traffic.pause('dev', 'erp', { by: 'Ada', until: clock.now() + 25 * 3_600_000, why: null });
    clock.advance(2000);
    await when(id, 'parked');
    await erp.behave({ keys: 'forgotten' });
    clock.advance(25 * 3_600_000);
    await when(id, 'done');
    expect(erp.counts()).toEqual({ total: 1, unique: 1 });
  });
});

describe('a system that knows neither keys nor look-ups', () => {
  const flow = aFlow()
    .step('erp', 'connector.http', { ...sendOrder, idempotencyHeader: '' }, { onFailure: { retry } })
    .build();

  test('is not asked twice when the process died after it had written what it would send', async () => {
    on.side.behave(() => 'never');
    const first = await on.start(flow);
    const id = idOf(await first.send({ n: 1 }));
    await on.side.calls(1);
    await first.kill();
    on.forget();
    on.side.behave(() => ({}));
    const second = await on.start(flow, { folder: first.folder, clock: first.clock });
    const run = await second.when(id, 'failed');
    expect(run.exceptions).toMatchObject([{ error: { code: 'OUTCOME_UNKNOWN' } }]);
    expect(run.effects).toMatchObject([{ outcome: 'unknown' }]);
    expect(on.side.received).toHaveLength(1);
    const replay = await second.engine.replay(id, { by: 'Ada', decisions: { 'erp/0': { do: 'repeat' } } });
    await second.when(replay?.runId ?? '', 'done');
    expect(on.side.received).toHaveLength(2);
  });
});
