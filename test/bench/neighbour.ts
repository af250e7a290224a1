import { quantile } from './figures.ts';
import { post } from './load.ts';
import { deployOrderFlow, orders, reset, secret } from './order-flow.ts';
import { startEmbedded } from './orders.ts';

export type NeighbourMeasured = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** With a dead neighbour, of the same without. */
  readonly p50Ratio: number;
  readonly p99Ratio: number;
};

const connections = 8;

/** How long callers of one channel wait, alone and while another channel's system is dead and its orders pile up. */
export async function measureNeighbour(given: {
  readonly folder: string;
  readonly erp: string;
  readonly orders: number;
}): Promise<NeighbourMeasured> {
  const server = await startEmbedded(given.folder);
  try {
    await reset(given.erp);
    const living = await deployOrderFlow(server, { answer: 'sync', erp: given.erp, name: 'living' });
    const dead = await deployOrderFlow(server, { answer: 'drain', erp: `${given.erp}/dead`, name: 'dead' });
    let number = 1;
    const send = async (path: string, count: number) => {
      const bodies = orders(number, count);
      number += count;
      return post({ url: server.url, path, bodies, secret, connections });
    };
    await send(living, given.orders);
    const before = await send(living, given.orders);
    await send(dead, 2000);
    const beside = await send(living, given.orders);
    const [p50Ms, p99Ms] = [quantile(beside, 0.5), quantile(beside, 0.99)];
    return { p50Ms, p99Ms, p50Ratio: p50Ms / quantile(before, 0.5), p99Ratio: p99Ms / quantile(before, 0.99) };
  } finally {
    await server.stop();
  }
}
