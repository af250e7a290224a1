import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientCertificate, clientKey } from '@crossdock/runtime/engine/test/certificates';
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
  'a key in the address': 'query-key-61c0d2/7ae+41',
  'a key that signs': 'hmac-key-f00d7712ce',
  'a client secret': 'client secret/5a5b+c71d',
  'a refused client secret': 'refused secret/77e1+f0aa',
  'a token of client credentials': 'access-token-19b2c3d4e5',
  'a client secret of a person': 'client-of-person-b7d1e0',
  'a token of a person': 'persons-token-4f3e2d1c',
  'a refresh token': 'refresh-token-aa17bb28',
  'a consumer secret': 'consumer-secret-c3d4e5f6',
  'a token secret': 'token-secret-0a1b2c3d',
  'a private key': clientKey.split('\n')[1] ?? '',
  'a passphrase': 'passphrase-d1e2f3a4b5',
  'a private SSH key': 'ssh-private-key-e5f6a7b8',
  'a password of a database': 'database-password-9c8d7e',
  'a webhook secret being rotated out': 'webhook-old-secret-3b4c5d',
  'a webhook secret': 'webhook-new-secret-6e7f80',
  'a secret in a variable': 'variable-secret-1a2b3c4d',
  'a secret in a file': 'file-secret-5e6f7a8b9c',
  'the session': '',
  'the sign-in link': '',
  'the token of the command line': '',
  'the key of the data folder': '',
};
let installation: Installation;
let server: RunningServer;
let partner: Recorder;
let provider: EchoingProvider;
let csrfToken = '';
const runIds: string[] = [];

/** Every kind of connection with its secrets; those that are called are called well and badly. */
function connections(): readonly (readonly [
  name: string,
  auth: { readonly kind: string; readonly [field: string]: unknown },
  isCalled: boolean,
])[] {
  const token = { tokenUrl: `${provider.url}/token`, clientId: 'crossdock' };
  return [
    ['with-bearer', { kind: 'bearer', secret: secrets['a bearer token'] }, true],
    ['with-password', { kind: 'basic', user: 'crossdock', secret: secrets['a password'] }, true],
    ['with-key', { kind: 'header', header: 'X-Api-Key', secret: secrets['a key in a header'] }, true],
    ['with-query', { kind: 'query', parameter: 'key', secret: secrets['a key in the address'] }, true],
    ['with-hmac', { kind: 'hmac', secret: secrets['a key that signs'] }, true],
    [
      'with-oauth1',
      {
        kind: 'oauth1',
        consumerKey: 'ck',
        tokenId: 'ti',
        realm: '1',
        consumerSecret: secrets['a consumer secret'],
        tokenSecret: secrets['a token secret'],
      },
      true,
    ],
    ['with-variable', { kind: 'bearer', secret: { from: 'env:PARTNER_TOKEN' } }, true],
    ['with-file', { kind: 'header', header: 'X-Api-Key', secret: { from: 'file:partner.key' } }, true],
    ['with-client', { kind: 'oauth2-client', ...token, secret: secrets['a client secret'] }, true],
    [
      'with-wrong-client',
      { kind: 'oauth2-client', ...token, clientAuthentication: 'body', secret: secrets['a refused client secret'] },
      false,
    ],
    [
      'with-person',
      { kind: 'oauth2-code', ...token, authorizeUrl: `${provider.url}/authorize`, secret: secrets['a client secret of a person'] },
      true,
    ],
    [
      'with-certificate',
      { kind: 'mtls', certificate: clientCertificate, privateKey: clientKey, passphrase: secrets['a passphrase'] },
      false,
    ],
    ['with-ssh', { kind: 'ssh-key', user: 'edi', privateKey: secrets['a private SSH key'] }, false],
    ['with-database', { kind: 'database', user: 'app', secret: secrets['a password of a database'] }, false],
    ['with-webhook', { kind: 'webhook-secret', secret: secrets['a webhook secret being rotated out'] }, false],
  ];
}

const schemes: Readonly<Record<string, string>> = { mtls: 'https', 'ssh-key': 'sftp', database: 'postgres' };

