import { post } from './load.ts';
import { deployOrderFlow, orders, reached, reset, secret } from './order-flow.ts';
import { startEmbedded } from './orders.ts';
import { memoryMb } from './process-tree.ts';

export type MemoryMeasured = { readonly runs: number; readonly firstMb: number; readonly lastMb: number; readonly peakMb: number };

const batch = 2000;

/** One process after many runs: its memory after the first tenth, and at the end. */
export async function measureMemory({
  folder,
  erp,
  runs,
}: {
  readonly folder: string;
  readonly erp: string;
  readonly runs: number;
}): Promise<MemoryMeasured> {
  const server = await startEmbedded(folder);
  try {
    const path = await deployOrderFlow(server, { answer: 'drain', erp });
    await reset(erp);
    let firstMb = 0;
    let peakMb = 0;
    for (let done = 0; done < runs; ) {
      const bodies = orders(1 + done, Math.min(batch, runs - done));
      await post({ url: server.url, path, bodies, secret, connections: 32 });
      done += bodies.length;
      await reached(erp, done);
      const mb = memoryMb(server.pid);
      if (done <= Math.max(batch, runs / 10)) firstMb = mb;
      peakMb = Math.max(peakMb, mb);
    }
    return { runs, firstMb, lastMb: memoryMb(server.pid), peakMb };
  } finally {
    await server.stop();
  }
}
