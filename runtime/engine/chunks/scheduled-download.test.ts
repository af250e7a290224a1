import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { afterEach, expect, test } from 'vitest';
import { anEngine, type TestEngine } from '../test/an-engine.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

const steps: FlowInput = {
  format: 1,
  id: 'nightly',
  name: 'Nightly',
  nodes: [
    { id: 'fetch', type: 'trigger.download', name: 'Fetch', config: { cron: '0 * * * *', connection: 'wms', path: '/stock-{date}.csv' } },
    { id: 'rows', type: 'format.parse-csv', name: 'Rows' },
    {
      id: 'sum',
      type: 'routing.aggregate',
      name: 'Sum',
      config: {
        by: 'all',
        into: '',
        summaries: [
          { target: 'rows', operation: 'count' },
          { target: 'qty', value: '{{ item.qty }}' },
        ],
      },
    },
  ],
  edges: [
    { from: { node: 'fetch', port: 'out' }, to: { node: 'rows', port: 'in' } },
    { from: { node: 'rows', port: 'rows' }, to: { node: 'sum', port: 'in' } },
  ],
};

/** The flow, deployed, with a system behind its connection; `asked` are the paths that were asked for. */
async function deployed(listener: RequestListener): Promise<TestEngine & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
  const engine = await anEngine({ flow: flowSchema.parse(steps), address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  cleanUp.push(engine.close);
  return { ...engine, asked };
}

/** Moves the clock on, turn by turn, until there is a run that has ended. */
async function firstRun({ engine, clock }: TestEngine, everyMs = 60_000) {
  for (;;) {
    const { items } = await engine.list({ env: 'dev' });
    const run = items.find(({ finishedAt }) => finishedAt !== null);
    if (run) return (await engine.get(run.id)) as NonNullable<Awaited<ReturnType<typeof engine.get>>>;
    if (items.length === 0) clock.advance(everyMs);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const rows = 150_000;
const file = `sku,qty\n${Array.from({ length: rows }, (_, row) => `SKU-${String(row).padStart(8, '0')},1\n`).join('')}`;

test('a file is fetched when it is due, also when the other side is down at first, and worked on in chunks', async () => {
  const engine = await deployed((_, response) => {
    if (engine.asked.length === 1) response.writeHead(503).end();
    else response.writeHead(200, { 'content-type': 'text/csv' }).end(file);
  });
  const run = await firstRun(engine);
  expect(run).toMatchObject({ status: 'done', items: { total: rows }, chunks: { isCut: true } });
  expect((await engine.engine.step(run.id, 'sum'))?.output.out?.[0]?.json).toEqual({ rows, qty: String(rows) });
  expect(engine.asked).toEqual(['/stock-2026-11-21.csv', '/stock-2026-11-21.csv']);
});

test('a transfer that breaks off is begun anew, and nothing is done with the half of it', async () => {
  const engine = await deployed((_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': Buffer.byteLength(file) });
    if (engine.asked.length > 1) response.end(file);
    else response.write(file.slice(0, 2_000_000), () => response.destroy());
  });
  const run = await firstRun(engine);
  expect(run).toMatchObject({ status: 'done', items: { total: rows } });
  expect((await engine.engine.list({ env: 'dev' })).items.length).toBe(1);
});

test('a file that cannot be had is an exception that says what was tried', async () => {
  const engine = await deployed((_, response) => response.writeHead(403).end());
  const run = await firstRun(engine);
  expect(run).toMatchObject({
    status: 'failed',
    error: {
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringMatching(/wms answered 403 when it was asked for \/stock-2026-11-21.csv. Tried once./),
    },
  });
});
