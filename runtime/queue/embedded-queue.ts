import type { Clock } from '../clock/clock.ts';
import { type EmbeddedLane, embeddedLane } from './embedded-lane.ts';
import type { RunQueue } from './run-queue.ts';

/** The queue in memory, for one process. What it holds is lost with the process and put again by the feeder. */
export function embeddedQueue({ clock }: { readonly clock: Clock }): RunQueue {
  const lanes = new Map<string, EmbeddedLane>();
  let isClosed = false;

  function lane(name: string): EmbeddedLane {
    if (isClosed) throw new Error('the queue is closed');
    let found = lanes.get(name);
    if (!found) {
      found = embeddedLane(clock);
      lanes.set(name, found);
    }
    return found;
  }

  return {
    kind: 'embedded',
    put: async (job, options) => lane(job.lane).put(job, options),
    putMany: async (jobs) => {
      for (const { delay, priority, ...job } of jobs)
        lane(job.lane).put(job, { ...(delay === undefined ? {} : { delay }), ...(priority === undefined ? {} : { priority }) });
    },
    consume: (name, concurrency, handle) => lane(name).consume(concurrency, handle),
    depth: async (name) => lanes.get(name)?.depth() ?? 0,
    pause: async (name) => lane(name).pause(),
    resume: async (name) => lane(name).resume(),
    async close() {
      isClosed = true;
      await Promise.all([...lanes.values()].map((one) => one.close()));
    },
  };
}
