import { rm } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { splitStore } from '../../store/split-store.ts';
import type { Store } from '../../store/store.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { anEngine } from '../test/an-engine.ts';
import { otherSide } from '../test/other-side.ts';
import { sendFile } from './test/a-file.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const clean of cleanUp) await clean();
});

/** More documents than a file of some chunks writes. */
const beyond = 300;
/** Every so many documents a crash; all of them in a long run. */
const step = Number(process.env.TEST_CRASH_STEP ?? 3);

const rows = 14;
/** Few rows, so large that the file is too big for one run. */
const text = [
  'sku,qty,text',
  ...Array.from({ length: rows }, (_, row) => `SKU-${row},${row + 1},${'x'.repeat(80_000)}${row === 5 ? ',?' : ''}`),
  '',
].join('\n');
const total = ((rows + 1) * rows) / 2 - 6;

/** Each row is sent on, and when all chunks are done their sum. */
const flow = aFlow()
  .step('rows', 'format.parse-csv')
  .step('short', 'transform.set-fields', { fields: [{ name: 'text', value: '' }] }, { after: 'rows.rows' })
  .step('each', 'connector.http', { ...sendOrder, path: '/row' })
  .step(
    'sum',
    'routing.aggregate',
    { by: 'all', into: '', summaries: [{ target: 'total', value: '{{ item.qty }}' }] },
    { after: 'short.out', onFailure: { onMissing: 'proceed' } },
  )
  .step('once', 'connector.http', { ...sendOrder, path: '/sum' })
  .build();

test('a crash after any document of a file in chunks loses no row, sends none twice, and sums each once', async () => {
  let hasReachedTheEnd = false;
  for (let k = 1; k < beyond && !hasReachedTheEnd; k += step) {
    const side = await otherSide();
    const clock = testClock();
    let crashed: (() => void) | undefined;
    const crash = new Promise<'crashed'>((resolve) => {
      crashed = () => resolve('crashed');
    });
    const around = (store: Store) => splitStore(store, { crashAfter: k, ...(crashed && { onCrash: crashed }) });
    const setting = { flow, address: side.address, clock, chunkBytes: 200_000 };
    const first = await anEngine({ ...setting, around });
    const { folder } = first;
    const send = (engine: typeof first) => sendFile(engine, flow, text, { idempotencyKey: 'file-1' });
    const untilDone = async () => {
      try {
        const accepted = await send(first);
        if ('runId' in accepted) await first.when(accepted.runId, 'partial');
        return 'done' as const;
      } catch {
        return 'crashed' as const;
      }
    };
    hasReachedTheEnd = (await Promise.race([crash, untilDone()])) === 'done';
    await first.kill();

    const second = await anEngine({ ...setting, folder });
    const again = await send(second);
    const id = 'runId' in again ? again.runId : '';
    // What a dead process did not tell its parent, the parent finds by itself after a while.
    const ticking = setInterval(() => void clock.advance(20_000), 50);
    const run = await second.when(id, 'partial', 'failed', 'done');
    clearInterval(ticking);
    const why = `crash after document ${k}`;
    expect(run, why).toMatchObject({ status: 'partial', chunks: { rows, failed: 1, settled: 5, count: 5, isCut: true } });
    expect(
      run.exceptions.map((one) => one.error.details),
      why,
    ).toEqual([{ line: 7 }]);
    const { items } = await second.engine.list({ env: 'dev' });
    expect(
      items.map((item) => item.id),
      why,
    ).toEqual([id]);
    const effects = [...new Map(side.received.map((call) => [call.key, call])).values()];
    const sent = effects.filter((call) => call.path === '/row').map((call) => JSON.parse(call.body).sku as string);
    expect(sent.sort(), why).toEqual(
      Array.from({ length: rows }, (_, row) => `SKU-${row}`)
        .filter((sku) => sku !== 'SKU-5')
        .sort(),
    );
    expect(
      effects.filter((call) => call.path === '/sum').map((call) => JSON.parse(call.body)),
      why,
    ).toEqual([{ total: String(total) }]);
    expect(new Set(side.received.map((call) => `${call.key} ${call.body}`)).size, why).toBe(rows);
    await second.close();
    await side.close();
    cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  }
  expect(hasReachedTheEnd).toBe(true);
}, 240_000);
