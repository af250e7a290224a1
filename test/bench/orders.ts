import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { type Child, startScript, startServer } from './child.ts';
import { quantile } from './figures.ts';
import { post } from './load.ts';
import { deployOrderFlow, orders, reached, reset, secret, token } from './order-flow.ts';
import { cpuMs, memoryMb } from './process-tree.ts';

export type Measured = {
  readonly ordersPerSecond: number;
  readonly cpuMsPerOrder: number;
  /** To the answer, of 100 orders the second slowest. */
  readonly p99Ms: number;
};
type Setting = { readonly mode: 'sync' | 'drain'; readonly erp: string; readonly folder: string; readonly orders: number };

const connections = 32;
const warmUp = 600;

export async function measureBaseline(setting: Setting & { readonly kind: 'B0' | 'B1' }): Promise<Measured> {
  await mkdir(setting.folder, { recursive: true });
  const server = await startScript('./baseline.ts', [setting.kind, setting.mode, setting.erp, join(setting.folder, 'baseline.db')]);
  try {
    return await measure(setting, server, '/orders', undefined);
  } finally {
    await server.stop();
  }
}

export async function measureCrossdock(setting: Setting): Promise<Measured & { readonly startSeconds: number; readonly idleMb: number }> {
  const server = await startEmbedded(setting.folder);
  try {
    const idleMb = memoryMb(server.pid);
    const path = await deployOrderFlow(server, { answer: setting.mode, erp: setting.erp });
    return { ...(await measure(setting, server, path, secret)), startSeconds: server.startSeconds, idleMb };
  } finally {
    await server.stop();
  }
}

/** One process on SQLite. */
export async function startEmbedded(folder: string): Promise<Child & { readonly startSeconds: number }> {
  return startServer({ PORT: String(await freePort()), CROSSDOCK_DATA: folder, CROSSDOCK_TOKEN: token, CROSSDOCK_DEMO: '0' });
}

async function measure(setting: Setting, server: Child, path: string, signedWith: string | undefined): Promise<Measured> {
  const { erp } = setting;
  await reset(erp);
  await post({ url: server.url, path, bodies: orders(1, warmUp), secret: signedWith, connections });
  await reached(erp, warmUp);
  const load = orders(1 + warmUp, setting.orders);
  const cpuBefore = cpuMs(server.pid);
  const started = performance.now();
  const times = await post({ url: server.url, path, bodies: load, secret: signedWith, connections });
  await reached(erp, warmUp + setting.orders);
  const seconds = (performance.now() - started) / 1000;
  return {
    ordersPerSecond: setting.orders / seconds,
    cpuMsPerOrder: (cpuMs(server.pid) - cpuBefore) / setting.orders,
    p99Ms: quantile(times, 0.99),
  };
}
