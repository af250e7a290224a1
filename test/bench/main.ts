import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startScript } from './child.ts';
import { measureCsv } from './csv.ts';
import { type DesignerMeasured, measureDesigner, type Smoothness } from './designer.ts';
import { median } from './figures.ts';
import { measureMemory } from './memory.ts';
import { measureNeighbour } from './neighbour.ts';
import { type Measured, measureBaseline, measureCrossdock } from './orders.ts';
import { measureShared, type SharedMeasured, startDatabases } from './shared.ts';

const allParts = ['orders', 'csv', 'neighbour', 'memory', 'shared', 'designer'] as const;
const { values: given } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, runs: { type: 'string' } },
});
const chosen = given.only?.split(',') ?? allParts;
const unknown = chosen.find((part) => !(allParts as readonly string[]).includes(part));
if (unknown !== undefined) throw new Error(`--only ${unknown} is not a part of the bench; there are ${allParts.join(', ')}`);

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const orders = Number(process.env.BENCH_ORDERS ?? 3000);
const folder = await mkdtemp(join(tmpdir(), 'crossdock-bench-'));
const erp = await startScript('./erp-stub.ts');
const figures: Record<string, unknown> = {};
const parts: Readonly<Record<(typeof allParts)[number], () => Promise<void>>> = {
  orders: benchOrders,
  csv: benchCsv,
  neighbour: benchNeighbour,
  memory: benchMemory,
  shared: benchShared,
  designer: benchDesigner,
};
try {
  for (const part of allParts) if (chosen.includes(part)) await parts[part]();
  if (given.json) console.log(JSON.stringify(figures));
} finally {
  await erp.stop();
  await rm(folder, { recursive: true, force: true });
}

async function benchOrders(): Promise<void> {
  say(`${orders} orders, 32 connections, ${rounds} rounds, medians; one machine, one run.`);
  const measured = new Map<string, Measured[]>();
  const keep = (name: string, result: Measured) => measured.set(name, [...(measured.get(name) ?? []), result]);
  let start = 0;
  let idle = 0;
  // Round by round, so that a slow minute of the machine hits all of them.
  for (let round = 0; round < rounds; round++)
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
  const row = (name: string): Measured => {
    const of = (read: (one: Measured) => number) => median((measured.get(name) ?? []).map(read));
    return {
      ordersPerSecond: of((one) => one.ordersPerSecond),
      cpuMsPerOrder: of((one) => one.cpuMsPerOrder),
      p99Ms: of((one) => one.p99Ms),
    };
  };
  for (const mode of ['sync', 'drain']) {
    const b1 = measured.get(`B1 ${mode}`) ?? [];
    const shareOfB1 = median(
      (measured.get(`Crossdock ${mode}`) ?? []).map((one, i) => one.ordersPerSecond / (b1[i]?.ordersPerSecond ?? 1)),
    );
    for (const name of ['B0', 'B1', 'Crossdock']) {
      const { ordersPerSecond, cpuMsPerOrder, p99Ms } = row(`${name} ${mode}`);
      const share = name === 'Crossdock' ? `  ${percent(shareOfB1)} of B1` : '';
      say(
        `${mode.padEnd(6)}${name.padEnd(10)}${ordersPerSecond.toFixed(0).padStart(7)} orders/s  ${cpuMsPerOrder.toFixed(3)} ms CPU per order  p99 ${p99Ms.toFixed(0)} ms${share}`,
      );
    }
    figures[mode] = { ...row(`Crossdock ${mode}`), shareOfB1 };
  }
  say(`start ${start.toFixed(2)} s, idle ${idle.toFixed(0)} MB (all processes, PSS)`);
  figures.start = { seconds: start };
  figures.idle = { rssMb: idle };
}

async function benchCsv(): Promise<void> {
  const csv = await measureCsv({ folder: join(folder, 'csv'), rows: Number(process.env.BENCH_ROWS ?? 100_000) });
  say(
    `csv   ${csv.rowsPerSecond.toFixed(0)} rows/s, peak ${csv.peakRssMb.toFixed(0)} MB; plain csv-parse ${csv.plainRowsPerSecond.toFixed(0)} rows/s: ${percent(csv.shareOfCsvParse)}`,
  );
  figures.csv = { rowsPerSecond: csv.rowsPerSecond, peakRssMb: csv.peakRssMb, shareOfCsvParse: csv.shareOfCsvParse };
}

