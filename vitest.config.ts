import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const servers = '**/*.servers.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Most of the time they wait, for servers, browsers and kills: two of them leave two cores idle for more than half of it.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['{flows,nodes,runtime,designer,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', servers],
        },
      },
      {
        extends: true,
        // On a MongoDB and a Redis, which the set-up finds or starts when one of these files is to run.
        test: { name: 'servers', include: [servers], exclude: ['**/node_modules/**'], globalSetup: 'test/support/servers/global-setup.ts' },
      },
    ],
  },
});
