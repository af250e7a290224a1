import type { ConnectionBook, ConnectionChange } from '../connections/connection-book.ts';

export type DemoSystems = {
  readonly addresses: { readonly shop: string; readonly erp: string };
  readonly webhookSecret: string;
  readonly erpToken: string;
};

/**
 * Points the connections of the reference flows at the demo systems, whose addresses differ from start to start. A connection that somebody
 * has pointed at a system of their own is left alone.
 */
export async function connectDemo(book: ConnectionBook, env: string, { addresses, webhookSecret, erpToken }: DemoSystems): Promise<void> {
  await connect(book, env, 'shopify-main', {
    system: 'shopify',
    address: addresses.shop,
    auth: { kind: 'webhook-secret', secret: webhookSecret },
  });
  await connect(book, env, 'erp-main', { system: 'erp', address: addresses.erp, auth: { kind: 'bearer', secret: erpToken } });
}

async function connect(book: ConnectionBook, env: string, name: string, change: Omit<ConnectionChange, 'policy'>): Promise<void> {
  const before = book.open(env, name);
  if (before && !before.address.startsWith('http://127.0.0.1:')) return;
  await book.put(env, name, { ...change, policy: before?.policy ?? { concurrency: 32, timeoutSeconds: 10 } }, 'Crossdock');
}