async function benchNeighbour(): Promise<void> {
  const found = await measureNeighbour({ folder: join(folder, 'neighbour'), erp: erp.url, orders: Math.min(orders, 1000) });
  say(
    `lanes beside one whose system is dead: p50 ${found.p50Ms.toFixed(1)} ms, ${found.p50Ratio.toFixed(2)} of before; p99 ${found.p99Ms.toFixed(1)} ms, ${found.p99Ratio.toFixed(2)} of before`,
  );
  figures.neighbour = found;
}

async function benchMemory(): Promise<void> {
  const found = await measureMemory({ folder: join(folder, 'memory'), erp: erp.url, runs: Number(given.runs ?? 10_000) });
  say(
    `memory after ${found.runs} runs ${found.lastMb.toFixed(0)} MB, after the first of them ${found.firstMb.toFixed(0)} MB, peak ${found.peakMb.toFixed(0)} MB (all processes, PSS)`,
  );
  figures.memory = found;
}

async function benchShared(): Promise<void> {
  const databases = await startDatabases();
  if ('missing' in databases) {
    say(`shared  NOT MEASURED: ${databases.missing}`);
    if (process.env.CI) throw new Error(databases.missing);
    return;
  }
  try {
    say(`shared set-up: ${databases.name}, Redis; a server that takes in, then workers that execute`);
    const found: SharedMeasured[] = [];
    for (const workers of [1, 2]) {
      const one = await measureShared({ databases, folder: join(folder, `shared-${workers}`), erp: erp.url, orders, workers });
      found.push(one);
      const { workers: cpu, server, databases: below } = one.cpuMsPerOrder;
      say(
        `shared ${workers} worker${workers > 1 ? 's' : ' '}  ${one.ordersPerSecond.toFixed(0).padStart(6)} orders/s executed (${one.acceptedPerSecond.toFixed(0)}/s taken in)  ms CPU per order: workers ${cpu.toFixed(2)}, server ${server.toFixed(2)}, databases ${below.toFixed(2)}; ${one.coresBusy.toFixed(1)} of ${availableParallelism()} cores busy with it`,
      );
    }
    const gain = (found[1]?.ordersPerSecond ?? 0) / (found[0]?.ordersPerSecond ?? 1) - 1;
    say(`shared a second worker adds ${percent(gain)}`);
    figures.shared = { databases: databases.name, measured: found, secondWorkerAdds: gain };
  } finally {
    await databases.stop();
  }
}

async function benchDesigner(): Promise<void> {
  const found = await measureDesigner(join(folder, 'designer'));
  if ('missing' in found) {
    say(`designer  NOT MEASURED: ${found.missing}`);
    if (process.env.CI) throw new Error(found.missing);
    return;
  }
  const line = (what: string, { framesPerSecond, longestTaskMs, longestTaskCpuMs, cpuMsPerFrame }: Smoothness) =>
    say(
      `designer ${what.padEnd(34)} ${framesPerSecond.toFixed(0).padStart(3)} frames/s, ${cpuMsPerFrame.toFixed(1).padStart(5)} ms CPU per frame; longest task ${longestTaskMs.toFixed(0)} ms (${longestTaskCpuMs.toFixed(0)} ms CPU)`,
    );
  line('empty page', found.empty);
  line('1,000 steps, panning at 100 %', found.pan);
  line('1,000 steps, panning all in view', found.panFar);
  line('1,000 steps, zooming', found.zoom);
  line('300 steps, dragging one', found.drag);
  say(
    `designer first list ${found.firstListMs.toFixed(0)} ms with ${found.initialScriptKb.toFixed(0)} KB script, first canvas ${found.firstScreenMs.toFixed(0)} ms with ${found.editorScriptKb.toFixed(0)} KB (gzip)`,
  );
  figures.designer = found satisfies DesignerMeasured;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
