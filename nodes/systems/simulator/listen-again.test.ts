import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenAgain } from './listen-again.ts';

let folder: string;
let servers: Server[] = [];
const server = () => {
  const made = createServer();
  servers.push(made);
  return made;
};
const closed = (one: Server) => new Promise((resolve) => one.close(resolve));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterEach(async () => {
  await Promise.all(servers.map(closed));
  servers = [];
  rmSync(folder, { recursive: true });
});

test('a simulator listens where it listened before, and elsewhere while that port is taken', async () => {
  const first = server();
  const port = await listenAgain(first, folder);
  expect(await listenAgain(server(), folder)).not.toBe(port);
  await closed(first);
  writeFileSync(join(folder, 'port'), `${port}\n`);
  expect(await listenAgain(server(), folder)).toBe(port);
});

test.each(['', 'x', '70000', '1'])('a file that says %j is as good as none', async (text) => {
  writeFileSync(join(folder, 'port'), text);
  expect(await listenAgain(server(), folder)).toBeGreaterThan(1023);
});
