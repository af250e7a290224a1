import type { Bulletin } from './bulletin/bulletin.ts';
import { localBulletin } from './bulletin/local-bulletin.ts';
import type { Clock } from './clock/clock.ts';
import type { Config } from './config.ts';
import { type Lease, sharedLease } from './engine/lease/lease.ts';
import type { Log } from './engine/log.ts';
import { version } from './observe/version.ts';
import { embeddedQueue } from './queue/embedded-queue.ts';
import type { RunQueue } from './queue/run-queue.ts';
import type { Blobs } from './store/blobs.ts';
import { compareAndSetSelfTest } from './store/compare-and-set-self-test.ts';
import type { DataFolder, KeyFile } from './store/data-folder.ts';
import { watchDisk } from './store/disk-guard.ts';
import type { Store } from './store/store.ts';
import { type Keyring, openKeyring } from './vault/keyring.ts';

/** What a process stands on: where things are kept, how runs are dispatched, how processes tell each other. */
export type Backing = {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly queue: RunQueue;
  readonly bulletin: Bulletin;
  readonly keyring: Keyring;
  /** undefined: this process has the store for itself. */
  readonly lease: Lease | undefined;
  /** Whether the disk runs full on which this process keeps messages. */
  readonly isDiskLow?: () => boolean;
};

type OnClose = (closer: () => unknown) => void;
type Given = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly secret: string;
  /** Where the secret lies; null: in a variable. */
  readonly keyFile: KeyFile | null;
  readonly serves: Omit<Parameters<typeof sharedLease>[0]['serves'], 'version'>;
};

/** SQLite and files in the data folder, the queue in memory: one process, no servers. */
export async function embeddedBacking(
  { config, clock, log, secret, keyFile }: Given,
  data: DataFolder,
  onClose: OnClose,
): Promise<Backing> {
  const store = await data.openStore();
  onClose(store.close);
  await compareAndSetSelfTest(store);
  const keyring = await openKeyring({ store, clock, secret, oldSecret: config.oldSecret, readAgain: keyFile?.read });
  const blobs = data.openBlobs();
  onClose(blobs.close);
  const queue = embeddedQueue({ clock });
  onClose(queue.close);
  const bulletin = localBulletin({ log });
  onClose(bulletin.close);
  const disk = await watchDisk({ folder: data.folder, clock });
  onClose(disk.close);
  return { store, blobs, queue, bulletin, keyring, lease: undefined, isDiskLow: disk.isLow };
}

/** MongoDB, shared by all processes; with Redis the queue and the bulletin too, without it each process feeds itself from the store. */
export async function sharedBacking(given: Given & { readonly mongodbUrl: string }, onClose: OnClose): Promise<Backing> {
  const { clock, log, secret, keyFile, serves, config, mongodbUrl } = given;
  const { openMongo } = await import('./store/mongodb/open-mongo.ts');
  const { store, blobs } = await openMongo({ url: mongodbUrl, log });
  onClose(store.close);
  onClose(blobs.close);
  // A wrong secret is told before anything else is opened.
  let tell = () => {};
  const keyring = await openKeyring({ store, clock, secret, oldSecret: config.oldSecret, readAgain: keyFile?.read, tell: () => tell() });
  const { queue, bulletin } = await dispatching(config.redisUrl, { store, clock, log });
  tell = () => bulletin.publish('keys', '');
  onClose(queue.close);
  onClose(bulletin.close);
  return {
    store,
    blobs,
    queue,
    bulletin,
    keyring,
    lease: sharedLease({ store, clock, log, leaseMs: config.leaseMs, serves: { ...serves, version } }),
  };
}

async function dispatching(
  redisUrl: string | null,
  { store, clock, log }: { readonly store: Store; readonly clock: Clock; readonly log: Log },
): Promise<Pick<Backing, 'queue' | 'bulletin'>> {
  if (redisUrl === null) {
    const { storeBulletin } = await import('./bulletin/store-bulletin.ts');
    return { queue: embeddedQueue({ clock }), bulletin: storeBulletin({ store, clock, log }) };
  }
  const [{ bullmqQueue }, { redisBulletin }] = await Promise.all([
    import('./queue/bullmq/bullmq-queue.ts'),
    import('./bulletin/redis-bulletin.ts'),
  ]);
  return { queue: await bullmqQueue({ url: redisUrl, clock, log }), bulletin: await redisBulletin({ url: redisUrl, log }) };
}
