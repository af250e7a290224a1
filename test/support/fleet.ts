import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, apiClient } from './api-client.ts';
import { type Child, type Exit, startChild, type Variables } from './child.ts';
import { freePort } from './free-port.ts';
import { adminToken } from './installation.ts';
import { newDatabase } from './servers/databases.ts';
import { until } from './until.ts';

/** A server or worker of a fleet, over the lives of its process. */
export type Member = {
  readonly name: string;
  readonly pid: () => number;
  readonly hasEnded: () => boolean;
  /** What its process has written so far. */
  readonly written: () => { readonly out: string; readonly err: string };
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Resolves when the process has ended, by whatever. */
  gone(): Promise<void>;
  /** SIGTERM; resolves to how it ended. */
  stop(): Promise<Exit>;
  /** Starts it again after `kill` or `stop`; resolves when it says that it is ready. */
  start(): Promise<void>;
};

/** Servers and workers on one MongoDB, and a Redis when one is given. */
export type Fleet = {
  /** Servers keep their addresses over restarts. */
  readonly servers: readonly (Member & { readonly url: string; readonly api: ApiClient })[];
  /** Each answers /healthz, /readyz and /metrics at its address. */
  readonly workers: readonly (Member & { readonly url: string })[];
  readonly api: ApiClient;
  /** The address of the first server. */
  readonly url: string;
  /** What all its processes were started with. */
  readonly variables: Variables;
  members(): readonly Member[];
  remove(): Promise<void>;
};

/** Seconds after which a process that stands still counts as dead. */
const lease = 3;

export async function startFleet(given: {
  readonly mongoUrl: string;
  readonly redisUrl?: string | undefined;
  readonly servers?: number;
  readonly workers?: number;
  /** Whether the servers leave the runs to the workers. Default true. */
  readonly isIntakeOnly?: boolean;
  /** What stands behind `worker` on the command line of each. Default: nothing. */
  readonly workerWords?: readonly (readonly string[])[];
  readonly variables?: Variables;
}): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-fleet-'));
  const database = newDatabase(given.mongoUrl);
  const shared: Variables = {
    MONGODB_URL: database.url,
    ...(given.redisUrl !== undefined && { REDIS_URL: given.redisUrl }),
    CROSSDOCK_SECRET: 'the-secret-of-a-fleet-of-the-tests',
    CROSSDOCK_LEASE: String(lease),
    CROSSDOCK_DEMO: '0',
    ...given.variables,
  };
  const children: Child[] = [];

  function member(name: string, words: readonly string[], variables: Variables, ready: RegExp): Member {
    let child: Child | undefined;
    const running = () => {
      if (!child) throw new Error(`${name} has not been started`);
      return child;
    };
    return {
      name,
      pid: () => running().pid,
      hasEnded: () => running().process.exitCode !== null || running().process.signalCode !== null,
      written: () => running().written,
      async kill() {
        running().process.kill('SIGKILL');
        await running().exit;
      },
      async gone() {
        await running().exit;
      },
      stop() {
        running().process.kill('SIGTERM');
        return running().exit;
      },
      async start() {
        const started = startChild('runtime/cli/main.ts', words, { ...shared, ...variables });
        child = started;
        children.push(started);
        let ended: Exit | undefined;
        void started.exit.then((exit) => (ended = exit));
        await until(
          `${name} to be ready`,
          () => started.written.out,
          (out) => ready.test(out) || ended !== undefined,
        );
        if (ended) throw new Error(`${name} ended before it was ready: ${started.written.err}`);
      },
    };
  }

  const servers = await Promise.all(
    Array.from({ length: given.servers ?? 1 }, async (_, i) => {
      const port = await freePort();
      const variables = { PORT: String(port), CROSSDOCK_DATA: join(folder, `server-${i}`), CROSSDOCK_TOKEN: adminToken };
      const url = `http://localhost:${port}`;
      const words = ['server', ...(given.isIntakeOnly === false ? [] : ['--intake-only'])];
      return { ...member(`server ${i}`, words, variables, /^Crossdock ready: /m), url, api: apiClient(url, adminToken) };
    }),
  );
  const workers = await Promise.all(
    Array.from({ length: given.workers ?? 2 }, async (_, i) => {
      const port = await freePort();
      const variables = { PORT: String(port), CROSSDOCK_DATA: join(folder, `worker-${i}`) };
      const words = ['worker', ...(given.workerWords?.[i] ?? [])];
      return { ...member(`worker ${i}`, words, variables, /^Crossdock worker ready: /m), url: `http://localhost:${port}` };
    }),
  );
  const members = () => [...servers, ...workers];
  async function remove(): Promise<void> {
    for (const child of children) child.process.kill('SIGKILL');
    await Promise.all(children.map((child) => child.exit));
    await database.drop().catch(() => {});
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  const [first] = servers;
  if (!first) throw new Error('a fleet has a server');
  try {
    // All at once, as after a power cut: whoever is first makes what the store needs.
    await Promise.all(members().map((one) => one.start()));
  } catch (error) {
    await remove();
    throw error;
  }
  return { servers, workers, api: first.api, url: first.url, variables: shared, members, remove };
}
