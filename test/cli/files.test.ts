import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Variables } from '../support/child.ts';
import { crossdock, crossdockProcess, newFolder } from '../support/cli.ts';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';

const canary = 'canary-7d1e-never-in-a-file';

async function texts(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')])),
  );
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(file, change(text));
}

describe('an environment of a running server as a folder', { timeout: 120_000 }, () => {
  let installation: Installation;
  let server: RunningServer;
  let variables: Variables;
  const there = (...words: string[]) => crossdock([...words, '--server', server.url], variables);
  const asProcess = (...words: string[]) => crossdockProcess([...words, '--server', server.url], variables);
  beforeAll(async () => {
    installation = await newInstallation();
    server = await installation.start();
    variables = { CROSSDOCK_TOKEN: adminToken };
    await server.api.put('/connections/dev/wms', {
      system: 'wms',
      address: 'https://wms.example.com',
      auth: { kind: 'basic', user: 'crossdock', secret: canary },
    });
  });
  afterAll(() => installation.remove());

  test('exported it makes another installation the same, byte by byte, without a secret in it', async () => {
    const folder = join(await newFolder(), 'crossdock', 'dev');
    expect(await there('export', '--env', 'dev', folder)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^\d+ written, 0 removed, 0 unchanged\.\n$/),
    });
    const files = await texts(folder);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['connections/wms.json', 'flows/shopify-order-to-erp.flow.json', 'lookups/uom.csv', 'variables.json']),
    );
    expect(JSON.stringify(files)).not.toContain(canary);
    expect(await there('plan', folder, '--env', 'dev', '--detailed-exitcode')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Nothing to do: dev is as the files say/),
    });

    const other = await newInstallation({ CROSSDOCK_DEMO: '0' });
    try {
      const here = { CROSSDOCK_DATA: other.folder };
      const missing = await crossdock(['plan', folder, '--env', 'dev'], here);
      expect(missing).toMatchObject({
        code: 2,
        out: expect.stringContaining('connections/wms.json: secrets.secret: The secret is not there yet.'),
      });
      const secrets = join(await newFolder(), 'secrets.json');
      const names = ['erp-main', 'shopify-admin', 'shopify-main', 'wms'];
      await writeFile(secrets, JSON.stringify(Object.fromEntries(names.map((name) => [name, { secret: canary }]))));
      const applied = await crossdock(['apply', folder, '--env', 'dev', '--yes', '--secrets', secrets], here);
      expect(applied).toMatchObject({ code: 0, err: '' });
      expect(applied.out).toContain('shopify-order-to-erp@1 runs in dev');
      const again = join(await newFolder(), 'again');
      expect(await crossdock(['export', '--env', 'dev', again], here)).toMatchObject({ code: 0 });
      expect(await texts(again)).toEqual(files);
    } finally {
      await other.remove();
    }
  });

  test('a plan is shown, saved and applied exactly, and refused once the installation has changed', async () => {
    const folder = join(await newFolder(), 'dev');
    const saved = join(await newFolder(), 'plan.json');
    await there('export', '--env', 'dev', folder);
    await edit(join(folder, 'lookups/uom.csv'), (text) => text.replace('BOX,BX,100,Box', 'BOX,BX,50,Box'));
    await edit(join(folder, 'connections/wms.json'), (text) => text.replace('wms.example.com', 'wms.example.com/v2'));
    const planned = await asProcess('plan', folder, '--env', 'dev', '--detailed-exitcode', '--out', saved);
    expect(planned.code).toBe(5);
    expect(planned.out).toMatch(/^~ lookup uom +1 row changed\n {6}row BOX: each now 50, was 100\n/);
    expect(planned.out).toMatch(/~ connection wms +changes\n {6}address now https:\/\/wms\.example\.com\/v2/);
    expect(planned.out).toMatch(/\nPlan: 0 to create, 2 to change, 0 to remove\.\n$/);
    expect(await there('drift', folder, '--env', 'dev')).toMatchObject({
      code: 5,
      out: expect.stringContaining('connection wms differs from connections/wms.json'),
    });
    expect(await there('apply', folder, '--env', 'dev')).toMatchObject({ code: 2, err: expect.stringContaining('say --yes') });
    expect(await there('apply', saved)).toMatchObject({ code: 0, out: expect.stringContaining('0 created, 2 changed, 0 removed') });
    expect(await there('drift', '--env', 'dev')).toMatchObject({ code: 0 });
    expect(await there('apply', saved)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Nothing was changed: the files or dev are not what they were/),
    });
    await server.api.put('/connections/dev/wms', {
      system: 'wms',
      address: 'https://wms.example.com/by-hand',
      auth: { kind: 'basic', user: 'crossdock' },
    });
    const drifted = await there('drift', '--env', 'dev', '--json');
    expect(drifted.code).toBe(5);
    expect(JSON.parse(drifted.out)).toMatchObject({
      items: [{ kind: 'connection', name: 'wms', words: expect.stringMatching(/^was changed since/) }],
    });
  });

  test('a second export removes what is gone, and touches nothing that others put there', async () => {
    const folder = join(await newFolder(), 'dev');
    await server.api.put('/connections/dev/short-lived', { system: 'http', address: 'https://x.example.com' });
    await there('export', '--env', 'dev', folder);
    await writeFile(join(folder, 'CHANGELOG.md'), 'ours');
    await writeFile(join(folder, 'connections', '.gitkeep'), '');
    const gone = await fetch(`${server.url}/api/connections/dev/short-lived`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${adminToken}` },
    });
    expect(gone.status).toBe(204);
    expect(await there('export', '--env', 'dev', folder)).toMatchObject({
      code: 0,
      out: `${join(folder, 'connections/short-lived.json')} removed\n`,
      err: expect.stringMatching(/^0 written, 1 removed/),
    });
    expect(await readFile(join(folder, 'CHANGELOG.md'), 'utf8')).toBe('ours');
    await writeFile(join(folder, 'lookups/uom.json'), '{ "mine": true }');
    expect(await there('export', '--env', 'dev', folder)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/lookups\/uom\.json is not of an export and stands in the way/),
    });
    const foreign = await newFolder();
    await writeFile(join(foreign, 'package.json'), '{}');
    expect(await there('export', '--env', 'dev', foreign)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/holds other files \(package\.json\) and no export/),
    });
    expect(await readdir(foreign)).toEqual(['package.json']);
  });

  test('in a guarded environment what is to run is asked for, and exit 3 says that somebody has to approve', async () => {
    const folder = join(await newFolder(), 'dev');
    await there('export', '--env', 'dev', folder);
    for (const name of ['erp-main', 'shopify-main', 'shopify-admin'])
      await server.api.put(`/connections/prod/${name}`, { system: 'http', address: 'https://prod.example.com' });
    const applied = await there('apply', folder, '--env', 'prod', '--only', 'flow,lookup', '--yes', '--note', 'release 12');
    expect(applied).toMatchObject({
      code: 3,
      out: expect.stringMatching(/shopify-order-to-erp@\d+ is asked for in PR-1\n/),
      err: expect.stringContaining('PR-1 waits for approval'),
    });
    expect(await server.api.get('/promotions/PR-1')).toMatchObject({ to: 'prod', note: 'release 12', state: 'open' });
  });

  test('bad folders change nothing and say which file, and what to do', async () => {
    const root = await newFolder();
    const folder = join(root, 'dev');
    await there('export', '--env', 'dev', folder);
    const refused = async () => (await there('apply', folder, '--env', 'dev', '--yes')).err;
    expect(await there('plan', folder, '--env', 'moon')).toMatchObject({ code: 1 });
    await symlink('/etc/hostname', join(folder, 'flows/outside.flow.json'));
    expect(await refused()).toMatch(/flows\/outside\.flow\.json: It leads out of the folder/);
    await rename(join(folder, 'flows/outside.flow.json'), join(root, 'outside'));
    await writeFile(join(folder, 'variables.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    expect(await refused()).toMatch(/variables\.json: It is not UTF-8/);
    await writeFile(join(folder, 'variables.json'), '{ "variables": { ');
    expect(await there('plan', folder, '--env', 'dev')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/variables\.json: line 1, column \d+: /),
    });
    expect(await crossdock(['validate', folder])).toMatchObject({ code: 2, out: expect.stringMatching(/dev\/variables\.json: line 1/) });
    await mkdir(join(folder, 'flows', 'more'));
    expect(await refused()).toMatch(/flows\/more: It is a folder\. Put its files into flows itself/);
    expect(await there('plan', join(root, 'nowhere'), '--env', 'dev')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/There is no folder .*nowhere/),
    });
    expect(await there('plan', root, '--env', 'dev')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/There is nothing of an environment here/),
    });
    expect(await there('plan', folder, '--env', 'dev', '--only', 'flows')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--only "flows" is no kind/),
    });
  });

  test('its flows are validated and tested with what stands beside them', async () => {
    const folder = join(await newFolder(), 'dev');
    const junit = join(await newFolder(), 'report.xml');
    await there('export', '--env', 'dev', folder);
    expect(await crossdock(['validate', folder])).toMatchObject({ code: 0 });
    expect(await crossdock(['test', folder, '--junit', junit])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\d+ of \d+ test cases passed\n$/),
    });
    expect(await readFile(junit, 'utf8')).toContain('<testsuite');
    expect(await there('import', folder)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/uom\.json: lookup uom in dev, version \d+/),
    });
  });
});
