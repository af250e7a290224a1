import {
  type Db,
  MongoClient,
  MongoCompatibilityError,
  MongoError,
  MongoServerError,
  MongoServerSelectionError,
  type TopologyDescriptionChangedEvent,
} from 'mongodb';
import type { Log } from '../../engine/log.ts';
import { StartupError } from '../startup-error.ts';
import { reviveWhenStuck } from './revive.ts';

/** A connection that is there: all parts of Crossdock in this process share it. */
export type MongoConnection = {
  readonly db: Db;
  /** The servers as the address names them, without user and password; for errors. */
  readonly place: string;
  close(): Promise<void>;
};

/** So long is looked for a server, and so long may a new connection take, in milliseconds. */
const selection = 2_000;
/** AuthenticationFailed, and Atlas for the same. */
const refusedUser = [18, 8_000];
const notAuthorized = 13;

/** Connects and makes sure that it may read and write. Rejects with StartupError: one line, never with the password. */
export async function connect({
  url,
  database,
  log,
}: {
  readonly url: string;
  readonly database?: string;
  readonly log?: Log;
}): Promise<MongoConnection> {
  const client = clientFor(url);
  const { hosts, srvHost, credentials, dbName } = client.options;
  const place = srvHost ?? hosts.map((host) => host.toString()).join(',');
  // Without a database in the address the driver takes "test".
  const name = database ?? (hasDatabase(url) ? dbName : 'crossdock');
  if (/[/\\. "$]/.test(name))
    throw new StartupError(`MONGODB_URL names the database "${name}"; a name has no slash, dot, space, quote or $`);
  const db = client.db(name);
  try {
    await client.connect();
    await db.command({ ping: 1 });
    await db.command({ count: 'selfTest', query: { _id: 'none' } });
  } catch (error) {
    await client.close();
    throw startupError(error, { place, name, user: credentials?.username });
  }
  const stopTelling = log && tellOutages(client, { place, log });
  const stopReviving = reviveWhenStuck(client, { place, log });
  return {
    db,
    place,
    close() {
      stopTelling?.();
      stopReviving();
      return client.close();
    },
  };
}

function clientFor(url: string): MongoClient {
  try {
    return new MongoClient(url, {
      appName: 'crossdock',
      serverSelectionTimeoutMS: selection,
      connectTimeoutMS: selection,
      // Below the time in which a server is looked for: a look that the driver missed is made good in time.
      heartbeatFrequencyMS: 1_000,
      maxPoolSize: 20,
      promoteBuffers: true,
      // Whatever the address says: promises rest on these.
      readPreference: 'primary',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
    });
  } catch (error) {
    const reason = error instanceof Error ? ` (${withoutSecrets(error.message, url)})` : '';
    throw new StartupError(`MONGODB_URL is no address of a MongoDB${reason}; it looks like mongodb://user:password@host:27017/crossdock`);
  }
}

/** One line when no server takes writes any more, one when one does again. */
function tellOutages(client: MongoClient, { place, log }: { place: string; log: Log }): () => void {
  let isLost = false;
  const tell = ({ newDescription: { servers } }: TopologyDescriptionChangedEvent): void => {
    const wasLost = isLost;
    isLost = ![...servers.values()].some((server) => server.isWritable);
    if (isLost && !wasLost) log.warn({ mongodb: place }, 'MongoDB is not reachable: nothing is accepted until it is back');
    if (!isLost && wasLost) log.info({ mongodb: place }, 'MongoDB is back');
  };
  client.on('topologyDescriptionChanged', tell);
  return () => client.off('topologyDescriptionChanged', tell);
}

function startupError(error: unknown, { place, name, user }: { place: string; name: string; user: string | undefined }): unknown {
  if (!(error instanceof MongoError)) return error;
  const options = { cause: error };
  const cause = error instanceof MongoServerSelectionError ? (error.reason?.error ?? error.cause ?? error) : error;
  const fault = rootOf(cause);
  if (fault instanceof MongoCompatibilityError || /wire version/.test(fault.message))
    return new StartupError(`the MongoDB at ${place} is too old (${fault.message}); Crossdock needs MongoDB 6 or later`, options);
  const code = fault instanceof MongoError ? Number(fault.code) : 0;
  if (user !== undefined && refusedUser.includes(code))
    return new StartupError(
      `the MongoDB at ${place} refuses the user "${user}" (${fault.message}); check user, password and authSource in MONGODB_URL`,
      options,
    );
  if (code === notAuthorized)
    return new StartupError(
      user === undefined
        ? `the MongoDB at ${place} wants a user (${fault.message}); put user and password into MONGODB_URL`
        : `the user "${user}" may not use the database "${name}" of the MongoDB at ${place}: give it the role readWrite`,
      options,
    );
  if (fault instanceof MongoServerError) return new StartupError(`the MongoDB at ${place} refuses Crossdock (${fault.message})`, options);
  return new StartupError(
    `the MongoDB at ${place} cannot be reached within ${selection / 1_000} s (${fault.message}); start it, or correct MONGODB_URL`,
    options,
  );
}

function rootOf(error: Error): Error {
  return error.cause instanceof Error && !(error instanceof MongoCompatibilityError) && error.cause.message !== ''
    ? rootOf(error.cause)
    : error;
}

/** The path of the address: what stands between the host and the options. */
function hasDatabase(url: string): boolean {
  return /^[^:]+:\/\/[^/]*\/[^?]/.test(url);
}

/** A message that repeats parts of the address must not repeat the password. */
function withoutSecrets(message: string, url: string): string {
  const parts = /^[^:]+:\/\/([^@]*)@/.exec(url)?.[1]?.split(':') ?? [];
  return parts.reduce(
    (text, part) => (part === '' ? text : text.replaceAll(part, '***').replaceAll(decodeURIComponentOr(part), '***')),
    message,
  );
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
