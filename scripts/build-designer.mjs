import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, SetupError, say } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';
import { tool } from './tool.mjs';

/** What the bundle is made of; the designer takes modules of `flows` and `nodes` with it. */
const sources = ['designer', 'flows', 'nodes', 'pnpm-lock.yaml'];
const dist = join(root, 'designer', 'dist');
const stampFile = join(dist, '.sources');

/** Builds the designer when its sources are not those of the last build. */
export async function ensureDesigner() {
  const wanted = sourcesHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  say('building the designer ...');
  const began = Date.now();
  const code = await runNode([tool('vite'), 'build', '--logLevel', 'error', join(root, 'designer')], {
    // Its output is no part of ours.
    stdio: ['ignore', 2, 2],
    env: { NODE_ENV: 'production' },
  });
  if (code !== 0) throw new SetupError('the designer could not be built; the reason is above');
  writeFileSync(stampFile, wanted);
  say(`designer built in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** Names, sizes and contents; some 300 files, read in a few milliseconds. */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) add(hash, source);
  return hash.digest('hex');
}

function add(hash, path) {
  const full = join(root, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (!found) return;
  if (found.isFile()) {
    hash.update(`${path}\n`).update(readFileSync(full));
    return;
  }
  for (const name of readdirSync(full).sort()) {
    if (name === 'node_modules' || name === 'dist' || name.startsWith('.') || /\.test\.tsx?$/.test(name)) continue;
    add(hash, `${path}/${name}`);
  }
}
