import { Readable } from 'node:stream';
import { request } from 'undici';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startFleet } from '../support/fleet.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { stockFile } from './stock-file.ts';
import { deployStockFlow } from './stock-flow.ts';

const rows = Number(process.env.TEST_ROWS ?? 200_000);
const within = 60_000 + rows / 5;

type BigRun = RunDetail & { readonly chunks: { readonly settled: number } | null };

test(
  `${rows} rows are shared by two workers, and one goes on when the other is killed`,
  async () => {
    const fleet = await startFleet({ mongoUrl: inject('mongoUrl') ?? '', redisUrl: inject('redisUrl') ?? undefined });
    onTestFinished(fleet.remove);
    await deployStockFlow(fleet.api);
    const file = stockFile(rows);
    const answer = await request(`${fleet.url}/in/dev/big/stock`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: Readable.from(file.chunks()),
      bodyTimeout: 0,
      headersTimeout: 0,
    });
    const { runId } = (await answer.body.json()) as { runId: string };
    expect(answer.statusCode).toBe(202);
    const look = () => fleet.api.get<BigRun>(`/runs/${runId}`);
    await until('some chunks to have ended', look, (run) => isFinal(run) || (run.chunks?.settled ?? 0) > 4, { within });
    await fleet.workers[0]?.kill();
    const run = await until('the run to end', look, isFinal, { within });
    expect(run, JSON.stringify(run.error)).toMatchObject({ status: 'partial', items: { total: rows, failed: file.badLines.length } });
    const { output } = await fleet.api.get<{ output: { out: { json: Record<string, [number, number]> }[] } }>(`/runs/${runId}/steps/check`);
    const sums = Object.entries(output.out[0]?.json ?? {}).map(([sku, [onHand, count]]) => [sku, { onHand, rows: count }] as const);
    expect(new Map(sums)).toEqual(file.sums());
    expect(run.exceptions.map(({ error }) => (error.details as { line: number }).line)).toEqual(file.badLines);
  },
  120_000 + within,
);
