import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Child = { readonly pid: number; readonly url: string; stop(): Promise<void> };

/** Starts a script of this folder that tells its port. */
export async function startScript(script: string, args: readonly string[] = []): Promise<Child> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [message] = (await once(child, 'message')) as [{ ready: number }];
  return { pid: child.pid ?? 0, url: `http://127.0.0.1:${message.ready}`, stop: () => end(child) };
}

type Variables = Readonly<Record<string, string>>;

/** Starts the server as `npm start` does; resolves when it says that it is ready. */
export function startServer(env: Variables): Promise<Child & { readonly startSeconds: number }> {
  return start(['runtime/server.ts'], env, /^Crossdock ready: (\S+)/);
}

/** Starts a command of `crossdock` that stays, such as `worker`. */
export function startCommand(words: readonly string[], env: Variables): Promise<Child> {
  return start(['runtime/cli/main.ts', ...words], env, /^Crossdock (?:worker )?ready: (.+)/);
}

async function start(
  [script = '', ...words]: readonly string[],
  env: Variables,
  said: RegExp,
): Promise<Child & { readonly startSeconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', fileURLToPath(new URL(`../../${script}`, import.meta.url)), ...words], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', CROSSDOCK_EGRESS: 'private', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const url = said.exec(line)?.[1];
    if (url) {
      child.stdout.resume();
      return { pid: child.pid ?? 0, url, startSeconds: (performance.now() - started) / 1000, stop: () => end(child) };
    }
  }
  throw new Error(`${script} ${words.join(' ')} ended before it was ready`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  else child.kill('SIGTERM');
  await ended;
}
