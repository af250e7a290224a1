import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cacheCompiledCode } from './compile-cache.ts';
import { readConfig } from './config.ts';
import type { RunningServer } from './start-server.ts';
import { StartupError } from './store/startup-error.ts';

/** Work under way gets so long to end; what has not ended by then is taken up at the next start. Milliseconds. */
const drainTime = 10_000;

/** The server as a command: one line when it is ready, one when it cannot start, and a clean end on SIGINT and SIGTERM. */
export async function main(): Promise<void> {
  const running = start();
  // Before anything is said: who reads that it is ready may stop it the next moment.
  stopOnSignal(running);
  try {
    const server = await running;
    const link = await server.signInLink();
    process.stdout.write(`Crossdock ready: ${server.url}\nSign in, once and within 15 minutes: ${link}\n`);
    // Now, because a killed process would not keep it.
    flushCompileCache();
  } catch (error) {
    const line = error instanceof StartupError ? error.message : `an unexpected fault (${String(error)})`;
    process.stderr.write(`Crossdock cannot start: ${line.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    process.exit(1);
  }
}

async function start(): Promise<RunningServer> {
  const config = readConfig(process.env, fileURLToPath(new URL('../data', import.meta.url)));
  cacheCompiledCode();
  // Loaded only now: a wrong variable is told before anything heavy is read, and the cache holds for all of it.
  const { startServer } = await import('./start-server.ts');
  return startServer(config);
}

function stopOnSignal(running: Promise<RunningServer>): void {
  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    // A second Ctrl-C does not wait; one that came by two ways, to the process group and passed on by a parent, is one.
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > 1000) process.exit(signal === 'SIGINT' ? 130 : 143);
      return;
    }
    stoppingSince = performance.now();
    // Nothing is lost past the deadline: whatever was accepted is stored, and goes on at the next start.
    setTimeout(() => process.exit(0), drainTime).unref();
    const server = await running;
    await server.close();
    process.exit(0);
  };
  // A start that fails ends the process by itself.
  const listener = (signal: NodeJS.Signals) => void stop(signal).catch(() => {});
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
}

if (import.meta.main) await main();
