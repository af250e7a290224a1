import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Child, Variables } from '../support/child.ts';
import { type Installation, newInstallation } from '../support/installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
});
afterEach(() => installation.remove());

/** It ends by itself with 1, and says why in one line that begins alike; nothing on the standard output. */
async function complaintOf(server: Child): Promise<string> {
  const exit = await server.exit;
  expect(exit).toEqual({ code: 1, signal: null });
  expect(server.written.out).toBe('');
  const [, line] = /^Crossdock cannot start: ([^\n]+)\n$/.exec(server.written.err) ?? [];
  expect(line, server.written.err).toBeDefined();
  expect(line).not.toMatch(/\bat .+:\d+:\d+/);
  return line ?? '';
}

describe('a server that cannot start says why in one line and exits with 1', () => {
  const wrong: readonly (readonly [string, Variables, RegExp])[] = [
    ['PORT is no number', { PORT: 'http' }, /^PORT is "http"; it must be a whole number from 1 to 65535/],
    ['PORT is too large', { PORT: '70000' }, /^PORT is "70000"/],
    ['PORT is negative', { PORT: '-1' }, /^PORT is "-1"/],
    ['HOST is another machine', { HOST: '192.0.2.1' }, /^HOST is "192\.0\.2\.1", which is no address of this machine/],
    ['a variable is misspelt', { CROSSDOCK_TOKN: 'x' }, /^CROSSDOCK_TOKN is not a variable of Crossdock; did you mean CROSSDOCK_TOKEN\?$/],
    ['a variable is unknown', { CROSSDOCK_QUUX: 'x' }, /^CROSSDOCK_QUUX is not a variable of Crossdock/],
    ['CROSSDOCK_DEMO is neither 0 nor 1', { CROSSDOCK_DEMO: 'yes' }, /^CROSSDOCK_DEMO is "yes"; it must be one of 1, 0$/],
    ['CROSSDOCK_TOKEN is too short', { CROSSDOCK_TOKEN: 'abc' }, /^CROSSDOCK_TOKEN has 3 characters; give it 8 or more/],
    [
      'MONGODB_URL is no address',
      { MONGODB_URL: 'user:hunter2@db/crossdock' },
      /^MONGODB_URL is not an address it can be reached by; write mongodb:/,
    ],
    ['REDIS_URL stands alone', { REDIS_URL: 'redis://:hunter2@queue' }, /^REDIS_URL is set without MONGODB_URL: .*set both, or neither$/],
    [
      'the data folder cannot be made',
      { CROSSDOCK_DATA: '/dev/null/data' },
      /^the data folder \/dev\/null\/data cannot be written .*set CROSSDOCK_DATA/,
    ],
  ];
  test.each(wrong)('%s', async (_, variables, words) => {
    const line = await complaintOf(installation.launch(variables));
    expect(line).toMatch(words);
    // Values may be secrets.
    expect(line).not.toMatch(/hunter2|abc\b/);
  });

  test('the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    try {
      expect(await complaintOf(installation.launch({ PORT: String(port) }))).toBe(
        `port ${port} is taken: stop what listens there, or set PORT to another one`,
      );
    } finally {
      other.close();
    }
  });

  test('another server uses the data folder, which goes on undisturbed', async () => {
    const first = await installation.start();
    expect(await complaintOf(installation.launch())).toMatch(new RegExp(`in use by process ${first.pid}: stop it first`));
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  });

  test('the database file is damaged, and stays as it is', async () => {
    await (await installation.start()).stop();
    const file = join(installation.folder, 'crossdock.db');
    const damaged = (await readFile(file)).fill(7, 0, 4096);
    await writeFile(file, damaged);
    expect(await complaintOf(installation.launch())).toMatch(/crossdock\.db/);
    expect((await readFile(file)).equals(damaged)).toBe(true);
  });

  test('the database file is something else altogether', async () => {
    await (await installation.start()).stop();
    await writeFile(join(installation.folder, 'crossdock.db'), 'Dear diary, today I had an idea.\n'.repeat(200));
    expect(await complaintOf(installation.launch())).toMatch(/crossdock\.db/);
  });

  test('the secret is not the one that the folder was made with', async () => {
    await (await installation.start({ CROSSDOCK_SECRET: 'first-secret-of-the-folder' })).stop();
    const line = await complaintOf(installation.launch({ CROSSDOCK_SECRET: 'second-secret-of-the-folder' }));
    expect(line).toMatch(/another secret/);
    expect(line).not.toMatch(/(first|second)-secret/);
  });
});
