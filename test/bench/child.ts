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

/** Starts the server itself; resolves when it says that it is ready. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<Child & { readonly startSeconds: number }> {
  const started = performance.now();
  const script = fileURLToPath(new URL('../../runtime/server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', script], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const url = /Crossdock ready: (\S+)/.exec(line)?.[1];
    if (url) {
      lines.on('line', () => {});
      return { pid: child.pid ?? 0, url, startSeconds: (performance.now() - started) / 1000, stop: () => end(child) };
    }
  }
  throw new Error('the server ended before it was ready');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  else child.kill('SIGTERM');
  await ended;
}
