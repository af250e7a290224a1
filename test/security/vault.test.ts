import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crossdock } from '../support/cli.ts';
import { chain, tryFlow } from '../support/flows.ts';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { until } from '../support/until.ts';

const token = 'token-of-the-partner-71c2';
let installation: Installation;
let partner: Recorder;
beforeEach(async () => {
  partner = await startRecorder();
  installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
});
afterEach(async () => {
  await Promise.all([installation.remove(), partner.close()]);
});

async function connect({ api }: RunningServer): Promise<void> {
  await api.put('/connections/dev/partner', { system: 'http', address: partner.url, auth: { kind: 'bearer', secret: token } });
}

/** A run that calls the partner; resolves to how it identified itself. */
async function calls({ api }: RunningServer): Promise<string | undefined> {
  partner.clear();
  const flow = chain('call-partner', [{ id: 'call', type: 'connector.http', config: { connection: 'partner', path: '/x' } }]);
  expect((await tryFlow(api, flow, {})).status).toBe('done');
  return partner.requests[0]?.headers.authorization;
}

const secrets = (act: string, variables: Record<string, string> = {}) =>
  crossdock(['secrets', act, '--json'], { CROSSDOCK_DATA: installation.folder, ...variables });

type Status = { source: string; secrets: { isOurs: boolean }[]; keys: { number: number }[]; sealed: { total: number; newest: number } };

describe('a key file', () => {
  const file = () => join(installation.folder, 'secret.key');

  test('is made anew while the server runs, and again while it does not; what is stored stays readable', async () => {
    const server = await installation.start();
    await connect(server);
    const before = await readFile(file(), 'utf8');
    expect(await secrets('rotate')).toMatchObject({ code: 0 });
    const after = await readFile(file(), 'utf8');
    expect(after).not.toBe(before);
    expect(await calls(server)).toBe(`Bearer ${token}`);
    await server.stop();
    expect(await secrets('rotate')).toMatchObject({ code: 0 });
    expect(await readFile(file(), 'utf8')).not.toBe(after);
    const again = await installation.start();
    expect(await calls(again)).toBe(`Bearer ${token}`);
    await again.stop();

    // The old one opens it no more, and nothing is destroyed by trying.
    const newest = await readFile(file(), 'utf8');
    await writeFile(file(), before);
    const refused = installation.launch();
    expect(await refused.exit).toMatchObject({ code: 1 });
    expect(refused.written.err).toMatch(/^Crossdock cannot start: the data was encrypted with another secret: [^\n]+\n$/);
    await writeFile(file(), newest);
    expect(await calls(await installation.start())).toBe(`Bearer ${token}`);
  });

  test('that is lost is one clear line; when it is found again all is as it was', async () => {
    const server = await installation.start();
    await connect(server);
    await server.stop();
    await rename(file(), `${file()}.lost`);
    for (let i = 0; i < 2; i++) {
      const child = installation.launch();
      expect(await child.exit).toMatchObject({ code: 1 });
      expect(child.written.err).toContain('encrypted with another secret');
    }
    await rm(file(), { force: true });
    await rename(`${file()}.lost`, file());
    expect(await calls(await installation.start())).toBe(`Bearer ${token}`);
  });
});

test('CROSSDOCK_SECRET is replaced: both are accepted for a while, then only the new one', async () => {
  const [first, second] = ['the-first-secret-of-the-tests', 'the-second-secret-of-the-tests'];
  const started = await installation.start({ CROSSDOCK_SECRET: first });
  await connect(started);
  expect(await secrets('rotate', { CROSSDOCK_SECRET: first })).toMatchObject({
    code: 1,
    err: expect.stringContaining('CROSSDOCK_SECRET_OLD'),
  });
  await started.stop();
  const both = await installation.start({ CROSSDOCK_SECRET: second, CROSSDOCK_SECRET_OLD: first });
  expect(await calls(both)).toBe(`Bearer ${token}`);
  await both.stop();
  // A process that was not started anew yet.
  const old = await installation.start({ CROSSDOCK_SECRET: first });
  expect(await secrets('rotate')).toMatchObject({ code: 1, err: expect.stringContaining('still runs with the secret before') });
  await old.stop();
  const current = await installation.start({ CROSSDOCK_SECRET: second });
  const { out, code } = await secrets('rotate');
  expect(code).toBe(0);
  expect(JSON.parse(out) as Status).toMatchObject({ source: 'variable', secrets: [{ isOurs: true }] });
  expect(await calls(current)).toBe(`Bearer ${token}`);
  await current.stop();
  const refused = installation.launch({ CROSSDOCK_SECRET: first });
  expect(await refused.exit).toMatchObject({ code: 1 });
  expect(refused.written.err).toContain('encrypted with another secret');
});