/** Every secret is used once, well and badly, with the log at its most talkative. */
beforeAll(async () => {
  const files = await mkdtemp(join(tmpdir(), 'crossdock-secret-files-'));
  await writeFile(join(files, 'partner.key'), `${secrets['a secret in a file']}\n`);
  installation = await newInstallation({
    CROSSDOCK_LOG: 'debug',
    CROSSDOCK_SECRET_FILES: files,
    PARTNER_TOKEN: secrets['a secret in a variable'],
  });
  partner = await startRecorder();
  provider = await startEchoingProvider();
  server = await installation.start();
  await trustShop(server.api);
  await signIn();
  for (const [name, auth, isCalled] of connections()) {
    const isOfProvider = 'tokenUrl' in auth;
    const address = (isOfProvider ? provider.url : partner.url).replace(/^http/, schemes[auth.kind] ?? 'http');
    await server.api.put(`/connections/dev/${name}`, { system: 'http', address, auth });
    if (auth.kind === 'oauth2-code') await connect(name);
    // Tested too, which asks for tokens and says what came of it.
    await server.api.post(`/connections/dev/${name}/test`, {});
    if (!isCalled) continue;
    for (const status of [200, 401, 500]) {
      // A careless partner sends back what it was sent, wherever it can.
      const echo = Object.values(secrets).join(' ') + Object.values(secrets).map(encodeURIComponent).join(' ');
      const headers = { 'set-cookie': 'session=partner-cookie-1b2c', 'x-echo': echo };
      partner.answer({ status, headers, body: JSON.stringify({ ok: true, ...echoOf(auth) }) });
      provider.answers(status);
      const step = { id: 'call', type: 'connector.http', config: { connection: name, path: '/x' } };
      const flow = chain(`call-${name}`, [step]);
      const retry = { attempts: 2, firstDelaySeconds: 0.1, maxDelaySeconds: 0.1 };
      const twice = { ...flow, nodes: flow.nodes?.map((node) => (node.id === 'call' ? { ...node, onFailure: { retry } } : node)) };
      runIds.push((await tryFlow(server.api, twice, { email: 'dana@harborhardware.example', password: 'password-of-a-record' })).id);
    }
  }
  await server.api.put('/connections/dev/with-webhook', {
    system: 'http',
    address: partner.url,
    auth: { kind: 'webhook-secret', secret: secrets['a webhook secret'], isRotation: true },
  });
  const { json } = await deliver(server.url, orderText(1), {
    authorization: 'Bearer of-the-sender-4d5e',
    cookie: 'a=cookie-of-the-sender-4d5e',
  });
  await until('the order to end', () => server.api.get<RunDetail>(`/runs/${json.runId}`), isFinal);
  runIds.push(String(json.runId));

  secrets['the token of the command line'] = (
    JSON.parse(await readFile(join(installation.folder, 'server.json'), 'utf8')) as { token: string }
  ).token;
  secrets['the key of the data folder'] = (await readFile(join(installation.folder, 'secret.key'), 'utf8')).trim();
});
afterAll(async () => {
  await Promise.all([installation.remove(), partner.close(), provider.close()]);
});

