import type { TestProject } from 'vitest/node';
import { startMongo } from './mongo.ts';
import { redisIsMissing, startRedis } from './redis.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The MongoDB that the tests of this run share; null where none can be had. */
    mongoUrl: string | null;
    /** The Redis that they share; who stops, fills or flushes one starts his own. */
    redisUrl: string | null;
  }
}

/** Starts what the tests named `*.servers.test.ts` share, when any of them is to run; returns what stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const began = Date.now();
  const [mongo, redis] = await Promise.all([startMongo(), redisIsMissing ? null : startRedis()]);
  project.provide('redisUrl', redis?.url ?? null);
  project.provide('mongoUrl', mongo?.url ?? null);
  if (mongo) process.stderr.write(`MongoDB for the tests: ${mongo.name} (${((Date.now() - began) / 1_000).toFixed(1)} s)\n`);
  else reportMissing();
  return async () => {
    await Promise.all([mongo?.stop(), redis?.stop()]);
  };
}

function reportMissing(): void {
  const remedy = 'install mongod, or java, javac and mvn, or set MONGODB_URL to a server';
  if (process.env.CI) throw new Error(`CI is set, and the tests need a MongoDB, but none can be had: ${remedy}`);
  process.stderr.write(`\nSKIPPED: the tests that need a MongoDB, because none can be had: ${remedy}\n\n`);
}
