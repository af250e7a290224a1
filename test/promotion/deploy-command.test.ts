import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { crossdock, newFolder } from '../support/cli.ts';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { orders } from './an-installation.ts';

let installation: Installation;
let server: RunningServer;
let pipeline: string;
let approver: ApiClient;
let approverToken: string;

beforeAll(async () => {
  installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
  server = await installation.start();
  pipeline = await account('pipeline', 'analyst', ['dev', 'test', 'prod']);
  approverToken = await account('ben', 'approver', ['prod']);
  approver = apiClient(server.url, approverToken);
  const policy = await server.api.get<object>('/environments/prod/promotion-policy');
  await server.api.put('/environments/prod/promotion-policy', { ...policy, evidenceRuns: 0 });
});
afterAll(() => installation.remove());

/** A service account with a role; its token. */
async function account(login: string, role: string, envs: readonly string[]): Promise<string> {
  const grants = [{ role, envs, channels: 'all' }];
  const { person } = await server.api.post<{ person: { id: string } }>('/people', { kind: 'service', login, name: login, grants });
  return (await server.api.post<{ token: string }>('/tokens', { name: 'tests', owner: person.id })).token;
}

const as = (token: string, ...words: string[]) => crossdock([...words, '--server', server.url], { CROSSDOCK_TOKEN: token });

/** Publishes a version of a flow that runs in test. */
async function released(id: string, value = '{{ item.sku }}', tests?: []): Promise<number> {
  await server.api.put(`/flows/${id}`, { flow: orders({ id, value, ...(tests && { tests }) }) });
  const { number } = await server.api.post<{ number: number }>(`/flows/${id}/versions`, { note: 'test', deployTo: ['test'] });
  return number;
}

const prodOf = async (id: string) => (await server.api.get<{ deployments: Record<string, number> }>(`/flows/${id}`)).deployments.prod;

test('into an environment that anybody may deploy to, it is live at once: 0; again, nothing is to be done: 0', async () => {
  await released('direct');
  const first = await crossdock(['deploy', 'direct@1', '--to', 'dev', '--server', server.url], { CROSSDOCK_TOKEN: pipeline });
  expect(first).toMatchObject({ code: 0, out: `direct@1 runs in dev (${server.url})\n` });
  expect(await as(pipeline, 'deploy', 'direct@latest', '--to', 'dev')).toMatchObject({
    code: 0,
    out: `direct@1 runs in dev already (${server.url})\n`,
  });
});

test('into prod it is asked for: 3, with address and gates; the same command finds it again; approved, it is live: 0', async () => {
  await released('winter');
  const asked = await as(pipeline, 'deploy', 'winter@1', '--to', 'prod', '--note', 'Release 12');
  expect(asked.code).toBe(3);
  const [id = ''] = /PR-\d+/.exec(asked.out) ?? [];
  expect(asked.out).toContain(`${id} Flow winter, test to prod: waits for approval`);
  expect(asked.out).toContain(`http://localhost:${new URL(server.url).port}/promotion/${id}`);
  expect(asked.out).toContain('  ok   Test cases: 1 of 1');
  expect(asked.out).toContain('  wait Approvals: 0 of 1\n         Ask an approver of prod, other than the author, to approve it.');
  const again = await as(pipeline, 'deploy', 'winter@1', '--to', 'prod', '--json');
  expect(again.code).toBe(3);
  expect(JSON.parse(again.out)).toMatchObject({
    state: 'open',
    exitCode: 3,
    promotion: { id, note: 'Release 12', author: expect.any(String) },
  });
  const other = await as(approverToken, 'promotions', 'approve', id, '--content', 'f'.repeat(64));
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining(`What ${id} moves was changed since you looked at it`) });
  const { content, base } = JSON.parse((await as(approverToken, 'promotions', 'show', id, '--json')).out);
  const approved = await as(approverToken, 'promotions', 'approve', id, '--note', 'fine', '--content', content, '--base', base);
  expect(approved).toMatchObject({ code: 0, err: expect.stringContaining(`  content ${content}`) });
  expect(approved.out).toContain('live');
  expect(await prodOf('winter')).toBe(1);
  expect(await as(pipeline, 'deploy', 'winter@1', '--to', 'prod')).toMatchObject({ code: 0 });
});

test('--wait waits until somebody has approved it: 0; until somebody has rejected it: 1, with the reason', async () => {
  await released('summer');
  const waiting = as(pipeline, 'deploy', 'summer@1', '--to', 'prod', '--wait', '5');
  const first = await opened('summer', 1);
  await approver.post(`/promotions/${first}/approve`, {});
  expect(await waiting).toMatchObject({ code: 0, err: expect.stringContaining(`${first} is live in prod.`) });
  await released('summer', '{{ item.name }}', []);
  const second = as(pipeline, 'deploy', 'summer@latest', '--to', 'prod', '--wait');
  const id = await opened('summer', 2);
  await approver.post(`/promotions/${id}/reject`, { why: 'Not before Monday' });
  expect(await second).toMatchObject({ code: 1, err: expect.stringContaining(`${id} is not live in prod: it was rejected`) });
  expect(await prodOf('summer')).toBe(1);
});

