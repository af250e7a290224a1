import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newDatabase } from '../support/servers/databases.ts';
import { startMongo } from '../support/servers/mongo.ts';
import { startOwnRedis } from '../support/servers/redis.ts';
import { type Child, startCommand } from './child.ts';
import { post } from './load.ts';
import { deployOrderFlow, orders, reached, reset, secret, token } from './order-flow.ts';
import { childrenOf, cpuMs } from './process-tree.ts';

export type SharedMeasured = {
  /** Orders taken in per second by one server, no worker beside it. */
  readonly acceptedPerSecond: number;
  readonly workers: number;
  /** From when all workers are ready and warm to the last order booked. */
  readonly ordersPerSecond: number;
  readonly cpuMsPerOrder: { readonly workers: number; readonly server: number; readonly databases: number };
  /** By all of these together; where it nears the number of cores, another worker cannot add anything. */
  readonly coresBusy: number;
};

/** The servers below, and what they are. Their CPU is known where they are the bench's own. */
export type Databases = { readonly mongo: string; readonly redis: string; readonly name: string; cpuMs(): number; stop(): Promise<void> };

/** Finds or starts them; says what is missing where they cannot be had. */
export async function startDatabases(): Promise<Databases | { readonly missing: string }> {
  const before = new Set(childrenOf(process.pid));
  const mongo = await startMongo();
  if (!mongo) return { missing: 'no MongoDB could be found or started' };
  const redis = await startOwnRedis();
  const pids = childrenOf(process.pid).filter((pid) => !before.has(pid));
  return {
    mongo: mongo.url,
    redis: redis.url,
    name: mongo.name,
    cpuMs: () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0),
    async stop() {
      await redis.stop();
      await mongo.stop();
    },
  };
}

const warmUp = 300;

/** A server takes all orders in; then so many workers, warmed up before, execute them. */
export async function measureShared(given: {
  readonly databases: Databases;
  readonly folder: string;
  readonly erp: string;
  readonly orders: number;
  readonly workers: number;
}): Promise<SharedMeasured> {
  const { databases, folder, erp } = given;
  const database = newDatabase(databases.mongo);
  const shared = { MONGODB_URL: database.url, REDIS_URL: databases.redis, CROSSDOCK_SECRET: 'a-secret-of-the-bench' };
  const children: Child[] = [];
  const start = async (words: readonly string[], own: Readonly<Record<string, string>>) => {
    const child = await startCommand(words, { ...shared, ...own });
    children.push(child);
    return child;
  };
  try {
    await mkdir(folder, { recursive: true });
    const server = await start(['server', '--intake-only'], {
      PORT: '0',
      CROSSDOCK_DATA: join(folder, 'server'),
      CROSSDOCK_TOKEN: token,
      CROSSDOCK_DEMO: '0',
    });
    await reset(erp);
    const path = await deployOrderFlow(server, { answer: 'drain', erp });
    const take = (bodies: readonly string[]) => post({ url: server.url, path, bodies, secret, connections: 16 });

    await take(orders(1, warmUp));
    const started = performance.now();
    await take(orders(1 + warmUp, given.orders));
    const acceptedPerSecond = given.orders / ((performance.now() - started) / 1000);

    const workers = await Promise.all(
      Array.from({ length: given.workers }, (_, i) => start(['worker'], { CROSSDOCK_DATA: join(folder, `worker-${i}`) })),
    );
    const begun = await reached(erp, warmUp);
    const before = { workers: sum(workers.map(({ pid }) => cpuMs(pid))), server: cpuMs(server.pid), databases: databases.cpuMs() };
    const drained = performance.now();
    const executed = (await reached(erp, warmUp + given.orders)) - begun;
    const seconds = (performance.now() - drained) / 1000;
    const cpuMsPerOrder = {
      workers: (sum(workers.map(({ pid }) => cpuMs(pid))) - before.workers) / executed,
      server: (cpuMs(server.pid) - before.server) / executed,
      databases: (databases.cpuMs() - before.databases) / executed,
    };
    const ordersPerSecond = executed / seconds;
    return {
      acceptedPerSecond,
      workers: given.workers,
      ordersPerSecond,
      cpuMsPerOrder,
      coresBusy: (ordersPerSecond * sum(Object.values(cpuMsPerOrder))) / 1000,
    };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await database.drop().catch(() => undefined);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
