import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cacheCompiledCode } from './compile-cache.ts';
import { readConfig } from './config.ts';
import { runProcess } from './run-process.ts';

/** What a worker was told to execute; empty lists mean all. */
export type WorkerOptions = {
  readonly envs: readonly string[];
  readonly lanes: readonly string[];
  /** Runs under way at once per lane. */
  readonly concurrency: number;
};

/** The worker as a command: executes runs that servers accepted, on the same MongoDB. */
export async function main(options: WorkerOptions): Promise<void> {
  let drainMs = 0;
  await runProcess({
    name: 'The worker',
    drainMs: () => drainMs,
    async start() {
      const config = readConfig(process.env, fileURLToPath(new URL('../data', import.meta.url)));
      ({ drainMs } = config);
      cacheCompiledCode();
      const { startWorker } = await import('./start-worker.ts');
      return startWorker(config, options, process.env.PORT === undefined ? null : config.port);
    },
    async ready(worker) {
      setImmediate(flushCompileCache);
      return `Crossdock worker ready: ${worker.serves}${worker.url === null ? '' : `, ${worker.url}/healthz`}\n`;
    },
  });
}