/** The id of the open promotion of this version, once there is one. */
async function opened(flow: string, version: number): Promise<string> {
  for (;;) {
    const { items } = await server.api.get<{ items: { id: string; items: { name: string; version: number }[] }[] }>(
      '/promotions?state=open',
    );
    const found = items.find((one) => one.items.some((item) => item.name === flow && item.version === version));
    if (found) return found.id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a red gate is 4, and says which and what to do', async () => {
  await released('red', '{{ vars.limit }}', []).catch(() => 0);
  await server.api.put('/variables/test/limit', { type: 'number', value: 1, purpose: '', why: 'test' });
  await released('red', '{{ vars.limit + 1 }}', []);
  const asked = await as(pipeline, 'deploy', 'red@latest', '--to', 'prod');
  expect(asked.code).toBe(4);
  expect(asked.err).toContain('RED  Variables: limit missing\n         Set the variable "limit" in prod under Variables.');
});

test('the API answers 409 with the gates in the way and what to do about each', async () => {
  await released('reader', '{{ vars.absent }}', []).catch(() => 0);
  await server.api.put('/variables/test/absent', { type: 'number', value: 1, purpose: '', why: 'test' });
  const version = await released('reader', '{{ vars.absent + 1 }}', []);
  const { id } = await server.api.post<{ id: string }>('/promotions', { to: 'prod', items: [{ kind: 'flow', flow: 'reader', version }] });
  await approver.post(`/promotions/${id}/approve`, {});
  const headers = { authorization: `Bearer ${approverToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/promotions/${id}/deploy`, { method: 'POST', headers, body: '{}' });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    code: 'PROMOTION_GATES',
    message: `${id} was not deployed to prod. Variables: absent missing. Set the variable "absent" in prod under Variables.`,
    gates: [{ id: 'variables', state: 'fail', canOverride: false }],
  });
});

test('what is not meant well is 2, and changes nothing', async () => {
  for (const [words, said] of [
    [['deploy', 'orders', '--to', 'prod'], '"orders" names no version: name each flow with its version, as FLOW@3 or FLOW@latest.'],
    [['deploy', 'orders@1'], 'The environment is missing: name it with --to ENV.'],
    [['deploy', '--to', 'prod'], 'Name at least one flow with its version'],
    [['deploy', 'orders@1', '--to', 'prod', '--at', 'tomorrow'], '--at "tomorrow" is no instant'],
    [['deploy', 'orders@1', '--to', 'prod', '--at', '2020-01-01T00:00:00Z'], 'has passed'],
    [['deploy', 'orders@1', '30', '--to', 'prod'], '"30" is no flow'],
    [['promotions', 'reject', 'PR-1'], 'Say why: --why TEXT.'],
    [['promotions', 'show', 'one'], 'Name the promotion'],
  ] as const) {
    const ended = await as(pipeline, ...words);
    expect(ended, words.join(' ')).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain(said);
  }
});

test('several flows and a table move together; who may not approve is told so: 1', async () => {
  const table = {
    purpose: 'SKU to item',
    columns: [
      { name: 'sku', type: 'text', isKey: true },
      { name: 'item', type: 'text', isKey: false },
    ],
  };
  await server.api.put('/lookups/sku-to-item?env=test', { ...table, rows: [['GLV-1', 'G1']], why: 'test' });
  await released('one', '{{ lookup("sku-to-item", item.sku) }}', []);
  await released('two');
  const asked = await as(pipeline, 'deploy', 'one@1', 'two@1', '--lookup', 'sku-to-item', '--to', 'prod');
  expect(asked.code).toBe(3);
  const [id = ''] = /PR-\d+/.exec(asked.out) ?? [];
  expect(asked.out).toContain('lookup sku-to-item, new there');
  const own = await as(pipeline, 'promotions', 'approve', id);
  expect(own.code).toBe(1);
  await as(approverToken, 'promotions', 'approve', id);
  expect([await prodOf('one'), await prodOf('two')]).toEqual([1, 1]);
  const back = await as(approverToken, 'promotions', 'rollback', id, '--why', 'Wrong item');
  expect(back.code).toBe(0);
  expect([await prodOf('one'), await prodOf('two')]).toEqual([undefined, undefined]);
});

test('without a server nothing goes into prod, and it says what to do', async () => {
  const folder = await newFolder();
  const inFolder = (...words: string[]) => crossdock(words, { CROSSDOCK_DATA: folder });
  const file = join(folder, 'orders.flow.json');
  await writeFile(file, JSON.stringify(orders()));
  expect((await inFolder('import', file, '--publish', 'first')).code).toBe(0);
  expect(await inFolder('deploy', 'orders@1', '--to', 'prod')).toMatchObject({
    code: 1,
    err: expect.stringContaining('prod takes new versions only by a promotion. Ask for one from test'),
  });
  expect(await inFolder('deploy', 'orders@1', '--lookup', 'x', '--to', 'dev')).toMatchObject({
    code: 2,
    err: expect.stringContaining('need a running server'),
  });
  expect(await inFolder('promotions', 'list')).toMatchObject({ code: 2, err: expect.stringContaining('Promotions need a running server') });
  expect((await inFolder('deploy', 'orders@1', '--to', 'dev')).code).toBe(0);
});
