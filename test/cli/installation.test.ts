import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Variables } from '../support/child.ts';
import { changedCopy, crossdock, newFolder, referenceFlow } from '../support/cli.ts';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';

type Config = { connection?: string };
type AnyFlow = { id: string; name: string; nodes: { config: unknown }[] };

describe('commands on a running server', () => {
  let installation: Installation;
  let server: RunningServer;
  /** Found by its data folder, and by its address. */
  let ways: readonly { readonly words: readonly string[]; readonly variables: Variables }[];
  beforeAll(async () => {
    installation = await newInstallation();
    server = await installation.start();
    ways = [
      { words: [], variables: { CROSSDOCK_DATA: installation.folder } },
      { words: ['--server', server.url], variables: { CROSSDOCK_TOKEN: adminToken } },
    ];
  });
  afterAll(() => installation.remove());

  test('export, import and export again give the same file, byte by byte', async () => {
    const files: string[] = [];
    for (const { words, variables } of ways) {
      const folder = await newFolder();
      const file = join(folder, 'shopify-order-to-erp.flow.json');
      expect(await crossdock(['export', 'shopify-order-to-erp', '--to', folder, ...words], variables)).toEqual({
        code: 0,
        out: `${file}\n`,
        err: '',
      });
      expect(await crossdock(['import', file, ...words], variables)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/: shopify-order-to-erp, revision \d+\n$/),
      });
      files.push(await readFile(file, 'utf8'));
    }
    expect(files[0]).toBe(files[1]);
    expect(files[0]).toBe(await readFile(referenceFlow, 'utf8'));
  });

  test('import --publish makes a version, deploy runs it, and both say so', async () => {
    const [{ words, variables }] = ways.slice(1) as [(typeof ways)[number]];
    const file = await changedCopy<AnyFlow>(referenceFlow, (flow) => {
      flow.id = 'orders-of-another-shop';
      flow.name = 'Orders of another shop';
      for (const { config } of flow.nodes) if ((config as Config).connection === 'erp-main') (config as Config).connection = 'erp-of-dev';
    });
    await server.api.put('/connections/dev/erp-of-dev', { system: 'erp', address: 'https://erp.example.com' });
    expect(await crossdock(['import', file, '--publish', 'the first', ...words], variables)).toMatchObject({
      code: 0,
      out: expect.stringContaining('published as version 1'),
    });
    const deployed = await crossdock(['deploy', 'orders-of-another-shop@latest', '--to', 'test', ...words], variables);
    expect(deployed).toMatchObject({ code: 0, out: `orders-of-another-shop@1 runs in test (${server.url})\n` });
    // What would fail there is said now.
    expect(deployed.err).toMatch(/test has no connection erp-of-dev/);
    expect(await server.api.get('/flows')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: 'orders-of-another-shop', latestVersion: 1, deployments: { test: 1 } }),
      ]),
    });
    expect(await crossdock(['deploy', 'orders-of-another-shop@7', '--to', 'test', ...words], variables)).toMatchObject({
      code: 1,
      err: expect.stringContaining('has no version 7'),
    });
    expect(await crossdock(['deploy', 'orders-of-another-shop@1', '--to', 'moon', ...words], variables)).toMatchObject({
      code: 1,
      err: expect.stringContaining('moon'),
    });
  });

  test('rollback brings the version before back; pause holds the flow, and resume lets it go on', async () => {
    const [{ words, variables }] = ways.slice(1) as [(typeof ways)[number]];
    const id = 'orders-that-go-back';
    for (const purpose of ['first', 'second']) {
      const file = await changedCopy<AnyFlow>(referenceFlow, (flow) => {
        const hook = (flow.nodes as { id?: string; config: object }[]).find((node) => node.id === 'order');
        Object.assign(hook?.config ?? {}, { path: 'orders-that-go-back' });
        Object.assign(flow, { id, name: 'Orders that go back', purpose });
      });
      expect(await crossdock(['import', file, '--publish', purpose, ...words], variables)).toMatchObject({ code: 0 });
    }
    for (const version of [1, 2]) await server.api.post(`/flows/${id}/deployments`, { env: 'test', version });
    const at = [id, '--env', 'test', ...words];
    expect(await crossdock(['rollback', ...at, '--why', 'Wrong prices'], variables)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${id}@1 runs in test again`),
    });
    expect(await crossdock(['rollback', ...at, '--to', '7'], variables)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Version 7 of "orders-that-go-back" never ran in test'),
    });
    expect(await crossdock(['pause', ...at, '--queue', '--until', '2h', '--why', 'ERP migration'], variables)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/ in test keeps its messages until \d{4}-/),
    });
    expect(await crossdock(['resume', ...at], variables)).toMatchObject({ code: 0, out: expect.stringContaining('goes on in test') });
    expect(await crossdock(['resume', ...at], variables)).toMatchObject({ code: 1, err: expect.stringContaining('is not paused in test') });
    expect(await crossdock(['pause', ...at], variables)).toMatchObject({ code: 2, err: expect.stringContaining('--why') });
  });

  test('a file that is no flow changes nothing, not even by the good files beside it', async () => {
    const [{ words, variables }] = ways as [(typeof ways)[number]];
    const before = await server.api.get<{ revision: number }>('/flows/shopify-order-to-erp');
    const broken = await changedCopy<AnyFlow>(referenceFlow, (flow) => {
      flow.nodes = [{ config: 1 }];
    });
    const { code, err } = await crossdock(['import', referenceFlow, broken, ...words], variables);
    expect(code).toBe(2);
    expect(err).toMatch(/changed\.flow\.json: .*nodes/);
    expect((await server.api.get<{ revision: number }>('/flows/shopify-order-to-erp')).revision).toBe(before.revision);
  });

  test('link gives a sign-in link for a name, which works once', async () => {
    for (const { words, variables } of ways) {
      const { code, out } = await crossdock(['link', '--name', 'Ines Correia', ...words], variables);
      expect(code).toBe(0);
      expect(out).toMatch(/^http:\/\/localhost:\d+\/sign-in\?token=[\w-]{43}\n$/);
      const body = JSON.stringify({ token: new URL(out.trim()).searchParams.get('token') });
      const signIn = () => fetch(`${server.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect(await (await signIn()).json()).toMatchObject({ user: { name: 'Ines Correia' } });
      expect((await signIn()).status).toBe(401);
    }
  });

  test('a wrong token is refused in words', async () => {
    const { code, err } = await crossdock(['link', '--server', server.url], { CROSSDOCK_TOKEN: 'not-the-token-of-it' });
    expect(code).toBe(1);
    expect(err).toMatch(/The bearer token is neither the value of CROSSDOCK_TOKEN nor an API token/);
  });
});

test('without a server the commands work on the data folder itself, and the next start runs what they left', async () => {
  const installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
  try {
    const variables = { CROSSDOCK_DATA: installation.folder };
    expect(await crossdock(['import', referenceFlow, '--publish', 'by hand'], variables)).toMatchObject({ code: 0 });
    expect(await crossdock(['deploy', 'shopify-order-to-erp@1', '--to', 'dev'], variables)).toMatchObject({ code: 0 });
    const { out } = await crossdock(['link'], variables);
    const server = await installation.start();
    expect(await server.api.get('/flows')).toMatchObject({ items: [{ id: 'shopify-order-to-erp', deployments: { dev: 1 } }] });
    const token = new URL(out.trim()).searchParams.get('token');
    const answer = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(answer.status).toBe(201);
    // The intake is open: it wants a signature, and has no secret yet.
    expect((await fetch(`${server.url}/in/dev/shopify/orders`, { method: 'POST', body: '{}' })).status).toBe(401);
  } finally {
    await installation.remove();
  }
});
