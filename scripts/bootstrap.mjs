// Plain JavaScript for Node 20 without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.crossdock-installed.json');

/** What went wrong in one line for the person at the terminal. */
export class SetupError extends Error {}

/** Runs a script's `main`; a SetupError is one line and exit 1. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** To the error stream: the output of a command stays clean. */
export function say(line) {
  process.stderr.write(`crossdock: ${line}\n`);
}

/** Installs the packages when they are missing or the lock file or a package.json has changed; else it costs a few milliseconds and no network. */
export async function ensureInstalled() {
  const wanted = installHash();
  if (readStamp()?.hash === wanted) return;
  const manager = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;
  say('installing packages (once; some 20 seconds) ...');
  const began = Date.now();
  await install(manager);
  const node = findNode24();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ hash: wanted, node }));
  say(`packages installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** The Node that runs the project: 24 as it came with the packages, else the user's own. */
export function node24() {
  const node = readStamp()?.node;
  return node && existsSync(node) ? node : findNode24();
}

/** The environment for a child, in which `node` and the tools of the packages are the project's. */
export function projectEnvironment(extra = {}) {
  const path = [dirname(node24()), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return null;
  }
}

function installHash() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const manifests = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => join(entry.name, 'package.json'))
    .sort();
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', ...manifests]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function install(manager) {
  const isWindows = process.platform === 'win32';
  // npx has brought the very version of package.json: pnpm need not look for itself in the lock file.
  const options = ['--frozen-lockfile', '--prod=false', '--config.pm-on-fail=ignore', '--reporter=append-only'];
  const arguments_ = ['--yes', manager, 'install', ...options];
  // Without a terminal pnpm asks nothing when CI is set; NODE_ENV=production would leave the tools out.
  const env = { ...process.env, CI: 'true', NODE_ENV: '' };
  const child = spawn(isWindows ? 'npx.cmd' : 'npx', arguments_, { cwd: root, env, shell: isWindows, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let told = Date.now();
  const hear = (chunk) => {
    output = (output + chunk).slice(-20_000);
    const progress = String(chunk).match(/^Progress: .*$/m)?.[0];
    if (progress && Date.now() - told > 5_000) {
      told = Date.now();
      say(progress.toLowerCase());
    }
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', () =>
      reject(new SetupError('npm is missing: install Node 20 or later with npm (https://nodejs.org) and run this again')),
    );
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new SetupError(installFault(output, code ?? signal)));
    });
  });
}

function installFault(output, status) {
  if (/ENOSPC/.test(output)) return 'the packages do not fit on the disk: make room and run this again';
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|UND_ERR|META_FETCH_FAIL/.test(output))
    return 'the package registry cannot be reached: check the network, or `npm config get registry` and its proxy, and run this again';
  if (/EACCES|EPERM|EROFS/.test(output)) return `the packages cannot be written to ${root}: run this as a user who may write there`;
  if (/OUTDATED_LOCKFILE|FROZEN_LOCKFILE/.test(output))
    return 'pnpm-lock.yaml does not fit the package.json files: run `npx pnpm install` once and commit the lock file';
  process.stderr.write(`${output.trim().split('\n').slice(-15).join('\n')}\n`);
  return `the packages could not be installed (pnpm ended with ${status})`;
}

function findNode24() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const bundled = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  // It may be there and not run: the package is built for glibc.
  if (existsSync(bundled) && spawnSync(bundled, ['--version']).status === 0) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new SetupError(
    `there is no Node 24 for ${process.platform}-${process.arch} among the packages, and this is Node ${process.versions.node}: install Node 24 or later (https://nodejs.org) and run this again`,
  );
}
