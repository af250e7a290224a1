import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../engine/log.ts';
import { StartupError } from '../store/startup-error.ts';
import { redisAddress } from './redis-address.ts';

/** The start waits so long for Redis to answer. Milliseconds. */
const patience = 5000;
/** A connection on which nothing has been answered for so long is given up and made again. Milliseconds. */
const silence = 5000;
/** The longest pause between two attempts to connect again. Milliseconds. */
const longestPause = 2000;

/** Sorted sets that block and streams are older; this is the oldest that BullMQ recommends. */
const oldest = [6, 2] as const;

export type RedisConnections = {
  /** `host:port`, for people. */
  readonly address: string;
  /** Commands fail at once while Redis is away; none is repeated by itself. */
  readonly impatient: Redis;
  /** Another connection, whose commands wait until Redis is back. Closed with the rest. */
  patient(name: string): Redis;
  /** The same for commands that block and for what only listens: silence is no fault there. */
  blocking(name: string): Redis;
  close(): void;
};

/**
 * Connects to the Redis at REDIS_URL and sees that it can be worked with. Rejects with StartupError, one line without the password. Later outages are logged
 * once when they begin and once when they are over.
 */
export async function connectRedis({ url, log }: { readonly url: string; readonly log: Log }): Promise<RedisConnections> {
  const address = redisAddress(url);
  const open = new Set<Redis>();
  const make = (options: Options) => {
    const client = new Redis(url, { ...common, ...options });
    open.add(client);
    // Without a listener an error ends the process. What it means is told by the one that is watched.
    client.on('error', () => {});
    client.on('end', () => open.delete(client));
    return client;
  };
  const close = () => {
    for (const client of open) client.disconnect();
  };
  const impatient = make({ connectionName: 'crossdock', lazyConnect: true, maxRetriesPerRequest: 0, socketTimeout: silence });
  try {
    await check(impatient, address);
  } catch (error) {
    close();
    throw error;
  }
  watch(impatient, address, log);
  return {
    address,
    impatient,
    patient: (name) => make({ connectionName: `crossdock:${name}`, maxRetriesPerRequest: null, socketTimeout: silence }),
    blocking: (name) => make({ connectionName: `crossdock:${name}`, maxRetriesPerRequest: null }),
    close,
  };
}

/** The shape of replies stays as it is. */
type Options = Omit<RedisOptions, 'replyMapping'>;

const common: Options = {
  connectTimeout: patience,
  retryStrategy: (attempt) => Math.min(longestPause, 50 * 2 ** Math.min(attempt, 6)) * (0.75 + Math.random() / 2),
  // After a fail-over the old master refuses writes: connect again to find the new one.
  reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
};

async function check(client: Redis, address: string): Promise<void> {
  let fault: Error | undefined;
  const note = (error: Error) => (fault ??= error);
  client.on('error', note);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([client.connect(), tooLate]);
    // The client itself would go on with the first database when there is none of this number.
    if (client.options.db) await Promise.race([client.select(client.options.db), tooLate]);
    suits(await Promise.race([client.info(), tooLate]), address);
  } catch (error) {
    throw error instanceof StartupError ? error : new StartupError(unusable(fault ?? (error as Error), address));
  } finally {
    clearTimeout(timer);
    client.off('error', note);
  }
}

function unusable(error: Error & { readonly code?: string }, address: string): string {
  const { message } = error;
  if (/WRONGPASS|NOAUTH|without any password configured|invalid password/i.test(message))
    return `the Redis at ${address} refuses the user or password in REDIS_URL`;
  if (/NOPERM/.test(message))
    return `the user in REDIS_URL has not all the rights that it needs at ${address}: allow all commands on its keys (${message})`;
  if (/DB index|invalid DB/i.test(message)) return `the Redis at ${address} has no database of this number; change REDIS_URL`;
  const why = error.code === 'ENOTFOUND' ? 'there is no host of this name' : message;
  return `the Redis at ${address} cannot be reached (${why}); start it or change REDIS_URL`;
}

/** Refuses a server that would fail or forget later on. */
function suits(info: string, address: string): void {
  const says = (name: string) => info.match(new RegExp(`^${name}:(.*?)\r?$`, 'm'))?.[1] ?? '';
  const [major = 0, minor = 0] = says('redis_version').split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new StartupError(
      `the Redis at ${address} is version ${says('redis_version') || 'unknown'}; ${oldest.join('.')} or later is needed`,
    );
  if (says('role') === 'slave') throw new StartupError(`the Redis at ${address} is a read-only replica; set REDIS_URL to its master`);
  if (says('cluster_enabled') === '1')
    throw new StartupError(`the Redis at ${address} is part of a cluster; set REDIS_URL to a single server, with replicas if you like`);
  const policy = says('maxmemory_policy');
  if (policy.startsWith('allkeys') && says('maxmemory') !== '0')
    throw new StartupError(
      `the Redis at ${address} throws away queued work when its memory is full (maxmemory-policy ${policy}); set it to noeviction`,
    );
}

function watch(client: Redis, address: string, log: Log): void {
  let isAway = false;
  let reason = 'the connection was closed';
  client.on('error', (error: Error) => (reason = error.message));
  client.on('close', () => {
    // `end` follows when we closed it ourselves.
    setImmediate(() => {
      if (isAway || client.status === 'end') return;
      isAway = true;
      log.error({ redis: address, error: reason }, 'Redis cannot be reached; due runs wait in the store and go on when it is back');
    });
  });
  client.on('ready', () => {
    if (!isAway) return;
    isAway = false;
    log.warn({ redis: address }, 'Redis is back');
  });
}
