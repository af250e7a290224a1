import { MongoClient } from 'mongodb';
import { MongoBinary } from 'mongodb-memory-server-core';
import { until } from '../until.ts';
import { findOnPath } from './find-on-path.ts';
import type { MongoProgram } from './mongo-server.ts';

/** Longest time for the attempt to download one, in milliseconds. */
const longestDownload = 20_000;

/** The real server: the `mongod` on the PATH. Null when there is none. */
export function mongodOnPath(): MongoProgram | null {
  const path = findOnPath('mongod');
  return path ? mongod(path, `the mongod at ${path}`) : null;
}

/** The real server, downloaded by mongodb-memory-server where that can be. */
export async function downloadedMongod(): Promise<MongoProgram | null> {
  const tooLong = new Promise<null>((resolve) => setTimeout(resolve, longestDownload, null).unref());
  const path = await Promise.race([MongoBinary.getPath().catch(() => null), tooLong]);
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
