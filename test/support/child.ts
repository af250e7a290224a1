import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How a process ended: its exit code, or the signal that ended it. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** One of this project's programs as a process of its own. */
export type Child = {
  readonly pid: number;
  /** What it has written so far. */
  readonly written: { out: string; err: string };
  readonly exit: Promise<Exit>;
  readonly process: ChildProcess;
};

export type Variables = Readonly<Record<string, string>>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const alive = new Set<ChildProcess>();
// A test that fails or runs out of time leaves nothing behind.
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts `node SCRIPT` (from the project's root) with these variables and no others of ours, in the project's root. */
export function startChild(script: string, words: readonly string[] = [], variables: Variables = {}): Child {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...words], {
    cwd: root,
    // The systems of the tests run on this machine.
    env: { ...inherited(), CROSSDOCK_EGRESS: 'private', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  // `close`, because after `exit` there may still be something to read.
  const exit = once(child, 'close').then(([code, signal]: unknown[]): Exit => {
    alive.delete(child);
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  return { pid: child.pid ?? 0, written, exit, process: child };
}

/** What a program needs to run at all; PORT, MONGODB_URL or CROSSDOCK_... of whoever runs the tests must not reach it. */
function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
