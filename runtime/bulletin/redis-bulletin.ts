import { randomUUID } from 'node:crypto';
import { type Log, silentLog } from '../engine/log.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import type { Bulletin } from './bulletin.ts';
import { createListeners, type Notice } from './listeners.ts';
import { localBulletin } from './local-bulletin.ts';

/** What has to be read again when this process may have missed a word. */
const toReload: readonly Notice[] = [
  ['deployments', ''],
  ['keys', ''],
  ['connections', ''],
];

/**
 * Tells by Redis's publish and subscribe: what is said in one turn of the event loop goes out as one message. While Redis is away each process hears only
 * itself; afterwards it hears that deployments and connections are to be read again, because it may have missed a word. Rejects with StartupError when Redis
 * cannot be worked with.
 */
export async function redisBulletin({
  url,
  log,
  prefix = 'crossdock',
}: {
  readonly url: string;
  readonly log: Log;
  readonly prefix?: string;
}): Promise<Bulletin> {
  // The queue on the same Redis says when it goes and comes.
  const redis = await connectRedis({ url, log: silentLog });
  const local = localBulletin({ log });
  const others = createListeners(log);
  const self = randomUUID();
  // Unlike keys, channels are common to all databases of a server.
  const channel = `${prefix}:${redis.impatient.options.db ?? 0}:bulletin`;
  let said: Notice[] = [];
  let isClosed = false;

  const subscriber = redis.blocking('bulletin');
  subscriber.on('message', (_channel: string, message: string) => {
    const heard = read(message);
    if (heard && heard.from !== self) others.tell(heard.notices);
  });
  await subscriber.subscribe(channel);
  // Subscribed again by itself.
  subscriber.on('ready', () => others.tell(toReload));

  function send(): void {
    const notices = said;
    said = [];
    if (redis.impatient.status !== 'ready') return;
    redis.impatient.publish(channel, JSON.stringify({ from: self, notices })).catch(() => {});
  }

  return {
    publish(topic, text) {
      if (isClosed) return;
      local.publish(topic, text);
      if (said.push([topic, text]) === 1) setImmediate(send);
    },
    subscribe(topic, listener) {
      const stops = [local.subscribe(topic, listener), others.add(topic, listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      // What was said last is still sent.
      await new Promise<void>((resolve) => setImmediate(resolve));
      await local.close();
      others.clear();
      redis.close();
    },
  };
}

/** Undefined for what is none of ours. */
function read(message: string): { readonly from: string; readonly notices: readonly Notice[] } | undefined {
  try {
    return JSON.parse(message) as { from: string; notices: Notice[] };
  } catch {
    return undefined;
  }
}
