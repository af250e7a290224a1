import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** A database of the test's own on a server. */
export type TestDatabase = { readonly url: string; readonly name: string; drop(): Promise<void> };

/** Names a new database on the server at `serverUrl`; the first write creates it, `drop` takes it away. */
export function newDatabase(serverUrl: string): TestDatabase {
  const name = `crossdock-test-${randomUUID().slice(0, 13)}`;
  const url = withDatabase(serverUrl, name);
  return {
    url,
    name,
    async drop() {
      const client = new MongoClient(url, { serverSelectionTimeoutMS: 2_000 });
      try {
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}

/** The address with another database in its path; who signs in does so where he did before. */
function withDatabase(serverUrl: string, name: string): string {
  const [, start = '', path = '', options = ''] = /^([^:]+:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(serverUrl) ?? [];
  const isSignedIn = start.includes('@') && !/(^|&)authSource=/i.test(options);
  const all = [options, isSignedIn ? `authSource=${path || 'admin'}` : ''].filter((one) => one !== '').join('&');
  return `${start}/${name}${all === '' ? '' : `?${all}`}`;
}