test('secrets are sealed anew while runs use them, and a process that dies in between goes on after', async () => {
  let server = await installation.start();
  await connect(server);
  for (let i = 0; i < 40; i++)
    await server.api.put(`/connections/dev/other-${i}`, {
      system: 'http',
      address: partner.url,
      auth: { kind: 'basic', user: 'u', secret: `s-${i}` },
    });
  expect(await secrets('rekey')).toMatchObject({ code: 0 });
  await server.kill();
  server = await installation.start();
  const status = async () => JSON.parse((await secrets('status')).out) as Status;
  let done = false;
  const finished = until('all to be sealed anew', status, ({ sealed }) => sealed.newest === sealed.total).then(() => {
    done = true;
  });
  do expect(await calls(server)).toBe(`Bearer ${token}`);
  while (!done);
  await finished;
  expect(await status()).toMatchObject({ keys: [{ number: 1 }, { number: 2 }], sealed: { total: 41, newest: 41 } });
  expect(await calls(server)).toBe(`Bearer ${token}`);
  const lines = await server.api.get<{ items: { act: string }[] }>('/audit?act=secret.rekeyed');
  expect(lines.items).toHaveLength(1);
});

test('a secret in a file is used from the moment it changes, and its run waits while it is gone', async () => {
  const folder = join(installation.folder, '..', 'secrets');
  const { mkdir } = await import('node:fs/promises');
  await mkdir(folder);
  await writeFile(join(folder, 'partner'), 'first-of-the-file\n');
  const server = await installation.start({ CROSSDOCK_SECRET_FILES: folder });
  await server.api.put('/connections/dev/partner', {
    system: 'http',
    address: partner.url,
    auth: { kind: 'bearer', secret: { from: 'file:partner' } },
  });
  expect(await calls(server)).toBe('Bearer first-of-the-file');
  await rename(join(folder, 'partner'), join(folder, 'away'));
  await until(
    'it to be missed',
    () => server.api.post<{ ok: boolean }>('/connections/dev/partner/test', {}),
    ({ ok }) => !ok,
  );
  const waiting = calls(server);
  const parked = () => server.api.get<{ items: { status: string }[] }>('/runs?env=dev&status=parked');
  await until('the run to wait', parked, ({ items }) => items.length === 1);
  await writeFile(join(folder, 'partner'), 'second-of-the-file\n');
  await until(
    'it to be found',
    () => server.api.post<{ ok: boolean }>('/connections/dev/partner/test', {}),
    ({ ok }) => ok,
  );
  expect(await waiting).toBe('Bearer second-of-the-file');
});

describe('where connections may lead, on a server that was told nothing', () => {
  test('an address inside is refused where it is written, unless the connection says that it is meant', async () => {
    const server = await installation.start({ CROSSDOCK_EGRESS: 'public' });
    const put = (policy: object) =>
      fetch(`${server.url}/api/connections/dev/partner`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ system: 'http', address: partner.url, auth: { kind: 'bearer', secret: token }, policy }),
      });
    const refused = await put({});
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ details: [{ path: 'body.address', message: expect.stringContaining('policy.network') }] });
    expect((await put({ network: 'private' })).status).toBe(200);
    expect(await calls(server)).toBe(`Bearer ${token}`);
  });

  test('the list of what is never called holds for calls of connections made before it', async () => {
    const first = await installation.start();
    await connect(first);
    await first.stop();
    const server = await installation.start({ CROSSDOCK_EGRESS_DENY: '127.0.0.0/8' });
    const flow = chain('call-partner', [{ id: 'call', type: 'connector.http', config: { connection: 'partner', path: '/x' } }]);
    const run = await tryFlow(server.api, flow, {});
    expect(run.status).toBe('failed');
    expect(JSON.stringify(run)).toContain('EGRESS_DENIED');
    expect(partner.requests).toHaveLength(0);
  });
});
