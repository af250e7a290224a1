import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { request } from 'undici';
import { apiClient } from '../support/api-client.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';
import { startServer } from './child.ts';
import { median } from './figures.ts';
import { memoryMb } from './process-tree.ts';

export type CsvMeasured = {
  readonly rowsPerSecond: number;
  readonly peakRssMb: number;
  readonly plainRowsPerSecond: number;
  readonly shareOfCsvParse: number;
};

/** An inventory file becomes availability per SKU: through a flow, and with csv-parse and a Map by hand. */
export async function measureCsv({ folder, rows }: { readonly folder: string; readonly rows: number }): Promise<CsvMeasured> {
  const text = inventory(rows);
  const plain = median(Array.from({ length: 3 }, () => rows / seconds(() => sumByHand(text))));
  const token = 'bench-token-0123456789abcdef';
  const server = await startServer({ PORT: String(await freePort()), CROSSDOCK_DATA: folder, CROSSDOCK_TOKEN: token, CROSSDOCK_DEMO: '0' });
  try {
    const api = apiClient(server.url, token);
    const flow: unknown = JSON.parse(
      await readFile(fileURLToPath(new URL('./inventory-to-availability.flow.json', import.meta.url)), 'utf8'),
    );
    const draft = await api.post<{ flow: { id: string } }>('/flows', { name: 'Inventory to availability', from: { flow } });
    await api.post(`/flows/${draft.flow.id}/versions`, { note: 'bench', deployTo: ['dev'] });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, memoryMb(server.pid));
    }, 25);
    const rates: number[] = [];
    for (let round = 0; round < 3; round++) {
      const started = performance.now();
      const { statusCode, body } = await request(`${server.url}/in/dev/bench/inventory`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'idempotency-key': `round-${round}` },
        body: text,
      });
      // Beyond 1 MB a file is worked on in chunks, after the answer.
      const answer = (await body.json()) as { runId: string };
      if (statusCode !== 202) throw new Error(`the flow answered ${statusCode} ${JSON.stringify(answer).slice(0, 300)}`);
      await until(
        'the file to be summed up',
        () => api.get<Run>(`/runs/${answer.runId}`),
        ({ status, steps }) => status === 'done' && steps.some(({ nodeId, itemsIn }) => nodeId === 'reply' && itemsIn === skus),
      );
      rates.push(rows / ((performance.now() - started) / 1000));
    }
    clearInterval(watch);
    const rowsPerSecond = median(rates);
    return { rowsPerSecond, peakRssMb: peak, plainRowsPerSecond: plain, shareOfCsvParse: rowsPerSecond / plain };
  } finally {
    await server.stop();
  }
}

type Run = { readonly status: string; readonly steps: readonly { readonly nodeId: string; readonly itemsIn: number }[] };

const skus = 2500;

function inventory(rows: number): string {
  const lines = ['sku,warehouse,on_hand,allocated,uom,counted_at'];
  for (let i = 0; i < rows; i++)
    lines.push(
      `SKU-${String(i % skus).padStart(5, '0')},WH${Math.floor(i / skus) % 40},${(i * 7) % 500},${(i * 3) % 50},EA,2026-11-20T0${i % 10}:00:00Z`,
    );
  return lines.join('\n');
}

function sumByHand(text: string): number {
  const available = new Map<string, number>();
  for (const row of parse(text, { columns: true }) as Record<string, string>[])
    available.set(row.sku ?? '', (available.get(row.sku ?? '') ?? 0) + Number(row.on_hand) - Number(row.allocated));
  return available.size;
}

function seconds(task: () => void): number {
  const started = performance.now();
  task();
  return (performance.now() - started) / 1000;
}
