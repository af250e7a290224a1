import { type BackendFactory, type QueueBaseOptions, QueueKeys, RedisConnection, RedisQueueBackend } from 'bullmq';
import type { RedisConnections } from '../../redis/connect-redis.ts';

/** How BullMQ's queues and workers come by their connections. */
export type Backends = {
  /** Shares one connection among all queues that put. */
  readonly ofQueue: BackendFactory<RedisQueueBackend>;
  /** Shares one connection for what takes and ends jobs; only the wait for a job has its own. */
  readonly ofWorker: BackendFactory<RedisQueueBackend>;
};

export function createBackends(redis: RedisConnections, prefix: string): Backends {
  const keys = new QueueKeys(prefix);
  // Loads BullMQ's scripts once.
  const putting = connection(redis.impatient, { isShared: true });
  const workers = redis.patient('workers');
  return {
    ofQueue: (name, options) => backend(keys, name, options, putting),
    ofWorker: (name, options) =>
      backend(keys, name, options, connection(workers, { isShared: true }), connection(redis.blocking(name), { isShared: false })),
  };
}

type Client = RedisConnections['impatient'];

function backend(
  keys: QueueKeys,
  name: string,
  options: QueueBaseOptions,
  connection: RedisConnection,
  waiting?: RedisConnection,
): RedisQueueBackend {
  const toKey = (type: string) => keys.toKey(name, type);
  // What only puts leaves the connection open for the other lanes.
  return new RedisQueueBackend(connection, name, keys.getKeys(name), toKey, options, waiting, waiting !== undefined);
}

/** The start has seen the server's version already, so each connection need not ask again; 6.2 knows timeouts in fractions of a second. */
function connection(client: Client, { isShared }: { readonly isShared: boolean }): RedisConnection {
  const made = new RedisConnection(client, { shared: isShared, blocking: !isShared, skipVersionCheck: true });
  const known = () => {
    made.capabilities = { canDoubleTimeout: true, canBlockFor1Ms: false };
  };
  // The client says what is wrong already; without a listener here its errors would end the process.
  made.on('error', () => {});
  // One that is closed before it was ever open rejects.
  made.client.then(known, () => {});
  return made;
}
