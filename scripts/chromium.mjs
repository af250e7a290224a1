import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './bootstrap.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium for the browser tests, installed by apt where it is missing and may be; null, and a line that says how, where not. */
export function ensureChromium() {
  const found = process.env.CROSSDOCK_CHROMIUM ?? findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    say('installing Chromium for the browser tests ...');
    for (let attempt = 1; attempt <= 3; attempt++) {
      if (apt('update') && apt('install', '--yes', '--no-install-recommends', 'chromium')) break;
    }
    const installed = findChromium();
    if (installed) return installed;
  }
  say(
    'there is no Chromium, so the browser tests are skipped: `sudo apt-get install chromium`, or set CROSSDOCK_CHROMIUM to the path of one',
  );
  return null;
}

function apt(...arguments_) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', '-o', 'Acquire::Retries=3', ...arguments_], { env, stdio: ['ignore', 2, 2] }).status === 0;
}

function findChromium() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        // On Ubuntu a script stands in for a snap that is not there.
        if (spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0) return path;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}
