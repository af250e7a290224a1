import { describe, expect, test } from 'vitest';
import type { BulkRequest } from '../../run-service.ts';
import { aFlow, sendOrder } from '../../test/a-flow.ts';
import type { TestEngine } from '../../test/an-engine.ts';
import { idOf, stage } from '../../test/stage.ts';

const on = stage();
const flow = aFlow()
  .step('erp', 'connector.http', sendOrder, { onFailure: { retry: { attempts: 1 } } })
  .build();
const withoutKeys = aFlow()
  .step('erp', 'connector.http', { ...sendOrder, idempotencyHeader: '' }, { onFailure: { retry: { attempts: 1 } } })
  .build();

const asked = (more: Partial<BulkRequest> = {}): BulkRequest => ({
  filter: { env: 'dev' },
  version: 'original',
  onUnknown: 'leave',
  confirm: false,
  perSecond: 200,
  reason: 'The ERP is back',
  ...more,
});

async function failedRuns(engine: TestEngine, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const id = idOf(await engine.send({ sku: `A-${i}` }));
    await engine.when(id, 'failed');
    ids.push(id);
    engine.clock.advance(1);
  }
  return ids;
}

/** Moves the clock until the bulk replay has ended and its replays with it. */
async function ended(engine: TestEngine, id: string) {
  for (;;) {
    const bulk = await engine.engine.bulkReplays.get(id);
    if (bulk && bulk.status !== 'running' && bulk.outcomes.underWay === 0) return bulk;
    engine.clock.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a bulk replay', () => {
  test('is counted first, then replays each run once, and its originals have nothing open any more', async () => {
    on.side.behave(() => ({ status: 422 }));
    const engine = await on.start(flow);
    const ids = await failedRuns(engine, 6);
    const preview = await engine.engine.bulkReplays.preview(asked());
    expect(preview).toMatchObject({ runs: 6, items: 6, isMore: false, askedRuns: 0, sums: { sameKey: 6, asked: 0 } });
    on.side.behave(() => ({}));
    const { id } = await engine.engine.bulkReplays.start(asked(), 'Ada');
    expect(await ended(engine, id)).toMatchObject({
      status: 'done',
      total: 6,
      started: 6,
      left: 0,
      refused: 0,
      outcomes: { done: 6, failed: 0 },
    });
    expect(on.side.effects.size).toBe(6);
    for (const run of ids) expect((await engine.engine.get(run))?.openExceptions).toBe(0);
  });

  test('takes only what the filter means', async () => {
    on.side.behave(({ body }) => ({ status: body.includes('A-1') ? 409 : 422 }));
    const engine = await on.start(flow);
    await failedRuns(engine, 3);
    expect((await engine.engine.bulkReplays.preview(asked({ filter: { env: 'dev', errorCode: 'HTTP_409' } }))).runs).toBe(1);
    expect((await engine.engine.bulkReplays.preview(asked({ filter: { env: 'dev', node: 'erp' } }))).runs).toBe(3);
    expect((await engine.engine.bulkReplays.preview(asked({ filter: { env: 'dev', node: 'hook' } }))).runs).toBe(0);
    expect((await engine.engine.bulkReplays.preview(asked({ filter: { env: 'dev', until: 0 } }))).runs).toBe(0);
    await expect(engine.engine.bulkReplays.start(asked({ filter: { env: 'dev', errorCode: 'NONE' } }), 'Ada')).rejects.toThrow(
      'No run with open exceptions',
    );
  });

  test('leaves runs to a person whose effects nobody can tell, unless it is told what to do with them', async () => {
    on.side.behave(() => 'drop');
    const engine = await on.start(withoutKeys);
    await failedRuns(engine, 2);
    on.side.behave(() => ({}));
    expect((await engine.engine.bulkReplays.preview(asked())).sums).toMatchObject({ asked: 2 });
    const { id } = await engine.engine.bulkReplays.start(asked(), 'Ada');
    expect(await ended(engine, id)).toMatchObject({ started: 0, left: 2, problems: [{ code: 'UNDECIDED' }, { code: 'UNDECIDED' }] });
    expect(on.side.received).toHaveLength(2);
    const second = await engine.engine.bulkReplays.start(asked({ onUnknown: 'repeat' }), 'Ada');
    expect(await ended(engine, second.id)).toMatchObject({ started: 2, left: 0 });
    expect(on.side.received).toHaveLength(4);
  });

  test('keeps to its pace and can be cancelled', async () => {
    on.side.behave(() => ({ status: 422 }));
    const engine = await on.start(flow);
    await failedRuns(engine, 5);
    on.side.behave(() => ({}));
    const { id } = await engine.engine.bulkReplays.start(asked({ perSecond: 1 }), 'Ada');
    await on.side.calls(6);
    expect(await engine.engine.bulkReplays.cancel(id)).toBe(true);
    expect((await ended(engine, id)).status).toBe('cancelled');
    expect(await engine.engine.bulkReplays.cancel(id)).toBe(false);
  });

  test('goes on after a restart and starts no replay twice', async () => {
    on.side.behave(() => ({ status: 422 }));
    const engine = await on.start(flow);
    await failedRuns(engine, 5);
    on.side.behave(() => ({}));
    const { id } = await engine.engine.bulkReplays.start(asked({ perSecond: 1 }), 'Ada');
    while (on.side.received.length < 7) {
      engine.clock.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
    on.forget();
    await engine.kill();
    const again = await on.start(flow, { folder: engine.folder, clock: engine.clock });
    const bulk = await ended(again, id);
    expect(bulk).toMatchObject({ status: 'done', started: 5, outcomes: { done: 5 } });
    expect(on.side.effects.size).toBe(5);
    const { items } = await again.engine.list({ env: 'dev', limit: 100 });
    expect(items.filter((run) => run.replayOf !== null)).toHaveLength(5);
  });
});
