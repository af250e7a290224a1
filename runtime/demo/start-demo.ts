import { join } from 'node:path';
import { startErp } from '@crossdock/nodes/systems/erp/simulator/erp-simulator';
import { startShop } from '@crossdock/nodes/systems/shopify/simulator/shop-simulator';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../engine/log.ts';
import type { Demo } from './demo.ts';

export type DemoOptions = {
  /** Outbox, orders and inventory of the demo systems lie here. */
  readonly folder: string;
  /** Where the shop's webhooks go; asked before each delivery. */
  readonly target: () => string;
  /** Signs the shop's webhooks. */
  readonly webhookSecret: string;
  /** What the ERP wants as bearer token. */
  readonly erpToken: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** So often at most the number of orders is told, in milliseconds. */
const tick = 200;

/** Starts the demo shop and the demo ERP in this process: real servers on loopback with a memory of their own. */
export async function startDemo({
  folder,
  target,
  webhookSecret,
  erpToken,
  clock,
  log,
}: DemoOptions): Promise<Demo & { readonly addresses: { readonly shop: string; readonly erp: string } }> {
  const facts = (fact: Record<string, unknown>, text: string) => log.info(fact, text);
  const [erp, shop] = await Promise.all([
    startErp({ dataFolder: join(folder, 'erp'), token: erpToken, log: facts }),
    startShop({ dataFolder: join(folder, 'shop'), target, secret: webhookSecret, log: facts }),
  ]);
  const listeners = new Set<(ordersReceived: number) => void>();
  let told = erp.counts().total;
  let stopWatch: (() => void) | undefined;

  function watch(): void {
    stopWatch = clock.after(tick, () => {
      const { total } = erp.counts();
      if (total !== told) {
        told = total;
        for (const listener of listeners) listener(total);
      }
      if (listeners.size > 0) watch();
      else stopWatch = undefined;
    });
  }

  return {
    addresses: { shop: shop.url, erp: erp.url },
    state: () => ({ shop: shop.state(), erp: { mode: erp.behaviour().mode, ...erp.counts() } }),
    async makeOrders(request) {
      const { made } = await shop.make(request);
      return { made };
    },
    async erpOrders(limit) {
      const items = await erp.orders({ limit });
      return { ...erp.counts(), items };
    },
    behave: (behaviour) => erp.behave(behaviour),
    onOrders(listener) {
      listeners.add(listener);
      if (!stopWatch) watch();
      return () => listeners.delete(listener);
    },
    async close() {
      stopWatch?.();
      await shop.close();
      await erp.close();
    },
  };
}