async function signIn(): Promise<void> {
  const token = new URL(server.signInLink).searchParams.get('token') ?? '';
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  csrfToken = ((await answer.json()) as { csrfToken: string }).csrfToken;
  secrets['the session'] = /crossdock_session=([\w-]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  secrets['the sign-in link'] = token;
}

/** As the browser of a person does it, who allows it at the provider. */
async function connect(name: string): Promise<void> {
  const cookie = `crossdock_session=${secrets['the session']}`;
  const headers = { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
  const begun = await fetch(`${server.url}/api/connections/dev/${name}/connect`, { method: 'POST', headers });
  const there = await fetch(((await begun.json()) as { url: string }).url, { headers, redirect: 'manual' });
  const state = new URL(there.headers.get('location') ?? '').searchParams.get('state');
  const own = (there.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const back = await fetch(`${server.url}/oauth/callback?code=c&state=${state}`, { headers: { cookie: own }, redirect: 'manual' });
  expect(back.headers.get('location')).toContain('connected=1');
}

/** Some systems repeat the key they were given. */
function echoOf(auth: Readonly<Record<string, unknown>>): object {
  const known: readonly unknown[] = Object.values(secrets);
  const own = Object.values(auth).filter((value): value is string => typeof value === 'string' && known.includes(value));
  const { from } = (typeof auth.secret === 'object' ? auth.secret : {}) as { from?: string };
  if (from !== undefined) own.push(secrets[from.startsWith('env:') ? 'a secret in a variable' : 'a secret in a file']);
  return { youSent: own, andEncoded: own.map(encodeURIComponent) };
}

test('the systems did get their credentials, so that the other tests mean something', () => {
  const sent = JSON.stringify(partner.requests);
  expect(sent).toContain(secrets['a bearer token']);
  expect(sent).toContain(Buffer.from(`crossdock:${secrets['a password']}`).toString('base64'));
  expect(sent).toContain(secrets['a key in a header']);
  expect(sent).toContain(encodeURIComponent(secrets['a key in the address']).replaceAll('%2F', '%2F'));
  expect(sent).toContain(secrets['a secret in a variable']);
  expect(sent).toContain(secrets['a secret in a file']);
  expect(sent).toContain('oauth_signature=');
  for (const name of ['a client secret', 'a refused client secret', 'a client secret of a person'] as const)
    expect(provider.got.join('\n'), name).toContain(secrets[name]);
  expect(provider.got.join('\n')).toContain(secrets['a token of client credentials']);
  expect(provider.got.join('\n')).toContain(secrets['a token of a person']);
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
    ...Object.fromEntries(
      Object.entries(secrets)
        .filter(([, secret]) => encodeURIComponent(secret) !== secret)
        .map(([what, secret]) => [`${what}, encoded`, encodeURIComponent(secret)]),
    ),
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
  expect(auth).toMatchObject({ kind: 'bearer', hasSecret: true, secrets: { secret: { isSet: true, setBy: 'API token' } } });
  expect(JSON.stringify(auth)).not.toContain(secrets['a bearer token']);
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
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
    paths: Record<string, { get?: { parameters?: readonly { in: string; name: string; required?: boolean }[] } }>;
  };
  const { items: flows } = await server.api.get<{ items: { id: string }[] }>('/flows');
  const values: Record<string, readonly string[]> = { '/flows/': flows.map(({ id }) => id), '/runs/': runIds };
  const texts = new Map<string, string>();
  const read = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${adminToken}` } });
    texts.set(path, (await answer.text()) + JSON.stringify([...answer.headers]));
  };
  for (const path of ['/healthz', '/metrics', '/openapi.json']) await read(path);
  for (const [path, { get }] of Object.entries(paths)) {
    if (!get || path === '/api/events' || path.startsWith('/api/oauth') || path.startsWith('/api/sso')) continue;
    const [, kind = ''] = /^\/api(\/\w+\/)\{/.exec(path) ?? [];
    for (const id of values[kind] ?? ['x']) {
      const nodes = path.includes('{nodeId}') ? await stepsOf(kind, id) : ['x'];
      for (const node of nodes)
        await read(
          path
            .replace('{id}', id)
            .replace('{nodeId}', node)
            .replace('{number}', '1')
            .replace('{env}', 'dev')
            .replace('{name}', 'with-bearer')
            .replace(/\{\w+\}/g, 'x') + queryOf(path, get.parameters ?? []),
        );
    }
  }
  for (const status of ['/api/runs?env=dev', '/api/connections?env=dev', '/api/nothing', '/in/dev/nothing']) await read(status);
  return texts;
}

function queryOf(path: string, parameters: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[]): string {
  if (path.endsWith('/diff')) return '?from=draft&to=1';
  if (path.endsWith('/lineage')) return '?node=call&item=0';
  const query = parameters.filter((one) => one.in === 'query' && (one.required === true || one.name === 'env' || one.name === 'limit'));
  const values: Readonly<Record<string, string>> = { env: 'dev', limit: '200' };
  return `?${new URLSearchParams(query.map(({ name }) => [name, values[name] ?? 'x']))}`;
}

type EchoingProvider = Awaited<ReturnType<typeof startEchoingProvider>>;

/** Gives tokens and is a system at once; where it refuses it repeats all that it was sent. */
async function startEchoingProvider() {
  const got: string[] = [];
  let status = 200;
  const provider = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const form = new URLSearchParams(body);
    const basic = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString('utf8');
    const sent = `${request.headers.authorization ?? ''} ${[...form.values()].join(' ')} ${basic} ${decodeURIComponent(basic.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, ''))}`;
    got.push(sent);
    const answer = (code: number, value: unknown) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url !== '/token') return answer(status, { ok: true, youSent: request.headers.authorization });
    if (form.get('client_secret') === secrets['a refused client secret'])
      return answer(401, { error: 'invalid_client', error_description: `we do not know ${sent} at all` });
    if (form.get('grant_type') === 'client_credentials')
      return answer(200, { access_token: secrets['a token of client credentials'], expires_in: 3600 });
    answer(200, { access_token: secrets['a token of a person'], refresh_token: secrets['a refresh token'], expires_in: 3600 });
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`,
    got,
    answers(next: number) {
      status = next;
    },
    close() {
      provider.closeAllConnections();
      return new Promise<void>((resolve) => provider.close(() => resolve()));
    },
  };
}
