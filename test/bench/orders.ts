import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planOrder } from '@crossdock/nodes/systems/shopify/simulator/order-plan';
import { webhookOrder } from '@crossdock/nodes/systems/shopify/simulator/webhook-order';
import { request } from 'undici';
import { apiClient } from '../support/api-client.ts';
import { freePort } from '../support/free-port.ts';
import { type Child, startScript, startServer } from './child.ts';
import { post } from './load.ts';
import { cpuMs, memoryMb } from './process-tree.ts';

export type Measured = { readonly ordersPerSecond: number; readonly cpuMsPerOrder: number };
type Setting = { readonly mode: 'sync' | 'drain'; readonly erp: string; readonly folder: string; readonly orders: number };

const connections = 32;
const warmUp = 600;
const secret = 'bench-secret';

/** Orders as the demo shop sends them, each with a number of its own. */
const bodies = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    webhookOrder(planOrder({ number: from + i, seed: 7, placedAt: Date.UTC(2026, 10, 20), defects: 0 })),
  );

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
  const token = 'bench-token-0123456789abcdef';
  const port = await freePort();
  const server = await startServer({ PORT: String(port), CROSSDOCK_DATA: setting.folder, CROSSDOCK_TOKEN: token, CROSSDOCK_DEMO: '0' });
  try {
    const idleMb = memoryMb(server.pid);
    await deployReferenceFlow(server, token, setting);
    return { ...(await measure(setting, server, '/in/dev/shopify/orders', secret)), startSeconds: server.startSeconds, idleMb };
  } finally {
    await server.stop();
  }
}

async function deployReferenceFlow(server: Child, token: string, { mode, erp }: Setting): Promise<void> {
  const api = apiClient(server.url, token);
  const policy = { concurrency: 64, timeoutSeconds: 30 };
  await api.put('/connections/dev/shopify-main', {
    system: 'shopify',
    address: 'http://127.0.0.1',
    auth: { kind: 'webhook-secret', secret },
    policy,
  });
  await api.put('/connections/dev/erp-main', { system: 'erp', address: erp, auth: { kind: 'bearer', secret: 'any' }, policy });
  const file = fileURLToPath(new URL('../../flows/samples/shopify-order-to-erp.flow.json', import.meta.url));
  const flow = JSON.parse(await readFile(file, 'utf8')) as { settings: Record<string, unknown> };
  flow.settings.answer = { mode: mode === 'sync' ? 'when-finished' : 'accepted', deadlineSeconds: 30 };
  const draft = await api.post<{ flow: { id: string } }>('/flows', { name: 'Shopify order to ERP', from: { flow } });
  await api.post(`/flows/${draft.flow.id}/versions`, { note: 'bench', deployTo: ['dev'] });
}

async function measure(setting: Setting, server: Child, path: string, signedWith: string | undefined): Promise<Measured> {
  const { erp, orders } = setting;
  await request(`${erp}/reset`).then(({ body }) => body.text());
  await post({ url: server.url, path, bodies: bodies(1, warmUp), secret: signedWith, connections });
  await reached(erp, warmUp);
  const load = bodies(1 + warmUp, orders);
  const cpuBefore = cpuMs(server.pid);
  const started = performance.now();
  await post({ url: server.url, path, bodies: load, secret: signedWith, connections });
  await reached(erp, warmUp + orders);
  const seconds = (performance.now() - started) / 1000;
  return { ordersPerSecond: orders / seconds, cpuMsPerOrder: (cpuMs(server.pid) - cpuBefore) / orders };
}

/** Resolves when the ERP has received so many orders. */
async function reached(erp: string, count: number): Promise<void> {
  await request(`${erp}/when/${count}`, { headersTimeout: 120_000, bodyTimeout: 120_000 }).then(({ body }) => body.text());
}
