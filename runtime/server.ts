import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import type { RunningServer } from './start-server.ts';
import { StartupError } from './store/startup-error.ts';

/** Work under way gets so long to end; what has not ended by then is taken up at the next start. Milliseconds. */
const drainTime = 10_000;

/** The server as a command: one line when it is ready, one when it cannot start, and a clean end on SIGINT and SIGTERM. */
export async function main(): Promise<void> {
  try {
    const config = readConfig(process.env, fileURLToPath(new URL('../data', import.meta.url)));
    // Loaded only now: a wrong variable is told before anything heavy is read.
    const { startServer } = await import('./start-server.ts');
    const server = await startServer(config);
    process.stdout.write(`Crossdock ready: ${server.url}\nSign in, once and within 15 minutes: ${await server.signInLink()}\n`);
    stopOnSignal(server);
  } catch (error) {
    const line = error instanceof StartupError ? error.message : `an unexpected fault (${String(error)})`;
    process.stderr.write(`Crossdock cannot start: ${line.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    process.exit(1);
  }
}

function stopOnSignal(server: RunningServer): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second Ctrl-C does not wait.
    if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 143);
    isStopping = true;
    // Nothing is lost past the deadline: whatever was accepted is stored, and goes on at the next start.
    setTimeout(() => process.exit(0), drainTime).unref();
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

if (import.meta.main) await main();
