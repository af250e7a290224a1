import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { MongoBinary } from 'mongodb-memory-server-core';
import { until } from '../until.ts';
import { findOnPath } from './find-on-path.ts';
import type { MongoProgram } from './mongo-server.ts';
import { testCache } from './test-cache.ts';

/** Longest time for the attempt to download one, and how long a failed one is remembered, in milliseconds. */
const longestDownload = 20_000;
const remembered = 6 * 3_600_000;
const failedNote = join(testCache, 'mongod-download-failed');

/** The real server: the `mongod` on the PATH. Null when there is none. */
export function mongodOnPath(): MongoProgram | null {
  const path = findOnPath('mongod');
  return path ? mongod(path, `the mongod at ${path}`) : null;
}

/** The real server, downloaded by mongodb-memory-server where that can be. Null where it cannot, which is tried again some hours later. */
export async function downloadedMongod(): Promise<MongoProgram | null> {
  const failedAt = statSync(failedNote, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - failedAt < remembered) return null;
  const tooLong = new Promise<null>((resolve) => setTimeout(resolve, longestDownload, null).unref());
  const path = await Promise.race([MongoBinary.getPath().catch(() => null), tooLong]);
  if (path === null) {
    mkdirSync(testCache, { recursive: true });
    writeFileSync(failedNote, '');
  }
  return path ? mongod(path, `the mongod that mongodb-memory-server found or downloaded (${path})`) : null;
}

/** A replica set of one, because only a replica set has a majority. */
function mongod(path: string, name: string): MongoProgram {
  return {
    name,
    url: (port) => `mongodb://127.0.0.1:${port}/?replicaSet=test`,
    command: ({ folder, port }) => {
      const place = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--unixSocketPrefix', folder];
      return [path, ...place, '--replSet', 'test', '--wiredTigerCacheSizeGB', '0.5'];
    },
    async ready({ port, hasEnded }) {
      const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 500 });
      const ask = (command: Record<string, unknown>) =>
        client
          .db('admin')
          .command(command)
          .catch((error: Error) => error);
      try {
        const status = await until(
          'mongod to listen',
          () => ask({ replSetGetStatus: 1 }),
          (answer) => hasEnded() || !(answer instanceof Error) || 'codeName' in answer,
        );
        const isNew = status instanceof Error && 'codeName' in status && status.codeName === 'NotYetInitialized';
        const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
        if (isNew) await ask({ replSetInitiate: { _id: 'test', members } });
        await until(
          'mongod to be primary',
          () => ask({ hello: 1 }),
          (answer) => hasEnded() || (!(answer instanceof Error) && answer.isWritablePrimary === true),
        );
      } finally {
        await client.close();
      }
    },
  };
}
