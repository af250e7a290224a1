import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cacheCompiledCode } from './compile-cache.ts';
import { readConfig } from './config.ts';
import { runProcess } from './run-process.ts';

/** The server as a command. `isWorking: false` takes messages in and leaves the runs to workers. */
export async function main({ isWorking = true }: { readonly isWorking?: boolean } = {}): Promise<void> {
  let drainMs = 0;
  await runProcess({
    name: 'Crossdock',
    drainMs: () => drainMs,
    async start() {
      const config = readConfig(process.env, fileURLToPath(new URL('../data', import.meta.url)));
      ({ drainMs } = config);
      cacheCompiledCode();
      // Loaded only now: a wrong variable is told before anything heavy is read, and the cache holds for all of it.
      const { startServer } = await import('./start-server.ts');
      return startServer(config, { isWorking });
    },
    async ready(server) {
      const link = await server.signInLink();
      // At the next turn, because a killed process would not keep it.
      setImmediate(flushCompileCache);
      return `Crossdock ready: ${server.url}\nSign in, once and within 15 minutes: ${link}\n`;
    },
  });
}

if (import.meta.main) await main();
