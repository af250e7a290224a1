import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import type { TestEngine } from '../test/an-engine.ts';
import { idOf, stage } from '../test/stage.ts';
import { aFile, sendFile } from './test/a-file.ts';

const on = stage();

const sums = (onMissing: 'proceed' | 'exception' = 'proceed') =>
  aFlow()
    .step('rows', 'format.parse-csv')
    .step(
      'stock',
      'routing.aggregate',
      {
        by: 'key',
        key: '{{ item.sku }}',
        keyInto: 'sku',
        into: '',
        summaries: [
          { target: 'qty', value: '{{ item.qty }}' },
          { target: 'n', operation: 'count' },
          { target: 'first', operation: 'first', value: '{{ item.name }}' },
          { target: 'most', operation: 'max', value: '{{ Number(item.qty) }}' },
        ],
      },
      { after: 'rows.rows', onFailure: { onMissing } },
    )
    .step('erp', 'connector.http', sendOrder)
    .build();

/** Large rows, so that few of them are too big for one run. */
const wide = (rows: number, bad: readonly number[] = []) =>
  ['sku,text', ...Array.from({ length: rows }, (_, row) => `S-${row},${'x'.repeat(60_000)}${bad.includes(row) ? ',?' : ''}`)].join('\n');
const eachRow = () =>
  aFlow()
    .step('rows', 'format.parse-csv')
    .step('short', 'transform.set-fields', { fields: [{ name: 'text', value: '' }] }, { after: 'rows.rows' })
    .step('erp', 'connector.http', sendOrder)
    .build();
const rowsOf = (received: readonly { readonly body: string }[]) => received.map(({ body }) => JSON.parse(body).sku as string);

