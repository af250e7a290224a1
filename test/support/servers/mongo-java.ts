import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from '../until.ts';
import { findOnPath } from './find-on-path.ts';
import type { MongoProgram } from './mongo-server.ts';
import { testCache } from './test-cache.ts';

const sources = fileURLToPath(new URL('./mongo-java', import.meta.url));
const run = promisify(execFile);

/**
 * mongo-java-server, which needs `java`, `javac` and `mvn` and comes from Maven Central: once, into the cache folder. Null where it cannot be had. It takes the same
 * commands and is atomic a document at a time, but has no transactions, no change streams and no replica set, and a `kill -9` costs it up to a second of
 * acknowledged writes: outages are tested with an orderly stop, a freeze, and broken connections.
 */
export async function mongoJava({ wireVersion = 13 }: { readonly wireVersion?: number } = {}): Promise<MongoProgram | null> {
  if (!['java', 'javac', 'mvn'].every((program) => findOnPath(program))) return null;
  const folder = await build().catch((error: Error) => {
    process.stderr.write(`mongo-java-server could not be built: ${error.message.split('\n').slice(0, 3).join(' ')}\n`);
    return null;
  });
  if (folder === null) return null;
  const classPath = [join(folder, 'classes'), join(folder, 'lib', '*')].join(process.platform === 'win32' ? ';' : ':');
  // Little memory and no second compiler: the tests need the cores.
  const java = ['-Xmx1g', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath];
  return {
    name: 'mongo-java-server, because there is no mongod',
    url: (port) => `mongodb://127.0.0.1:${port}/`,
    command: (place) => [
      'java',
      ...java,
      'de.bwaldvogel.mongo.backend.h2.TestMongo',
      join(place.folder, 'database'),
      String(place.port),
      String(wireVersion),
    ],
    async ready({ said, hasEnded }) {
      const isReady = () => said().includes('ready') || hasEnded();
      await until('mongo-java-server to be ready', isReady, (isSo) => isSo, { within: 60_000 });
    },
  };
}

/** The folder with `lib/` and `classes/`; its name says what it was made of. */
async function build(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['pom.xml', 'TestMongo.java']) hash.update(readFileSync(join(sources, file)));
  const folder = join(testCache, `test-mongo-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const draft = join(testCache, `.${randomUUID()}`);
  mkdirSync(draft, { recursive: true });
  try {
    cpSync(sources, draft, { recursive: true });
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], { cwd: draft });
    await run('javac', ['-cp', join('lib', '*'), '-d', 'classes', 'TestMongo.java'], { cwd: draft });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
