import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, tryFlow } from '../support/flows.ts';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { deliver, orderText, shopSecret, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

const secrets = {
  'the token of the API': adminToken,
  'the secret of the shop': shopSecret,
  'a bearer token': 'bearer-7c1f5a90e2',
  'a password': 'password-55d0b1c7aa',
  'a key in a header': 'header-key-90aa61f3bd',
  'the session': '',
  'the sign-in link': '',
  'the token of the command line': '',
  'the key of the data folder': '',
};
let installation: Installation;
let server: RunningServer;
let partner: Recorder;
let csrfToken = '';
const runIds: string[] = [];

/** Every secret is used once, well and badly, with the log at its most talkative. */
beforeAll(async () => {
  installation = await newInstallation({ CROSSDOCK_LOG: 'debug' });
  partner = await startRecorder();
  server = await installation.start();
  await trustShop(server.api);
  const connections = [
    ['with-bearer', { kind: 'bearer', secret: secrets['a bearer token'] }],
    ['with-password', { kind: 'basic', user: 'crossdock', secret: secrets['a password'] }],
    ['with-key', { kind: 'header', header: 'X-Api-Key', secret: secrets['a key in a header'] }],
  ] as const;
  for (const [name, auth] of connections) {
    await server.api.put(`/connections/dev/${name}`, { system: 'http', address: partner.url, auth });
    for (const status of [200, 401, 500]) {
      // A careless partner sends back what it was sent.
      partner.answer({ status, headers: { 'set-cookie': 'session=partner-cookie-1b2c', 'x-echo': auth.secret }, body: '{"ok":true}' });
      const step = { id: 'call', type: 'connector.http', config: { connection: name, path: '/x' } };
      const flow = chain(`call-${name}`, [step]);
      const once = {
        ...flow,
        nodes: flow.nodes?.map((node) => (node.id === 'call' ? { ...node, onFailure: { retry: { attempts: 1 } } } : node)),
      };
      runIds.push((await tryFlow(server.api, once, { email: 'dana@harborhardware.example', password: 'password-of-a-record' })).id);
    }
  }
  const { json } = await deliver(server.url, orderText(1), {
    authorization: 'Bearer of-the-sender-4d5e',
    cookie: 'a=cookie-of-the-sender-4d5e',
  });
  await until('the order to end', () => server.api.get<RunDetail>(`/runs/${json.runId}`), isFinal);
  runIds.push(String(json.runId));

  const token = new URL(server.signInLink).searchParams.get('token') ?? '';
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  csrfToken = ((await answer.json()) as { csrfToken: string }).csrfToken;
  secrets['the session'] = /crossdock_session=([\w-]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  secrets['the sign-in link'] = token;
  secrets['the token of the command line'] = (
    JSON.parse(await readFile(join(installation.folder, 'server.json'), 'utf8')) as { token: string }
  ).token;
  secrets['the key of the data folder'] = (await readFile(join(installation.folder, 'secret.key'), 'utf8')).trim();
});
afterAll(async () => {
  await Promise.all([installation.remove(), partner.close()]);
});

test('the systems did get their credentials, so that the other tests mean something', () => {
  const sent = JSON.stringify(partner.requests);
  expect(sent).toContain(secrets['a bearer token']);
  expect(sent).toContain(Buffer.from(`crossdock:${secrets['a password']}`).toString('base64'));
  expect(sent).toContain(secrets['a key in a header']);
  for (const secret of Object.values(secrets)) expect(secret.length).toBeGreaterThan(15);
});

test('no answer of the API, no metric and no line of the log holds a secret', async () => {
  const texts = await everythingToRead();
  expect(texts.size).toBeGreaterThan(40);
  texts.set('the log', server.written.err);
  const found: string[] = [];
  const hidden = {
    ...secrets,
    'a password as it is sent': Buffer.from(`crossdock:${secrets['a password']}`).toString('base64'),
    'a cookie of the partner': 'partner-cookie-1b2c',
    'credentials of a sender': '-of-the-sender-4d5e',
    'the CSRF token': csrfToken,
  };
  for (const [place, text] of texts)
    for (const [what, secret] of Object.entries(hidden)) if (text.includes(secret)) found.push(`${what} in ${place}`);
  expect(found).toEqual([]);
});

test('what people see of a record has personal data and passwords replaced', async () => {
  const seen = [...(await everythingToRead())].filter(([place]) => place.includes('/steps/') || place.includes('/lineage'));
  expect(seen.length).toBeGreaterThan(10);
  const found = seen.filter(([, text]) => /dana@harborhardware|password-of-a-record/.test(text)).map(([place]) => place);
  expect(found).toEqual([]);
});

test('on the disk no credential and no message can be read, and nobody else may look', async () => {
  const found: string[] = [];
  for (const file of await readdir(installation.folder, { recursive: true })) {
    const path = join(installation.folder, file);
    if (!(await stat(path)).isFile()) continue;
    const bytes = await readFile(path);
    for (const [what, secret] of Object.entries(secrets)) {
      const isItsPlace =
        (file === 'server.json' && what.endsWith('command line')) || (file === 'secret.key' && what.endsWith('data folder'));
      if (!isItsPlace && bytes.includes(secret)) found.push(`${what} in ${file}`);
    }
    // The demo ERP has its own books; ours hold messages only sealed.
    if (!file.startsWith('demo') && bytes.includes('dana@harborhardware')) found.push(`a message in ${file}`);
  }
  expect(found).toEqual([]);
  if (process.platform !== 'win32')
    for (const file of ['server.json', 'secret.key'])
      expect([file, ((await stat(join(installation.folder, file))).mode & 0o077).toString(8)]).toEqual([file, '0']);
});

test('a secret that is written is not read back, not even by who wrote it, and stays when it is left out', async () => {
  const { auth, ...shown } = await server.api.put<{ auth: object }>('/connections/dev/with-bearer', {
    system: 'http',
    address: partner.url,
    auth: { kind: 'bearer' },
  });
  expect(auth).toEqual({ kind: 'bearer', hasSecret: true });
  expect(JSON.stringify(shown)).not.toContain(secrets['a bearer token']);
  partner.clear();
  await tryFlow(
    server.api,
    chain('again', [{ id: 'call', type: 'connector.http', config: { connection: 'with-bearer', path: '/x' } }]),
    {},
  );
  expect(partner.requests[0]?.headers.authorization).toBe(`Bearer ${secrets['a bearer token']}`);
});

/** The steps of a flow or a run. */
async function stepsOf(kind: string, id: string): Promise<readonly string[]> {
  if (kind === '/runs/') return (await server.api.get<RunDetail>(`/runs/${id}`)).steps.map((step) => step.nodeId);
  return (await server.api.get<{ flow: { nodes: { id: string }[] } }>(`/flows/${id}`)).flow.nodes.map((node) => node.id);
}

/** Everything that can be read over HTTP: each GET of the description, for all that there is, by its address. */
async function everythingToRead(): Promise<Map<string, string>> {
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, { get?: unknown }> };
  const { items: flows } = await server.api.get<{ items: { id: string }[] }>('/flows');
  const values: Record<string, readonly string[]> = { '/flows/': flows.map(({ id }) => id), '/runs/': runIds };
  const texts = new Map<string, string>();
  const read = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${adminToken}` } });
    texts.set(path, (await answer.text()) + JSON.stringify([...answer.headers]));
  };
  for (const path of ['/healthz', '/metrics', '/openapi.json']) await read(path);
  for (const [path, { get }] of Object.entries(paths)) {
    if (!get || path === '/api/events') continue;
    const [, kind = ''] = /^\/api(\/\w+\/)\{/.exec(path) ?? [];
    for (const id of values[kind] ?? ['x']) {
      const nodes = path.includes('{nodeId}') ? await stepsOf(kind, id) : ['x'];
      for (const node of nodes)
        await read(
          path
            .replace('{id}', id)
            .replace('{nodeId}', node)
            .replace('{number}', '1')
            .replace(/\{\w+\}/g, 'x') + queryOf(path),
        );
    }
  }
  for (const status of ['/api/runs?env=dev', '/api/connections?env=dev', '/api/nothing', '/in/dev/nothing']) await read(status);
  return texts;
}

function queryOf(path: string): string {
  if (path.endsWith('/diff')) return '?from=draft&to=1';
  if (path.endsWith('/history')) return '?env=dev';
  if (path.endsWith('/lineage')) return '?node=call&item=0';
  return path.endsWith('/runs') || path.endsWith('/connections') ? '?env=dev&limit=200' : '';
}
