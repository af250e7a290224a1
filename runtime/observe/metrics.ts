import type { TrafficStats } from '../connections/flow/flow-control.ts';
import type { Engine } from '../engine/engine.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Store } from '../store/store.ts';

export type Metrics = () => Promise<{ readonly contentType: string; readonly text: string }>;

export type Measured = {
  readonly engine: Pick<Engine, 'oldestOrderKey' | 'stats' | 'backlog' | 'traffic'>;
  readonly sandbox: Pick<Sandbox, 'stats'>;
  readonly store: Pick<Store, 'size'>;
  /** The connections whose secrets end some day; when the first of them does, ms. Default: none are known here. */
  readonly expiries?: () => readonly { readonly env: string; readonly name: string; readonly expiresAt: number }[];
  /** Open streams of server-sent events. */
  readonly streams: () => number;
};

/** The metrics in Prometheus' text format. Everything is read when it is asked for; the hot path only counts. */
export function createMetrics(measured: Measured): Metrics {
  // The client is loaded with the first scrape, so that a start does not wait for it.
  let registry: Promise<{ readonly contentType: string; metrics(): Promise<string> }> | undefined;
  return async () => {
    registry ??= register(measured);
    const { contentType, metrics } = await registry;
    return { contentType, text: await metrics() };
  };
}

const trafficStates = ['closed', 'half-open', 'open', 'held', 'paused', 'maintenance'] as const satisfies readonly TrafficStats['state'][];

function connectionLabels({ id }: TrafficStats): { readonly env: string; readonly connection: string } {
  const at = id.indexOf('/');
  return { env: id.slice(0, at), connection: id.slice(at + 1) };
}

async function register({ engine, sandbox, store, streams, expiries = () => [] }: Measured) {
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `crossdock_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `crossdock_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  counter('messages_accepted_total', 'Messages accepted since the start.', () => engine.stats().accepted);
  counter('messages_duplicate_total', 'Messages answered like the first of their key.', () => engine.stats().duplicates);
  counter('sandbox_calls_total', 'Calls of the sandbox.', () => sandbox.stats().calls);
  counter('sandbox_killed_total', 'Sandbox processes that were killed.', () => sandbox.stats().killed);
  gauge('runs_active', 'Runs under way in this process.', () => engine.stats().active);
  gauge('sandbox_processes', 'Processes of the sandbox.', () => sandbox.stats().processes);
  gauge('event_streams', 'Browsers that listen to live changes.', streams);

  new Counter({
    name: 'crossdock_runs_ended_total',
    help: 'Runs that ended since the start, by status.',
    labelNames: ['status'],
    registers,
    collect() {
      this.reset();
      for (const [status, count] of Object.entries(engine.stats().ended)) this.inc({ status }, count);
    },
  });
  new Gauge({
    name: 'crossdock_backlog_runs',
    help: 'Unfinished runs by lane.',
    labelNames: ['lane'],
    registers,
    collect() {
      this.reset();
      for (const [lane, count] of engine.backlog()) this.set({ lane }, count);
    },
  });
  new Gauge({
    name: 'crossdock_order_key_oldest_seconds',
    help: 'Age of the oldest unfinished message of an ordering key: what waits for it waits as long.',
    registers,
    async collect() {
      this.set(await engine.oldestOrderKey());
    },
  });
  const perConnection = (name: string, help: string, read: (stats: TrafficStats) => number) =>
    new Counter({
      name: `crossdock_connection_${name}`,
      help,
      labelNames: ['env', 'connection'],
      registers,
      collect() {
        this.reset();
        for (const stats of engine.traffic.stats()) this.inc(connectionLabels(stats), read(stats));
      },
    });
  perConnection('calls_parked_total', 'Calls that were sent away until later, by breaker, pause, rate or hold.', ({ parked }) => parked);
  perConnection('token_wait_seconds_total', 'Time that calls waited for their token of the rate.', ({ tokenWaitMs }) => tokenWaitMs / 1000);
  perConnection(
    'retries_refused_total',
    'Repeats that were put off because the retry budget was spent.',
    ({ repeatsRefused }) => repeatsRefused,
  );
  new Gauge({
    name: 'crossdock_connection_state',
    help: '1 for the state a connection is in: closed (calls go through), half-open, open, held, paused, maintenance.',
    labelNames: ['env', 'connection', 'state'],
    registers,
    collect() {
      this.reset();
      for (const stats of engine.traffic.stats())
        for (const state of trafficStates) this.set({ ...connectionLabels(stats), state }, stats.state === state ? 1 : 0);
    },
  });
  new Gauge({
    name: 'crossdock_connection_secret_expires_seconds',
    help: 'Time until the first secret or certificate of a connection ends; negative when it has.',
    labelNames: ['env', 'connection'],
    registers,
    collect() {
      this.reset();
      for (const { env, name, expiresAt } of expiries()) this.set({ env, connection: name }, Math.round((expiresAt - Date.now()) / 1000));
    },
  });
  new Gauge({
    name: 'crossdock_store_bytes',
    help: 'Bytes of the store on disk, and those of them that are free.',
    labelNames: ['part'],
    registers,
    async collect() {
      const { bytes, freeBytes } = await store.size();
      this.set({ part: 'whole' }, bytes);
      this.set({ part: 'free' }, freeBytes);
    },
  });
  return { contentType: registry.contentType, metrics: () => registry.metrics() };
}
