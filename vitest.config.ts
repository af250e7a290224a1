import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

const servers = '**/*.servers.test.ts';
const never = '**/node_modules/**';

export default defineConfig({
  test: {
    // For machines that are slow and busy: a test that passes never waits for it.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // Most of the time they wait, for servers, browsers and kills: two of them leave two cores idle for more than half of it.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'units', include: ['{nodes,runtime,test}/**/*.test.ts'], exclude: [never, servers] },
      },
      {
        extends: true,
        // Functions and nothing else: many files share a process, which takes a third of the time.
        test: { name: 'pure', include: ['{flows,designer}/**/*.test.{ts,tsx}'], exclude: [never], isolate: false },
      },
      {
        extends: true,
        // On a MongoDB and a Redis, which the set-up finds or starts when one of these files is to run.
        test: { name: 'servers', include: [servers], exclude: [never], globalSetup: 'test/support/servers/global-setup.ts' },
      },
    ],
  },
});
