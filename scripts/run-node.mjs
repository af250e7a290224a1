import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { node24, projectEnvironment, root } from './bootstrap.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a script of the project under Node 24 with this terminal, passes signals on, and resolves to its exit code. */
export function runNode(arguments_, { env = {}, cwd = root, stdio = 'inherit' } = {}) {
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', ...arguments_], { cwd, stdio, env: projectEnvironment(env) });
  return ended(child);
}

/** Passes signals on to the child and resolves to its exit code, as a shell would give it. */
export function ended(child) {
  const pass = (signal) => {
    // The terminal has told the whole process group already; twice would mean "now, without draining".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const one of signals) process.off(one, pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