describe('a file that is too big for one run', () => {
  test('is summed in chunks as it would be whole; bad rows are exceptions with their line', async () => {
    const flow = sums();
    const engine = await on.start(flow);
    const file = aFile({ rows: 60_000, bad: [17, 40_000] });
    const run = await engine.when(idOf(await sendFile(engine, flow, file.text)), 'done', 'partial', 'failed');
    expect(run).toMatchObject({
      status: 'partial',
      items: { total: 60_000, failed: 2 },
      openExceptions: 2,
      chunks: { isCut: true, failed: 2 },
    });
    expect(run.chunks?.count).toBeGreaterThan(3);
    expect(run.exceptions.map(({ error }) => (error.details as { line: number }).line)).toEqual(
      [17, 40_000].map((row) => 2 + row + Math.ceil(row / 7)),
    );
    const sent = new Map(on.side.received.map(({ body }) => [JSON.parse(body).sku, JSON.parse(body)]));
    expect(sent.size).toBe(file.sums.size);
    for (const [sku, { qty, n }] of file.sums) expect(sent.get(sku)).toMatchObject({ sku, qty: String(qty), n });
    expect(run.steps.find(({ nodeId }) => nodeId === 'rows')).toMatchObject({
      itemsIn: 60_000,
      itemsOut: { rows: 59_998 },
      failed: 2,
    });
    expect(run.steps.find(({ nodeId }) => nodeId === 'stock')).toMatchObject({ itemsIn: 59_998, itemsOut: { out: 50 } });
  });

  test('gives no sum at all when rows are missing and the step does not say that it may', async () => {
    const flow = sums('exception');
    const engine = await on.start(flow);
    const run = await engine.when(idOf(await sendFile(engine, flow, aFile({ rows: 60_000, bad: [5] }).text)), 'done', 'partial', 'failed');
    expect(run.exceptions.map(({ nodeId, error }) => [nodeId, error.code])).toEqual([
      ['stock', 'ITEMS_MISSING'],
      ['rows', 'CSV_BAD_ROW'],
    ]);
    expect(on.side.received).toEqual([]);
  });

  test('is one run in the list, with its chunks behind it: those that need somebody first', async () => {
    const flow = eachRow();
    const engine = await on.start(flow, { chunkBytes: 200_000 });
    const id = idOf(await sendFile(engine, flow, wide(20, [13])));
    await engine.when(id, 'partial');
    expect((await engine.engine.list({ env: 'dev' })).items.map((run) => run.id)).toEqual([id]);
    const first = await engine.engine.chunks(id, { limit: 2, after: null });
    expect(first?.items).toMatchObject([
      { id: `${id}.3`, number: 3, status: 'partial', firstLine: 14, lastLine: 17, rows: 4, failed: 1 },
      { number: 0, status: 'done', firstLine: 2, lastLine: 5 },
    ]);
    const rest = await engine.engine.chunks(id, { limit: 50, after: first?.next ?? null });
    expect(rest?.items.map(({ number }) => number)).toEqual([1, 2, 4]);
    expect((await engine.engine.get(`${id}.3`))?.chunk).toEqual({ of: id, number: 3, firstLine: 14, lastLine: 17, rows: 4 });
    expect((await engine.engine.step(`${id}.3`, 'rows'))?.output.rows?.map((item) => item.id)).toEqual(['0.12', '0.14', '0.15']);
    expect(rowsOf(on.side.received).sort()).toEqual(
      Array.from({ length: 20 }, (_, row) => `S-${row}`)
        .filter((sku) => sku !== 'S-13')
        .sort(),
    );
  });

  test('has the same keys of effects however it is cut', async () => {
    const flow = eachRow();
    const keysAt = async (chunkBytes: number) => {
      const engine = await on.start(flow, { chunkBytes });
      const before = on.side.received.length;
      await engine.when(idOf(await sendFile(engine, flow, wide(18))), 'done');
      return on.side.received.slice(before).map(({ key, body }) => [JSON.parse(body).sku as string, key]);
    };
    const [small, large] = [await keysAt(100_000), await keysAt(700_000)];
    expect(small.length).toBe(18);
    // Two messages have keys of their own; within one they follow the row.
    expect(new Set([...small, ...large].map(([, key]) => key)).size).toBe(36);
    const chunk = await on.start(flow, { chunkBytes: 100_000 });
    const run = await chunk.when(idOf(await sendFile(chunk, flow, wide(18))), 'done');
    const ledger = await Promise.all(Array.from({ length: run.chunks?.count ?? 0 }, (_, n) => chunk.engine.get(`${run.id}.${n}`)));
    expect(ledger.flatMap((one) => one?.effects.map((effect) => effect.itemId) ?? []).sort()).toEqual(
      Array.from({ length: 18 }, (_, row) => `0.${row}`).sort(),
    );
  });

  test('is accepted once: a repeat is a duplicate and leaves nothing behind', async () => {
    const flow = eachRow();
    const engine = await on.start(flow, { chunkBytes: 300_000 });
    const first = await sendFile(engine, flow, wide(18), { idempotencyKey: 'a' });
    const again = await sendFile(engine, flow, wide(18), { idempotencyKey: 'a' });
    expect(again).toEqual({ ...first, duplicate: true });
    expect(await sendFile(engine, flow, wide(19), { idempotencyKey: 'a' })).toEqual({ kind: 'key reused', runId: idOf(first) });
    await engine.when(idOf(first), 'done');
    expect(on.side.received.length).toBe(18);
    expect(await textsIn(engine)).toEqual([idOf(first)]);
  });

  test('that breaks off while it comes is not accepted, and nothing of it is kept', async () => {
    const flow = eachRow();
    const engine = await on.start(flow);
    async function* source() {
      yield Buffer.alloc(3_000_000, 'x');
      throw new Error('the sender went away');
    }
    const plan = engine.engine.plans.compile(flow, 1, createHash('sha256').update(JSON.stringify(flow)).digest('hex'));
    const arriving = { plan, env: 'dev', source: source(), contentType: 'text/csv', headers: {}, query: {}, sender: 'test' };
    await expect(engine.engine.acceptStream(arriving)).rejects.toThrow('the sender went away');
    expect((await engine.engine.list({ env: 'dev' })).items).toEqual([]);
    expect(await textsIn(engine)).toEqual([]);
  });

  test('is cancelled with all its chunks', async () => {
    on.side.behave(() => ({ status: 503 }));
    const flow = eachRow();
    const engine = await on.start(flow, { chunkBytes: 100_000 });
    const id = idOf(await sendFile(engine, flow, wide(40)));
    await engine.when(`${id}.0`, 'retrying');
    expect(await engine.engine.cancel(id, 'test')).toBe(true);
    await engine.when(id, 'cancelled');
    const chunks = await engine.engine.chunks(id, { limit: 100, after: null });
    for (const { id: chunk } of chunks?.items ?? []) await engine.when(chunk, 'cancelled');
  });

  test('goes from the store as a whole, and not before its time', async () => {
    const made = eachRow();
    const flow = { ...made, settings: { ...made.settings, retention: { days: 1, runs: 100 } } };
    const engine = await on.start(flow, { chunkBytes: 100_000 });
    const id = idOf(await sendFile(engine, flow, wide(20)));
    await engine.when(id, 'done');
    expect(await engine.engine.retain()).toBe(0);
    engine.clock.advance(2 * 86_400_000);
    expect(await engine.engine.retain()).toBe(1);
    expect(await engine.engine.get(id)).toBeNull();
    expect(await engine.engine.get(`${id}.0`)).toBeNull();
    expect(await textsIn(engine)).toEqual([]);
  });

  test.each([
    ['[1, 2', 'NOT_JSON'],
    ['{"a": 1}', 'NO_RECORDS'],
  ])('that cannot be cut to its end fails and says why', async (text, code) => {
    const flow = aFlow()
      .step('records', 'format.json-records', { layout: 'array' })
      .step('erp', 'connector.http', sendOrder, { after: 'records.records' })
      .build();
    const engine = await on.start(flow);
    const run = await engine.when(
      idOf(await sendFile(engine, flow, text + ' '.repeat(1_100_000), { contentType: 'application/json' })),
      'failed',
    );
    expect(run).toMatchObject({ error: { code }, openExceptions: 1 });
  });

  test('of JSON records has them read with all digits', async () => {
    const flow = aFlow()
      .step('records', 'format.json-records', { layout: 'array', path: 'data.rows' })
      .step(
        'sum',
        'routing.aggregate',
        {
          by: 'all',
          into: '',
          summaries: [
            { target: 'most', operation: 'max', value: '{{ item.id }}' },
            { target: 'n', operation: 'count' },
          ],
        },
        { after: 'records.records' },
      )
      .step('erp', 'connector.http', sendOrder)
      .build();
    const engine = await on.start(flow, { chunkBytes: 100_000 });
    const rows = Array.from({ length: 30_000 }, (_, row) => `{"id":8209829119461${String(row).padStart(6, '0')},"t":"[{\\"${row}"}`);
    await engine.when(
      idOf(await sendFile(engine, flow, `{"data":{"n":30000,"rows":[${rows.join(',\n')}]}}`, { contentType: 'application/json' })),
      'done',
    );
    expect(JSON.parse(on.side.received[0]?.body ?? '')).toEqual({ most: '8209829119461029999', n: 30_000 });
  });
});

