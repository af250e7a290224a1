import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { planOrder } from '@crossdock/nodes/systems/shopify/simulator/order-plan';
import { webhookOrder } from '@crossdock/nodes/systems/shopify/simulator/webhook-order';
import { request } from 'undici';
import { apiClient } from '../support/api-client.ts';
import type { Child } from './child.ts';

export const token = 'bench-token-0123456789abcdef';
export const secret = 'bench-secret';

export type OrderFlow = {
  readonly answer: 'sync' | 'drain';
  /** Where its orders are booked. */
  readonly erp: string;
  /** Tells several of them apart: path, lane and connection. */
  readonly name?: string;
};

/** Orders as the demo shop sends them, each with a number of its own. */
export function orders(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    webhookOrder(planOrder({ number: from + i, seed: 7, placedAt: Date.UTC(2026, 10, 20), defects: 0 })),
  );
}

/** Publishes the reference flow from shop to ERP; resolves to the path it listens on. */
export async function deployOrderFlow(server: Child, { answer, erp, name = 'shopify' }: OrderFlow): Promise<string> {
  const api = apiClient(server.url, token);
  const policy = { concurrency: 64, timeoutSeconds: 30 };
  const connections = { shop: `${name}-shop`, erp: `${name}-erp` };
  await api.put(`/connections/dev/${connections.shop}`, {
    system: 'shopify',
    address: 'http://127.0.0.1',
    auth: { kind: 'webhook-secret', secret },
    policy,
  });
  await api.put(`/connections/dev/${connections.erp}`, { system: 'erp', address: erp, auth: { kind: 'bearer', secret: 'any' }, policy });
  const file = fileURLToPath(new URL('../../flows/samples/shopify-order-to-erp.flow.json', import.meta.url));
  const text = (await readFile(file, 'utf8'))
    .replaceAll('"shopify-main"', JSON.stringify(connections.shop))
    .replaceAll('"erp-main"', JSON.stringify(connections.erp))
    .replaceAll('"shopify/orders"', JSON.stringify(`${name}/orders`));
  const flow = JSON.parse(text) as { id: string; settings: Record<string, unknown> };
  flow.id = `${name}-order-to-erp`;
  flow.settings.answer = { mode: answer === 'sync' ? 'when-finished' : 'accepted', deadlineSeconds: 30 };
  flow.settings.lane = name;
  const draft = await api.post<{ flow: { id: string } }>('/flows', { name: `Orders of ${name}`, from: { flow } });
  await api.post(`/flows/${draft.flow.id}/versions`, { note: 'bench', deployTo: ['dev'] });
  return `/in/dev/${name}/orders`;
}

/** The ERP forgets what it has counted. */
export async function reset(erp: string): Promise<void> {
  await request(`${erp}/reset`).then(({ body }) => body.text());
}

/** Resolves when the ERP has received so many orders, to how many there are then. */
export async function reached(erp: string, count: number): Promise<number> {
  const { body } = await request(`${erp}/when/${count}`, { headersTimeout: 1_800_000, bodyTimeout: 1_800_000 });
  return Number(await body.text());
}
