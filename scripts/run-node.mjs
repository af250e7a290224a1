import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  const stopWatching = whenAbandoned(() => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 2_000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const one of signals) process.off(one, pass);
      stopWatching();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/**
 * Calls back when the npm that started this is gone: npm tells only its shell about a SIGTERM, and nobody about a SIGKILL, and a server that nobody
 * sees would go on holding its port and its data.
 */
function whenAbandoned(callback) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    callback();
  }, 250);
  return () => clearInterval(timer);
}

/** Null where the system does not tell, as outside of Linux. */
function parentOf(pid) {
  try {
    // After the name, which stands in brackets and may hold anything: state, parent.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').split(' ')[2];
  } catch {
    return null;
  }
}
