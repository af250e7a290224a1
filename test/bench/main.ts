import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScript } from './child.ts';
import { measureCsv } from './csv.ts';
import { type Measured, measureBaseline, measureCrossdock } from './orders.ts';

const isJson = process.argv.includes('--json');
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const orders = Number(process.env.BENCH_ORDERS ?? 3000);

const folder = await mkdtemp(join(tmpdir(), 'crossdock-bench-'));
const erp = await startScript('./erp-stub.ts');
try {
  say(`${orders} orders, 32 connections, ${rounds} rounds, medians; one machine, one run.`);
  const measured = new Map<string, Measured[]>();
  let start = 0;
  let idle = 0;
  // Round by round, so that a slow minute of the machine hits all of them.
  for (let round = 0; round < rounds; round++) {
    for (const mode of ['sync', 'drain'] as const) {
      for (const kind of ['B0', 'B1'] as const)
        keep(
          `${kind} ${mode}`,
          await measureBaseline({ kind, mode, erp: erp.url, folder: join(folder, `${kind}-${mode}-${round}`), orders }),
        );
      const crossdock = await measureCrossdock({ mode, erp: erp.url, folder: join(folder, `cd-${mode}-${round}`), orders });
      keep(`Crossdock ${mode}`, crossdock);
      start = crossdock.startSeconds;
      idle = crossdock.idleMb;
    }
  }
  function keep(name: string, result: Measured) {
    measured.set(name, [...(measured.get(name) ?? []), result]);
  }
  const row = (name: string) => {
    const all = measured.get(name) ?? [];
    return { ordersPerSecond: median(all.map((one) => one.ordersPerSecond)), cpuMsPerOrder: median(all.map((one) => one.cpuMsPerOrder)) };
  };
  const share = (mode: string) =>
    median(
      (measured.get(`Crossdock ${mode}`) ?? []).map(
        (one, i) => one.ordersPerSecond / (measured.get(`B1 ${mode}`)?.[i]?.ordersPerSecond ?? 1),
      ),
    );
  for (const mode of ['sync', 'drain'])
    for (const name of ['B0', 'B1', 'Crossdock']) {
      const { ordersPerSecond, cpuMsPerOrder } = row(`${name} ${mode}`);
      say(
        `${mode.padEnd(6)}${name.padEnd(10)}${ordersPerSecond.toFixed(0).padStart(7)} orders/s  ${cpuMsPerOrder.toFixed(3)} ms CPU per order${name === 'Crossdock' ? `  ${(share(mode) * 100).toFixed(0)} % of B1` : ''}`,
      );
    }
  const csv = await measureCsv({ folder: join(folder, 'csv'), rows: Number(process.env.BENCH_ROWS ?? 100_000) });
  say(
    `csv   ${csv.rowsPerSecond.toFixed(0)} rows/s, peak ${csv.peakRssMb.toFixed(0)} MB; plain csv-parse ${csv.plainRowsPerSecond.toFixed(0)} rows/s: ${(csv.shareOfCsvParse * 100).toFixed(0)} %`,
  );
  say(`start ${start.toFixed(2)} s, idle ${idle.toFixed(0)} MB (all processes, PSS)`);
  if (isJson)
    console.log(
      JSON.stringify({
        sync: { ...row('Crossdock sync'), shareOfB1: share('sync') },
        drain: { ...row('Crossdock drain'), shareOfB1: share('drain') },
        csv: { rowsPerSecond: csv.rowsPerSecond, peakRssMb: csv.peakRssMb, shareOfCsvParse: csv.shareOfCsvParse },
        start: { seconds: start },
        idle: { rssMb: idle },
      }),
    );
} finally {
  await erp.stop();
  await rm(folder, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
