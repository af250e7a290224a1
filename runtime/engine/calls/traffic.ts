import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { Connections } from '../../connections/connections.ts';
import type { CallHours } from '../../connections/flow/call-hours.ts';
import type { FlowControl, TrafficStats } from '../../connections/flow/flow-control.ts';
import type { TrafficState } from '../../connections/flow/traffic-state.ts';
import type { Collection } from '../../store/store.ts';
import { due } from '../dispatch/due.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';

/** What people see and do about the traffic to the connections. */
export type Traffic = {
  of(env: string, name: string): Promise<TrafficState & { /** Runs that wait for it; counted to 10,000. */ readonly waiting: number }>;
  /** Calls of the last 24 hours, of each connection of an environment. */
  calls: CallHours['read'];
  /** Its runs park. `until`, ms; null: until it is resumed. False: that time is over already. */
  pause(
    env: string,
    name: string,
    pause: { readonly by: string; readonly until: number | null; readonly why: string | null },
  ): Promise<boolean>;
  /** Lets calls through again and brings its runs back, one after the other. False: nothing held it. */
  resume(env: string, name: string): Promise<boolean>;
  /** Brings back runs that wait for something else than its traffic: a secret, a token, another address. */
  wake(env: string, name: string): void;
  stats(): readonly TrafficStats[];
};

const countedTo = 10_000;
/** ms */
const straggling = 3000;
const needed = ['id', 'env', 'lane', 'priority', 'token', 'dispatch', 'progress'] as const;

export function createTraffic(resources: {
  readonly flowControl: FlowControl;
  readonly callHours: CallHours;
  readonly connections: Connections;
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  /** A run becomes due at this time, ms. */
  readonly poke: (at: number) => void;
  readonly failed: (connection: string, error: unknown) => void;
}): Traffic {
  const { flowControl, connections, runs, clock } = resources;

  /** False: somebody else was quicker. The calls themselves are due then too, not their run alone. */
  function comeBack(run: Pick<RunDocument, (typeof needed)[number]>, at: number): Promise<boolean> {
    const { ledger, ...rest } = JSON.parse(run.progress) as Progress;
    const progress = JSON.stringify({
      ...rest,
      ledger: ledger.map((entry) => (entry.hold === 'parked' ? { ...entry, retryAt: at } : entry)),
    });
    const set = { ...due(run, at), progress, dispatch: run.dispatch + 1, writeId: randomUUID() };
    return runs.update(run.id, { where: { token: run.token, dispatch: run.dispatch, owner: null }, set });
  }

  /** What is missed here looks again by itself: each parked run has a time. */
  async function bringBack(env: string, name: string, isFirst = true): Promise<void> {
    const connection = connections.open(env, name);
    if (!connection) return;
    const flow = flowControl.of(connection);
    if (isFirst) flow.newLine();
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof runs.find>> = await runs.find({
        where: { parkedFor: `${env}/${name}`, status: 'parked' },
        limit: 200,
        after,
        select: needed,
      });
      await Promise.all(
        page.items.map(async (run) => {
          const at = flow.returnAt(clock.now());
          if (await comeBack(run, at)) resources.poke(at);
        }),
      );
      after = page.next;
    } while (after !== null);
  }

  return {
    async of(env, name) {
      const id = `${env}/${name}`;
      return { ...flowControl.state(id), waiting: await runs.count({ parkedFor: id, status: 'parked' }, countedTo) };
    },
    calls: resources.callHours.read,
    async pause(env, name, pause) {
      if (pause.until !== null && pause.until <= clock.now()) return false;
      await flowControl.pause(`${env}/${name}`, pause);
      return true;
    },
    async resume(env, name) {
      const id = `${env}/${name}`;
      const wasHeld = await flowControl.resume(id);
      if (!wasHeld) return false;
      bringBack(env, name).catch((error: unknown) => resources.failed(id, error));
      // Who was about to be sent away at that moment is in the store by then.
      clock.after(straggling, () => void bringBack(env, name, false).catch(() => {}));
      return true;
    },
    wake(env, name) {
      bringBack(env, name).catch((error: unknown) => resources.failed(`${env}/${name}`, error));
    },
    stats: () => flowControl.stats(),
  };
}
