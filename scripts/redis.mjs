import { spawnSync } from 'node:child_process';
import { say } from './bootstrap.mjs';

/** Sees to a Redis for the tests: REDIS_URL, `redis-server` on the PATH, or one installed by apt now; else a line says how to get one. */
export function ensureRedis() {
  if (process.env.REDIS_URL || hasRedis()) return;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    say('installing redis-server for the tests ...');
    for (let attempt = 1; attempt <= 3; attempt++) {
      if (apt('update') && apt('install', '--yes', '--no-install-recommends', 'redis-server')) break;
    }
    if (hasRedis()) return;
  }
  say('there is no redis-server, so the tests that need one are skipped: `sudo apt-get install redis-server`, or set REDIS_URL');
}

function hasRedis() {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** With RUNLEVEL 1 the package does not start a server of its own on the usual port. */
function apt(...arguments_) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return spawnSync('apt-get', ['-qq', '-o', 'Acquire::Retries=3', ...arguments_], { env, stdio: ['ignore', 2, 2] }).status === 0;
}
