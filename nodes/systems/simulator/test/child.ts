import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Child = {
  /** The first line the child prints. */
  readonly said: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
};

/** Runs a module in a Node process of its own and waits for its first line. */
export async function runChild(source: string): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve);
    void gone.then(() => reject(new Error('the child ended before it said anything')));
  });
  return {
    said,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
