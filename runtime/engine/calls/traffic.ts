import type { Clock } from '../../clock/clock.ts';
import type { Connections } from '../../connections/connections.ts';
import type { FlowControl, TrafficStats } from '../../connections/flow/flow-control.ts';
import type { TrafficState } from '../../connections/flow/traffic-state.ts';
import type { Collection } from '../../store/store.ts';
import { wakeRun } from '../dispatch/wake.ts';
import type { RunDocument } from '../run/run-document.ts';

/** What people see and do about the traffic to the connections. */
export type Traffic = {
  of(env: string, name: string): Promise<TrafficState & { /** Runs that wait for it; counted to 10,000. */ readonly waiting: number }>;
  /** Its runs park. `until`, ms; null: until it is resumed. False: that time is over already. */
  pause(
    env: string,
    name: string,
    pause: { readonly by: string; readonly until: number | null; readonly why: string | null },
  ): Promise<boolean>;
  /** Lets calls through again and brings its runs back, one after the other. False: nothing held it. */
  resume(env: string, name: string): Promise<boolean>;
  stats(): readonly TrafficStats[];
};

const countedTo = 10_000;

export function createTraffic(resources: {
  readonly flowControl: FlowControl;
  readonly connections: Connections;
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  /** A run becomes due at this time, ms. */
  readonly poke: (at: number) => void;
  readonly failed: (connection: string, error: unknown) => void;
}): Traffic {
  const { flowControl, connections, runs, clock } = resources;

  /** What is missed here looks again by itself: each parked run has a time. */
  async function bringBack(env: string, name: string): Promise<void> {
    const connection = connections.open(env, name);
    if (!connection) return;
    const flow = flowControl.of(connection);
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof runs.find>> = await runs.find({
        where: { parkedFor: `${env}/${name}`, status: 'parked' },
        limit: 1000,
        after,
        select: ['id'],
      });
      for (const { id } of page.items) {
        const at = flow.returnAt(clock.now());
        if (await wakeRun(runs, id, at)) resources.poke(at);
      }
      after = page.next;
    } while (after !== null);
  }

  return {
    async of(env, name) {
      const id = `${env}/${name}`;
      return { ...flowControl.state(id), waiting: await runs.count({ parkedFor: id, status: 'parked' }, countedTo) };
    },
    async pause(env, name, pause) {
      if (pause.until !== null && pause.until <= clock.now()) return false;
      await flowControl.pause(`${env}/${name}`, pause);
      return true;
    },
    async resume(env, name) {
      const id = `${env}/${name}`;
      const wasHeld = await flowControl.resume(id);
      if (wasHeld) bringBack(env, name).catch((error: unknown) => resources.failed(id, error));
      return wasHeld;
    },
    stats: () => flowControl.stats(),
  };
}
