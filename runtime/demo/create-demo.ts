import type { Erp } from '@crossdock/nodes/systems/erp/simulator/erp-simulator';
import type { Shop } from '@crossdock/nodes/systems/shopify/simulator/shop-simulator';
import type { Clock } from '../clock/clock.ts';
import type { Demo } from './demo.ts';

/** So often at most the number of orders is told, in milliseconds. */
const tick = 200;

/** The demo systems as the API sees them. */
export function createDemo({ erp, shop, clock }: { readonly erp: Erp; readonly shop: Shop; readonly clock: Clock }): Demo {
  const listeners = new Set<(ordersReceived: number) => void>();
  let told = erp.counts().total;
  let stopWatch: (() => void) | undefined;

  /** Looks only while somebody listens. */
  function watch(): void {
    stopWatch = clock.after(tick, () => {
      stopWatch = undefined;
      const { total } = erp.counts();
      if (total !== told) for (const listener of listeners) listener(total);
      told = total;
      if (listeners.size > 0) watch();
    });
  }

  return {
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
      listeners.clear();
      await shop.close();
    },
  };
}
