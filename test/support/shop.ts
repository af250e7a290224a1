import { createHmac } from 'node:crypto';
import { planOrder } from '@crossdock/nodes/systems/shopify/simulator/order-plan';
import { webhookOrder } from '@crossdock/nodes/systems/shopify/simulator/webhook-order';
import { request } from 'undici';
import type { ApiClient } from './api-client.ts';

/** What the shop of the tests signs with. */
export const shopSecret = 'webhook-secret-of-the-tests';

/** Numbers below those of the demo shop. */
const firstNumber = 1001;

/** Lets the reference flow take webhooks that are signed with `shopSecret`, beside those of the demo shop. */
export async function trustShop(api: ApiClient): Promise<void> {
  // By this name for the machine, the demo takes the connection for somebody's own and leaves it alone at the next start.
  await api.put('/connections/dev/shopify-main', {
    system: 'shopify',
    address: 'http://localhost:9',
    auth: { kind: 'webhook-secret', secret: shopSecret, isRotation: true },
  });
}

/** The body of the webhook of an order without defects; each number is another order. */
export function orderText(n: number, seed = 7): string {
  return webhookOrder(planOrder({ seed, number: firstNumber + n, placedAt: Date.UTC(2026, 10, 20, 8) + n * 60_000, defects: 0 }));
}

/** As the ERP knows it. */
export const orderNumberOf = (n: number): string => String(firstNumber + n);

export function signatureOf(body: string | Buffer, secret = shopSecret): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** Delivers a webhook once, signed unless the headers say otherwise. Rejects when no answer comes. */
export async function deliver(url: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const answer = await request(`${url}/in/dev/shopify/orders`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/create',
      'x-shopify-hmac-sha256': signatureOf(body),
      ...headers,
    },
    body,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, text, json: jsonOf(text), headers: answer.headers };
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
