import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { mongoJava } from './mongo-java.ts';
import { type MongoProgram, type OwnMongoServer, runMongo } from './mongo-server.ts';
import { downloadedMongod, mongodOnPath } from './mongod.ts';

/** A MongoDB for tests. */
export type MongoServer = {
  readonly url: string;
  /** What it is, for the line that says what the tests ran on. */
  readonly name: string;
  /** Leaves a server alone that is not ours. */
  stop(): Promise<void>;
};

/**
 * The MongoDB at MONGODB_URL, where the person who runs the tests has set it; else one of the test's own: the `mongod` on the PATH, one that mongodb-memory-server
 * downloads, or mongo-java-server. Null where none can be had.
 */
export async function startMongo(): Promise<MongoServer | null> {
  const url = process.env.MONGODB_URL;
  if (url) return { url, name: 'the server at MONGODB_URL', stop: async () => {} };
  const program = await mongoProgram();
  if (program === null) return null;
  const server = await runMongoProgram(program);
  return { url: server.url, name: program.name, stop: server.remove };
}

/** One of the test's own, also where MONGODB_URL is set: to be stopped, frozen and started again. Null where none can be had. */
export async function startOwnMongo(): Promise<OwnMongoServer | null> {
  const program = await mongoProgram();
  return program && runMongoProgram(program);
}

/** A new server of this kind on a free loopback port with files of its own. */
export async function runMongoProgram(program: MongoProgram): Promise<OwnMongoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'crossdock-mongo-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  try {
    return await runMongo(program, { folder, port: await freePort(), removeFolder });
  } catch (error) {
    removeFolder();
    throw error;
  }
}

let found: Promise<MongoProgram | null> | undefined;

function mongoProgram(): Promise<MongoProgram | null> {
  found ??= look();
  return found;
}

async function look(): Promise<MongoProgram | null> {
  const onPath = mongodOnPath();
  if (onPath) return onPath;
  // Where it is known that nothing can be downloaded, the attempt costs up to 20 s.
  const downloaded = process.env.CROSSDOCK_TEST_MONGO === 'java' ? null : await downloadedMongod();
  return downloaded ?? mongoJava();
}
