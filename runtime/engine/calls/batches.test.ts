import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gid, ids } from '@crossdock/nodes/systems/shopify/simulator/shop-ids';
import { type Shop, startShop } from '@crossdock/nodes/systems/shopify/simulator/shop-simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { aFlow } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const retry = { attempts: 4, firstDelaySeconds: 2, factor: 1, maxDelaySeconds: 2 };
const flow = aFlow()
  .step('split', 'routing.split', { list: '{{ item.records }}' })
  .step(
    'set',
    'shopify.set-inventory',
    {
      connection: 'shop',
      inventoryItemId: '{{ item.id }}',
      locationId: String(ids.location),
      quantity: '{{ item.quantity }}',
      changeFromQuantity: '{{ item.expected ?? null }}',
    },
    { onFailure: { retry } },
  )
  .build();
const records = (count: number, more: (index: number) => object = () => ({})) => ({
  records: Array.from({ length: count }, (_, index) => ({
    id: gid('InventoryItem', ids.inventoryItem(index)),
    quantity: 100 + index,
    ...more(index),
  })),
});

describe('stock for a shop', () => {
  let folder: string;
  let shop: Shop;
  let clock: ReturnType<typeof testClock>;
  beforeEach(async () => {
    clock = testClock();
    folder = mkdtempSync(join(tmpdir(), 'crossdock-shop-'));
    shop = await startShop({ dataFolder: folder, target: () => 'http://127.0.0.1:9', secret: 'hush', now: clock.now });
  });
  afterEach(async () => {
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (more: object = {}) =>
    on.start(flow, {
      address: shop.url,
      auth: { kind: 'header', header: 'x-shopify-access-token', secret: shop.adminToken },
      clock,
      ...more,
    });

  test('goes out in one call, and each record gets its own outcome', async () => {
    const { send, when, engine } = await start();
    const run = await when(idOf(await send(records(30))), 'done');
    const { effects } = run;
    expect(effects).toHaveLength(30);
    expect(effects.every(({ outcome, attempts }) => outcome === 'confirmed' && attempts === 1)).toBe(true);
    const step = await engine.step(run.id, 'set');
    expect(step?.exchanges).toHaveLength(1);
    expect(
      step?.output.set?.map(({ json }) => (json as { inventory: { quantityAfterChange: number } }).inventory.quantityAfterChange),
    ).toEqual(Array.from({ length: 30 }, (_, index) => 100 + index));
  });

  test('a record that the shop refuses is an exception, and the others go on without it', async () => {
    const { send, when, engine } = await start();
    const id = idOf(await send(records(10, (index) => (index === 3 ? { expected: 4711 } : {}))));
    const run = await when(id, 'partial');
    expect(run.exceptions).toMatchObject([{ nodeId: 'set', error: { code: 'CHANGE_FROM_QUANTITY_STALE' } }]);
    expect(run.effects.filter(({ outcome }) => outcome === 'confirmed')).toHaveLength(9);
    expect((await engine.step(id, 'set'))?.exchanges).toHaveLength(2);
  });

  test('after an answer that got lost the same records go out again under the same key, and are set once', async () => {
    await shop.behave({ dropAfterAccept: 0.5 });
    const { send, when, engine } = await start();
    await when(idOf(await send(records(1))), 'done');
    const id = idOf(await send(records(20, (index) => ({ quantity: 500 + index }))));
    await when(id, 'retrying');
    clock.advance(2000);
    const run = await when(id, 'done');
    expect(run.effects.every(({ attempts }) => attempts === 2)).toBe(true);
    const exchanges = (await engine.step(id, 'set'))?.exchanges ?? [];
    expect(exchanges.map(({ idempotencyKey }) => idempotencyKey)).toEqual([exchanges[0]?.idempotencyKey, exchanges[0]?.idempotencyKey]);
    expect(exchanges[1]?.request.body).toBe(exchanges[0]?.request.body);
  });

  test('after a crash right behind the call the batch is the one that was written down, under its key', async () => {
    await shop.behave({ mode: 'slow', delayMs: 60_000 });
    const first = await start();
    const id = idOf(await first.send(records(20)));
    for (;;) {
      const run = await first.engine.get(id);
      if (run?.effects.length === 20) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const keys = new Set((await first.engine.get(id))?.effects.map(({ key }) => key));
    await first.kill();
    on.forget();
    await shop.behave({});
    const second = await start({ folder: first.folder });
    const run = await second.when(id, 'done');
    expect(new Set(run.effects.map(({ key }) => key))).toEqual(keys);
    expect(keys.size).toBe(1);
  });

  test('two quantities for the same item go one after the other, the later one last', async () => {
    const { send, when, engine } = await start();
    const twice = { records: [...records(2).records, { ...records(1).records[0], quantity: 7 }] };
    const id = idOf(await send(twice));
    await when(id, 'done');
    const exchanges = (await engine.step(id, 'set'))?.exchanges ?? [];
    expect(exchanges.map(({ request }) => /"quantity":(\d+)/.exec(request.body)?.[1])).toEqual(['100', '7']);
  });

  test('slows down before the shop refuses: of many calls none is throttled, though they are more than the shop takes at once', async () => {
    await shop.behave({ bucket: 100, restoreRate: 20 });
    const started = await start({ policy: { concurrency: 1 } });
    const begin = clock.now();
    const runs: string[] = [];
    for (let n = 0; n < 30; n++) runs.push(idOf(await started.send(records(1, () => ({ quantity: n })))));
    for (;;) {
      const all = await Promise.all(runs.map((id) => started.engine.get(id)));
      if (all.every((run) => run?.finishedAt)) break;
      clock.advance(250);
      for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
    }
    const effects = await Promise.all(runs.map(async (id) => (await started.engine.get(id))?.effects[0]));
    expect(effects.every((effect) => effect?.outcome === 'confirmed' && effect.attempts === 1)).toBe(true);
    // 300 points at 20 a second, 100 of them at hand: it was the shop that set the pace.
    expect(clock.now() - begin).toBeGreaterThan(9000);
  });
});
