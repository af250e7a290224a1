import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { until } from '../until.ts';

/** A MongoDB of the test's own as a process, which it may take away: always on the same port and the same files. */
export type OwnMongoServer = {
  /** Without a database: see `databases.ts`. */
  readonly url: string;
  /** Starts it again after `stop`, with what it held. */
  start(): Promise<void>;
  /** As an orderly shutdown of the machine. */
  stop(): Promise<void>;
  /** Resolves when it has stopped: connections stay open and nothing is answered, until `thaw`. */
  freeze(): Promise<void>;
  thaw(): void;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
};

/** How to run one of the servers there are. */
export type MongoProgram = {
  /** What it is, in one line. */
  readonly name: string;
  readonly url: (port: number) => string;
  readonly command: (place: { readonly folder: string; readonly port: number }) => readonly [string, ...string[]];
  /** Resolves when it takes commands. */
  readonly ready: (running: RunningMongo) => Promise<void>;
};
export type RunningMongo = { readonly port: number; readonly said: () => string; readonly hasEnded: () => boolean };

const alive = new Set<ChildProcess>();
// A test that fails or runs out of time leaves nothing behind.
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts the program on files in `folder`; rejects with what it said when it does not come up. */
export async function runMongo(
  program: MongoProgram,
  { folder, port, removeFolder }: { readonly folder: string; readonly port: number; readonly removeFolder: () => void },
): Promise<OwnMongoServer> {
  let running = await start();

  async function start(): Promise<{ child: ChildProcess; ended: Promise<unknown> } | null> {
    const [path, ...words] = program.command({ folder, port });
    const child = spawn(path, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    alive.add(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-20_000);
      });
    const ended = once(child, 'close').finally(() => alive.delete(child));
    // A program that cannot be started at all.
    ended.catch(() => {});
    await program.ready({ port, said: () => said, hasEnded: () => child.exitCode !== null || child.signalCode !== null });
    if (child.exitCode !== null) throw new Error(`${program.name} ended at once:\n${said}`);
    return { child, ended };
  }

  async function stop(): Promise<void> {
    const stopping = running;
    running = null;
    if (!stopping) return;
    stopping.child.kill('SIGCONT');
    stopping.child.kill('SIGTERM');
    await stopping.ended;
  }

  return {
    url: program.url(port),
    async start() {
      running ??= await start();
    },
    stop,
    async freeze() {
      if (!running) return;
      running.child.kill('SIGSTOP');
      const stat = `/proc/${running.child.pid}/stat`;
      // Its threads go on until one of them gets to see the signal, which may take a while on a busy machine.
      if (existsSync(stat))
        await until(
          'the server to be stopped',
          () => readFileSync(stat, 'utf8').split(') ')[1]?.[0],
          (state) => state === 'T',
        );
    },
    thaw: () => running?.child.kill('SIGCONT'),
    async remove() {
      await stop();
      removeFolder();
    },
  };
}
