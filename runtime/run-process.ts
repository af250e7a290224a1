import { StartupError } from './store/startup-error.ts';

/** Something that runs until it is told to stop. */
export type Running = {
  /** Takes nothing more, ends what is under way or hands it back, and closes everything. */
  close(): Promise<void>;
};

/** Past the time for draining a process gets so long to hand back and close. Milliseconds. */
const closingTime = 3000;

/**
 * Runs a server or worker as a process: one line when it is ready, one when it cannot start, and a clean end on SIGINT and SIGTERM. Nothing is lost past the
 * deadline: whatever was accepted is stored, and goes on at the next start or with another worker.
 */
export async function runProcess<R extends Running>(given: {
  /** `Crossdock` */
  readonly name: string;
  readonly start: () => Promise<R>;
  /** What is printed when it is ready. */
  readonly ready: (running: R) => Promise<string>;
  /** How long what is under way may take to end, ms; known once the configuration has been read. */
  readonly drainMs: () => number;
}): Promise<void> {
  const running = given.start();
  // Before anything is said: who reads that it is ready may stop it the next moment.
  stopOnSignal(running, given.drainMs);
  try {
    process.stdout.write(await given.ready(await running));
  } catch (error) {
    const line = error instanceof StartupError ? error.message : `an unexpected fault (${String(error)})`;
    process.stderr.write(`${given.name} cannot start: ${line.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    process.exit(1);
  }
}

function stopOnSignal(running: Promise<Running>, drainMs: () => number): void {
  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    // A second Ctrl-C does not wait; one that came by two ways, to the process group and passed on by a parent, is one.
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > 1000) process.exit(signal === 'SIGINT' ? 130 : 143);
      return;
    }
    stoppingSince = performance.now();
    setTimeout(() => process.exit(0), drainMs() + closingTime).unref();
    await (await running).close();
    process.exit(0);
  };
  // A start that fails ends the process by itself.
  const listener = (signal: NodeJS.Signals) => void stop(signal).catch(() => {});
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
}