test('bad rows of chunks are replayed from the page of their run', async () => {
  let isDown = true;
  on.side.behave(({ body }) => (isDown && JSON.parse(body).sku === 'S-7' ? { status: 422 } : {}));
  const flow = eachRow();
  const engine = await on.start(flow, { chunkBytes: 200_000 });
  const id = idOf(await sendFile(engine, flow, wide(20)));
  const run = await engine.when(id, 'partial');
  expect(run.exceptions).toMatchObject([{ runId: `${id}.1`, itemId: '0.7', nodeId: 'erp' }]);
  isDown = false;
  const plan = await engine.engine.replayPlan(id, { by: 'test' });
  expect(plan).toMatchObject({ runId: id, from: { nodeId: 'erp' }, items: ['0.7'] });
  expect(await engine.engine.replay(id, { by: 'test' })).toEqual({ runId: id });
  const [replay] = (await engine.engine.get(`${id}.1`))?.replays ?? [];
  await engine.when(replay?.id ?? '', 'done');
  expect(rowsOf(on.side.received).filter((sku) => sku === 'S-7').length).toBe(2);
  expect(new Set(on.side.received.filter(({ body }) => JSON.parse(body).sku === 'S-7').map(({ key }) => key)).size).toBe(1);
  expect((await engine.engine.get(id))?.openExceptions).toBe(0);
});

/** The runs whose text lies on the disk. */
async function textsIn({ folder }: TestEngine): Promise<string[]> {
  return (await readdir(`${folder}/blobs`).catch(() => [])).filter((name) => name.startsWith('r_'));
}
