import type { Bulletin } from '../../bulletin/bulletin.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Store } from '../../store/store.ts';
import type { OpenConnection } from '../connections.ts';
import { type ConnectionFlow, createConnectionFlow } from './connection-flow.ts';
import { createStateBook } from './state-book.ts';
import { type TrafficState, trafficState } from './traffic-state.ts';

/** What one connection's traffic came to in this process, since its start. */
export type TrafficStats = {
  readonly id: string;
  readonly state: TrafficState['state'];
  /** Calls that were sent away until later. */
  readonly parked: number;
  readonly tokenWaitMs: number;
  readonly repeatsRefused: number;
  /** Calls the system answered, if only with a refusal. */
  readonly callsDone: number;
  /** Calls that did not reach it, got no answer, or an error of the server. */
  readonly callsFailed: number;
};

/** The limits of all connections: concurrency, rate, retry budget, breaker, pause. */
export type FlowControl = {
  of(connection: Pick<OpenConnection, 'env' | 'name' | 'policy'>): ConnectionFlow;
  state(id: string): TrafficState;
  /** A person stops a connection; its runs park. `until` null: until it is resumed. */
  pause(id: string, pause: { readonly by: string; readonly until: number | null; readonly why: string | null }): Promise<void>;
  /** Also closes its breaker and forgets what its system asked to wait: a person says that it works. False: nothing held it. */
  resume(id: string): Promise<boolean>;
  stats(): readonly TrafficStats[];
  start(): Promise<void>;
  close(): void;
};

export function createFlowControl(resources: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: { warn(fact: Record<string, unknown>, text: string): void };
  /** Absent: this process is the only one. */
  readonly bulletin?: Bulletin | undefined;
  readonly random?: (() => number) | undefined;
}): FlowControl {
  const { store, clock, log, bulletin, random = Math.random } = resources;
  const flows = new Map<string, ConnectionFlow>();
  const book = createStateBook({ store, clock, bulletin, changed: (id) => flows.get(id)?.look() });

  return {
    of({ env, name, policy }) {
      const id = `${env}/${name}`;
      let flow = flows.get(id);
      if (flow) flow.setPolicy(policy);
      else {
        const storeFailed = (error: unknown) =>
          log.warn(
            { connection: id, error: String(error) },
            'the state of a connection could not be stored; this process goes by what it knows',
          );
        flow = createConnectionFlow({ id, policy, book, clock, random, storeFailed });
        flows.set(id, flow);
      }
      return flow;
    },
    state: (id) => trafficState(book.seen(id), clock.now(), flows.get(id)?.maintenance()),
    pause: (id, { by, until, why }) =>
      book.change(id, (state) => ({
        next: { ...state, pausedAt: clock.now(), pausedUntil: until, pausedBy: by, pausedWhy: why },
        result: undefined,
      })),
    resume: (id) =>
      book.change(id, (state) => {
        if (trafficState(state, clock.now()).state === 'closed') return { result: false };
        const next = {
          ...state,
          ...{ pausedAt: null, pausedUntil: null, pausedBy: null, pausedWhy: null },
          ...{
            breaker: 'closed' as const,
            breakerSince: clock.now(),
            breakerWhy: null,
            openUntil: 0,
            probes: 0,
            probesSent: 0,
            probesPassed: 0,
          },
          ...{ heldUntil: 0, heldWhy: null },
        };
        return { next, result: true };
      }),
    stats: () =>
      [...flows].map(([id, { counts, maintenance }]) => ({
        id,
        state: trafficState(book.seen(id), clock.now(), maintenance()).state,
        ...counts,
      })),
    start: () => book.start(),
    close: () => book.close(),
  };
}
