import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{flows,nodes,runtime,designer,test}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
