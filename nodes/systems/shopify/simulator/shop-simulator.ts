import { createServer } from 'node:http';
import { BodyTooLarge, hangUp, listen, send } from '../../simulator/http.ts';
import { listenAgain } from '../../simulator/listen-again.ts';
import { type AdminBehaviour, adminApi } from './admin-api.ts';
import { startDelivery } from './delivery.ts';
import { openInventory } from './inventory.ts';
import { openOutbox } from './outbox.ts';

export type ShopOptions = {
  readonly dataFolder: string;
  /** Where webhooks go; asked before each delivery. */
  readonly target: () => string;
  /** The app's client secret, which signs webhooks. */
  readonly secret: string;
  /** What the Admin API wants in `X-Shopify-Access-Token`. */
  readonly adminToken?: string | undefined;
  /** The same seed makes the same orders. Default 1. */
  readonly seed?: number | undefined;
  readonly now?: (() => number) | undefined;
  readonly log?: ((fact: Record<string, unknown>, text: string) => void) | undefined;
};

export type Shop = {
  readonly url: string;
  readonly adminToken: string;
  /**
   * Makes `count` orders (1 to 100,000) and delivers their webhooks: all at once, or so many per second. `defects` is the share, 0 to 1, with an
   * unknown SKU, a bad postcode or a webhook sent twice; default 0. Resolves once the orders cannot get lost any more.
   */
  make(wanted: {
    count: number;
    perSecond?: number | undefined;
    defects?: number | undefined;
  }): Promise<{ made: number; first: string; last: string }>;
  /** `made` counts every order promised, `perSecond` is the rate of the batch that is being placed. */
  state(): { made: number; acknowledged: number; pending: number; perSecond: number | null };
  /** How the Admin API behaves; what is not named goes back to its default. Webhooks are not touched by it. */
  behave(behaviour: AdminBehaviour): Promise<void>;
  close(): Promise<void>;
};

/** The demo shop: a real server with the vendor's Admin API, and a sender of signed webhooks whose outbox outlives the process. */
export async function startShop({
  dataFolder,
  target,
  secret,
  adminToken = 'shpat_demo',
  seed = 1,
  now = Date.now,
  log = () => {},
}: ShopOptions): Promise<Shop> {
  const outbox = await openOutbox(dataFolder);
  const inventory = await openInventory(dataFolder);
  const admin = adminApi({ outbox, inventory, token: adminToken, now });
  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
    admin.handle(request, response).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) send(response, { status: 413, body: JSON.stringify({ errors: error.message }) });
      else if (!response.destroyed) {
        log({ error }, 'the demo shop could not answer');
        send(response, { status: 500, body: JSON.stringify({ errors: 'Internal Server Error' }) });
      }
    });
  });
  const port = await listenAgain(server, dataFolder);
  const delivery = startDelivery({ outbox, target, secret, now, log });
  let isDown = false;

  return {
    url: `http://127.0.0.1:${port}`,
    adminToken,
    async make({ count, perSecond, defects = 0 }) {
      if (!Number.isInteger(count) || count < 1 || count > 100_000) throw new RangeError('count must be a whole number from 1 to 100,000');
      if (perSecond !== undefined && !(perSecond >= 0.01 && perSecond <= 10_000))
        throw new RangeError('perSecond must be from 0.01 to 10,000');
      if (!(defects >= 0 && defects <= 1)) throw new RangeError('defects must be a share from 0 to 1');
      const batch = await outbox.add({ count, seed, startAt: now(), perSecond: perSecond ?? null, defects });
      delivery.wake();
      return { made: count, first: `#${batch.first}`, last: `#${batch.first + count - 1}` };
    },
    state: () => ({ ...outbox.counts(), perSecond: outbox.peek()?.order.batch.perSecond ?? null }),
    async behave(behaviour) {
      admin.behave(behaviour);
      const willBeDown = behaviour.mode === 'down';
      if (willBeDown && !isDown) await hangUp(server);
      if (!willBeDown && isDown) await listen(server, port);
      isDown = willBeDown;
    },
    async close() {
      admin.close();
      await delivery.close();
      if (server.listening) await hangUp(server);
      await outbox.close();
      await inventory.close();
    },
  };
}
