import type { Log } from '../../engine/log.ts';
import type { Blobs } from '../blobs.ts';
import type { Store } from '../store.ts';
import { checkAtomicity } from './check-atomicity.ts';
import { connect } from './connect.ts';
import { gridFsBlobs } from './gridfs-blobs.ts';
import { mongoStore } from './mongo-store.ts';

export type MongoOptions = {
  /** `mongodb://` or `mongodb+srv://`. */
  readonly url: string;
  /** Default: the one in the address, else `crossdock`. */
  readonly database?: string;
  /**
   * How long a write may take with all its attempts before it is StoreUnavailable, in milliseconds. Default: 4,000, so that a sender gets its 503
   * before it gives up by itself.
   */
  readonly patience?: number;
  /** Told when the servers are lost and when they are back. */
  readonly log?: Log;
};

/**
 * Opens the store and the blobs on MongoDB, shared by all processes of an installation. They have one connection, which closes with the store. Rejects with
 * StartupError: wrong address or password, not reachable, too old, not atomic.
 */
export async function openMongo(options: MongoOptions): Promise<{ readonly store: Store; readonly blobs: Blobs }> {
  const connection = await connect(options);
  try {
    await checkAtomicity(connection);
    return { store: mongoStore(connection, options), blobs: await gridFsBlobs(connection) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
