import { join } from 'node:path';
import { deriveKey } from '../access/installation-key.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../engine/log.ts';
import type { Flows } from '../lifecycle/flows.ts';
import { deployReferenceFlows, type ReferenceFlow } from '../lifecycle/reference-flows.ts';
import { connectDemo, type DemoConnections } from './connect-demo.ts';
import { createDemo } from './create-demo.ts';
import type { Demo } from './demo.ts';

export type DemoResources = {
  /** Outbox, orders and inventory of the demo systems lie here. */
  readonly folder: string;
  /** The installation's secret, from which those of the demo systems are derived: the same at every start. */
  readonly secret: string;
  /** Where the connections to the demo systems stand. */
  readonly connections: DemoConnections;
  readonly clock: Clock;
  readonly log: Log;
};

export type PreparedDemo = {
  /** Starts the shop, which delivers at once what it could not deliver before, and deploys the reference flows that were never here. */
  begin(given: { readonly flows: Flows; readonly referenceFlows: readonly ReferenceFlow[]; readonly target: string }): Promise<Demo>;
  close(): Promise<void>;
};

/** Starts the demo ERP, so that runs which the process before left unfinished find it. The simulators are loaded only when they are wanted. */
export async function prepareDemo({ folder, secret, connections, clock, log }: DemoResources): Promise<PreparedDemo> {
  const tell = (fact: Record<string, unknown>, text: string) => log.info(fact, text);
  const secretOf = (system: string) => Buffer.from(deriveKey(secret, `demo ${system}`)).toString('base64url');
  const [{ startErp }, { startShop }] = await Promise.all([
    import('@crossdock/nodes/systems/erp/simulator/erp-simulator'),
    import('@crossdock/nodes/systems/shopify/simulator/shop-simulator'),
  ]);
  const erp = await startErp({ dataFolder: join(folder, 'erp'), token: secretOf('erp'), log: tell });
  await connectDemo(connections, 'erp-main', { system: 'erp', address: erp.url, auth: { kind: 'bearer', secret: secretOf('erp') } });

  return {
    async begin({ flows, referenceFlows, target }) {
      const webhookSecret = secretOf('shop');
      const shop = await startShop({ dataFolder: join(folder, 'shop'), target: () => target, secret: webhookSecret, log: tell });
      try {
        const auth = { kind: 'webhook-secret', secret: webhookSecret } as const;
        const admin = { kind: 'header', header: 'X-Shopify-Access-Token', secret: shop.adminToken } as const;
        await connectDemo(connections, 'shopify-main', { system: 'shopify', address: shop.url, auth });
        await connectDemo(connections, 'shopify-admin', { system: 'shopify', address: shop.url, auth: admin });
        await deployReferenceFlows(flows, referenceFlows, connections.envs[0] as string, log);
      } catch (error) {
        await shop.close();
        throw error;
      }
      return createDemo({ erp, shop, clock });
    },
    close: () => erp.close(),
  };
}
