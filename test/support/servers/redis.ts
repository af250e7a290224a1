import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../free-port.ts';
import { until } from '../until.ts';
import { findOnPath } from './find-on-path.ts';

/** A Redis for tests. */
export type RedisServer = {
  readonly url: string;
  /** Forgets everything, as an operator's FLUSHALL does. */
  flush(): Promise<void>;
};

/** A Redis of the test's own, which it may take away: always on the same port. */
export type OwnRedisServer = RedisServer & {
  /** Starts it again after `stop` or `kill`; what it held is gone. */
  start(): Promise<void>;
  /** As an orderly shutdown of the machine. Stops it for good after the test too. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Connections stay open and nothing is answered, until `thaw`. */
  freeze(): void;
  thaw(): void;
};

const missing = 'there is no redis-server on the PATH: `sudo apt-get install redis-server`';

/** Why tests that need a Redis of their own cannot run; null when they can. Throws when CI is set. */
export const ownRedisIsMissing = told('REDIS OF ITS OWN', findOnPath('redis-server') ? null : missing);

/** Why tests that need any Redis cannot run; null when they can. Throws when CI is set. */
export const redisIsMissing = process.env.REDIS_URL ? null : ownRedisIsMissing;

/** The Redis at REDIS_URL where that is set, else one of the test's own. Stopped by the returned function or with the process. */
export async function startRedis(): Promise<RedisServer & { stop(): Promise<void> }> {
  const url = process.env.REDIS_URL;
  if (!url) return startOwnRedis();
  // Its other tenants keep their data: names of tests are their own by a prefix.
  return { url, flush: async () => {}, stop: async () => {} };
}

/** A new `redis-server` on a free loopback port, which keeps nothing on disk. */
export async function startOwnRedis({ password }: { readonly password?: string } = {}): Promise<OwnRedisServer> {
  if (ownRedisIsMissing) throw new Error(ownRedisIsMissing);
  const port = await freePort();
  const url = `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`;
  let running: Running | null = await run(port, url, password);
  async function end(signal: NodeJS.Signals): Promise<void> {
    const stopping = running;
    running = null;
    if (!stopping) return;
    stopping.child.kill('SIGCONT');
    stopping.child.kill(signal);
    await stopping.ended;
  }
  return {
    url,
    flush: () => withClient(url, (client) => client.flushall()),
    async start() {
      running ??= await run(port, url, password);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => running?.child.kill('SIGSTOP'),
    thaw: () => running?.child.kill('SIGCONT'),
  };
}

type Running = { readonly child: ChildProcess; readonly ended: Promise<unknown> };

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

async function run(port: number, url: string, password: string | undefined): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'crossdock-redis-'));
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction' };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', [...words, ...(password ? ['--requirepass', password] : [])], { stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close').then(() => {
    alive.delete(child);
    rmSync(folder, { recursive: true, force: true });
  });
  await until(
    'redis-server to be ready',
    () => /Ready to accept connections/.test(said) || child.exitCode !== null,
    (isSo) => isSo,
    { within: 15_000 },
  );
  if (child.exitCode !== null) throw new Error(`redis-server ended at once:\n${said}`);
  await withClient(url, (client) => client.ping());
  return { child, ended };
}

async function withClient(url: string, act: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    await act(client);
  } finally {
    client.disconnect();
  }
}

/** Says loudly what will be skipped. */
function told(what: string, reason: string | null): string | null {
  if (!reason) return null;
  if (process.env.CI) throw new Error(`CI is set, and tests need ${what}, but ${reason}`);
  process.stderr.write(`\nSKIPPED: tests that need ${what}, because ${reason}\n\n`);
  return reason;
}
