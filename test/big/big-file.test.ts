import { Readable } from 'node:stream';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { memoryMb } from '../bench/process-tree.ts';
import { newInstallation, type RunningServer } from '../support/installation.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { type StockFile, stockFile } from './stock-file.ts';
import { deployStockFlow } from './stock-flow.ts';

/** Rows of the file; 10,000,000 are some 500 MB. */
const rows = Number(process.env.TEST_ROWS ?? 200_000);
const within = 60_000 + rows / 10;

type BigRun = RunDetail & {
  readonly chunks: {
    readonly count: number;
    readonly settled: number;
    readonly rows: number;
    readonly failed: number;
    readonly bytes: number;
  };
};

async function send(server: RunningServer, file: StockFile, key: string): Promise<string> {
  const { statusCode, body } = await request(`${server.url}/in/dev/big/stock`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'idempotency-key': key },
    body: Readable.from(file.chunks()),
    bodyTimeout: 0,
    headersTimeout: 0,
  });
  const answer = (await body.json()) as { runId: string };
  expect(statusCode, JSON.stringify(answer)).toBe(202);
  return answer.runId;
}

async function ended(server: RunningServer, id: string): Promise<BigRun> {
  return until(`run ${id} to end`, () => server.api.get<BigRun>(`/runs/${id}`), isFinal, { within });
}

/** What came out, against what should have. */
async function check(server: RunningServer, run: BigRun, file: StockFile): Promise<void> {
  expect(run, JSON.stringify(run.error)).toMatchObject({
    status: file.badLines.length > 0 ? 'partial' : 'done',
    chunks: { failedChunks: 0 },
    items: { total: file.rows, failed: file.badLines.length },
  });
  const detail = await server.api.get<{ output: { out: { json: Record<string, [number, number]> }[] } }>(`/runs/${run.id}/steps/check`);
  const sums = Object.entries(detail.output.out[0]?.json ?? {}).map(([sku, [onHand, count]]) => [sku, { onHand, rows: count }] as const);
  expect(new Map(sums)).toEqual(file.sums());
  expect(run.exceptions.map(({ error }) => (error.details as { line: number }).line)).toEqual(file.badLines.slice(0, 500));
}

test(
  `${rows} rows are summed in flat memory, and bad rows are named by their line`,
  async () => {
    const installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
    onTestFinished(installation.remove);
    const server = await installation.start();
    await deployStockFlow(server.api);
    const measure = async (file: StockFile, key: string) => {
      let peak = 0;
      const watch = setInterval(() => {
        peak = Math.max(peak, memoryMb(server.pid));
      }, 100);
      const started = performance.now();
      const run = await ended(server, await send(server, file, key));
      clearInterval(watch);
      await check(server, run, file);
      return { peak, rowsPerSecond: file.rows / ((performance.now() - started) / 1000) };
    };
    await measure(stockFile(Math.ceil(rows / 4)), 'warm');
    const quarter = await measure(stockFile(Math.ceil(rows / 4)), 'quarter');
    const whole = await measure(stockFile(rows), 'whole');
    process.stdout.write(
      `${rows} rows: ${Math.round(whole.rowsPerSecond)} rows/s, peak ${Math.round(whole.peak)} MB; a quarter of it: peak ${Math.round(quarter.peak)} MB\n`,
    );
    // A heap may be collected later in one run than in another; four times the rows must not show.
    expect(whole.peak / quarter.peak).toBeLessThan(1.5);
  },
  120_000 + within * 2,
);

test(
  `${rows} rows go on where they were when the server is killed in the middle: none is lost, none counted twice`,
  async () => {
    const installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
    onTestFinished(installation.remove);
    let server = await installation.start();
    await deployStockFlow(server.api);
    const file = stockFile(rows);
    const id = await send(server, file, 'killed');
    const total = Math.ceil((rows * 50) / (512 * 1024));
    for (const share of [0.1, 0.5, 0.9]) {
      await until(
        'chunks to have ended',
        () => server.api.get<BigRun>(`/runs/${id}`),
        (run) => isFinal(run) || run.chunks?.settled >= total * share,
        { within },
      );
      await server.kill();
      server = await installation.start();
    }
    await check(server, await ended(server, id), file);
  },
  120_000 + within,
);
