import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { RetryLater } from '@crossdock/nodes/contract/errors';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock/clock.ts';
import { testClock } from '../../clock/test-clock.ts';
import { openAuth } from '../../connections/connection-entry.ts';
import { policyOf } from '../../connections/connection-policy.ts';
import { ConnectionUnusable } from '../../connections/connection-unusable.ts';
import type { OpenConnection } from '../../connections/connections.ts';
import { kindOf, type OpenAuth } from '../../connections/kinds/kinds.ts';
import { createTokenAsker, type TokenAsker } from '../../connections/tokens/ask-token.ts';
import { createTokenBook, type TokenBook } from '../../connections/tokens/token-book.ts';
import { createEgress } from '../../egress/egress.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { createVault } from '../../vault/envelope.ts';
import { secretSources } from '../../vault/secret-sources.ts';
import { clientCertificate, clientKey, serverCertificate, serverKey, testAuthority } from '../test/certificates.ts';
import { httpTransport, type Transport } from './http-transport.ts';

type Got = { readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string };

let folder: string;
let store: Store;
let asker: TokenAsker;
let tokens: TokenBook;
let transport: Transport;
const closers: (() => unknown)[] = [];
const egress = createEgress();
const key = Buffer.alloc(32, 3);
const vault = createVault({ newest: () => ({ number: 1, key }), byNumber: () => key });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-credentials-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  asker = createTokenAsker(egress);
  tokens = createTokenBook({ store, clock: systemClock, vault, asker });
  transport = httpTransport({ egress, tokens });
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await transport.close();
  await asker.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A system that keeps what it got and answers as told: status, and what stands in the body. */
async function aSystem(
  answer: (
    got: Got,
    request: IncomingMessage,
  ) =>
    | { status?: number; body?: unknown; headers?: Record<string, string> }
    | Promise<{ status?: number; body?: unknown; headers?: Record<string, string> }> = () => ({}),
  open: (listener: RequestListener) => Server = createHttp,
) {
  const got: Got[] = [];
  const server = open(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const one = { url: request.url ?? '', headers: request.headers, body };
    got.push(one);
    const { status = 200, body: reply = { ok: true }, headers = {} } = await answer(one, request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { got, port: (server.address() as AddressInfo).port, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function aConnection(address: string, auth: OpenAuth, policy: Parameters<typeof policyOf>[0] = {}): OpenConnection {
  return { env: 'dev', name: 'erp', system: 'http', address, auth, policy: policyOf({ network: 'private', ...policy }) };
}

/** Who waits for another process looks again as the clock moves. */
async function asTimeGoesBy(clock: ReturnType<typeof testClock>, waiting: Promise<unknown>): Promise<void> {
  const moved = () => {
    clock.advance(500);
    return Promise.race([waiting.then(() => true), delay(5, false)]);
  };
  await expect.poll(moved, { timeout: 10_000, interval: 5 }).toBe(true);
}

const limits = { timeoutMs: 5000, signal: undefined };
const get = (connection: OpenConnection, path = '/x', by = transport) =>
  by.http(connection).send({ method: 'GET', path, query: { a: '1' } }, limits);

describe('what is the same for each request', () => {
  test.each<[OpenAuth, Partial<Record<string, string>>, string]>([
    [{ kind: 'none' }, { connection: 'keep-alive' }, '/base/x?a=1'],
    [{ kind: 'bearer', secret: 'tok' }, { authorization: 'Bearer tok' }, '/base/x?a=1'],
    [
      { kind: 'basic', user: 'ann', secret: 'pä:ss' },
      { authorization: `Basic ${Buffer.from('ann:pä:ss').toString('base64')}` },
      '/base/x?a=1',
    ],
    [{ kind: 'header', header: 'X-Api-Key', secret: 'k' }, { 'x-api-key': 'k' }, '/base/x?a=1'],
    [{ kind: 'query', parameter: 'api_key', secret: 'k&=1' }, {}, '/base/x?a=1&api_key=k%26%3D1'],
  ])('%j', async (auth, headers, url) => {
    const system = await aSystem();
    await get(aConnection(`${system.url}/base`, auth));
    expect(system.got[0]).toMatchObject({ url, headers });
  });
});

test('a signed request is signed as it is sent, and the key stays here', async () => {
  const system = await aSystem();
  const fields = kindOf('hmac').fields.parse({ text: '{method} {path}?{query}\\n{body}\\n{timestamp}' });
  const connection = aConnection(`${system.url}/base`, { kind: 'hmac', ...fields, secret: 'the-key-itself' } as OpenAuth);
  await transport.http(connection).send({ method: 'POST', path: '/x', query: { a: '1' }, body: '{"n":1}' }, limits);
  const [{ headers, url, body }] = system.got as [Got];
  const text = `POST ${url}\n${body}\n${headers['x-timestamp']}`;
  expect(headers['x-signature']).toBe(createHmac('sha256', 'the-key-itself').update(text).digest('hex'));
  expect(JSON.stringify(system.got)).not.toContain('the-key-itself');
});

test('a secret that lies outside is read again when it changes; when it is gone nothing is sent', async () => {
  const system = await aSystem();
  await writeFile(join(folder, 'key'), 'first\n');
  let now = 0;
  const sources = secretSources({ variables: {}, folder, now: () => now });
  const auth = openAuth(kindOf('bearer'), { kind: 'bearer' }, { secret: [{ from: 'file:key' }] }, sources);
  const { send } = transport.http(aConnection(system.url, auth));
  const sent = () => send({ method: 'GET', path: '/' }, limits);
  await sent();
  await writeFile(join(folder, 'key'), 'second, and longer\n');
  now += 1000;
  await sent();
  expect(system.got.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second, and longer']);
  await rm(join(folder, 'key'));
  now += 1000;
  await expect(sent()).rejects.toThrow(ConnectionUnusable);
  await expect(sent()).rejects.toThrow('file:key is not there');
  expect(system.got).toHaveLength(2);
});

describe('a client certificate', () => {
  const tls = (listener: RequestListener) =>
    createHttps(
      { cert: serverCertificate, key: serverKey, ca: testAuthority, requestCert: true, rejectUnauthorized: true },
      listener,
    ) as unknown as Server;
  const auth = { kind: 'mtls', certificate: clientCertificate, privateKey: clientKey, ca: testAuthority, passphrase: undefined } as const;

  test('is shown, and the system is checked against an authority of its own', async () => {
    const system = await aSystem((_, request) => ({ body: { who: (request.socket as TLSSocket).getPeerCertificate().subject.CN } }), tls);
    const answer = await get(aConnection(`https://127.0.0.1:${system.port}`, auth));
    expect(JSON.parse(answer.body)).toEqual({ who: 'client.example' });
  });

  test('without it nothing is sent, and that is said; neither is to a system that nobody vouches for', async () => {
    const system = await aSystem(undefined, tls);
    const address = `https://127.0.0.1:${system.port}`;
    const stranger = aConnection(address, { ...auth, certificate: serverCertificate, privateKey: serverKey, ca: undefined });
    await expect(get(stranger)).rejects.toThrow(RetryLater);
    await expect(get(stranger)).rejects.toThrow('could not agree on a safe connection');
    await expect(get(aConnection(address, { kind: 'none' }))).rejects.toThrow('could not agree on a safe connection');
    expect(system.got).toHaveLength(0);
  });
});

describe('OAuth 2, client credentials', () => {
  const auth = (tokenUrl: string, more: object = {}) =>
    ({
      kind: 'oauth2-client',
      tokenUrl,
      clientId: 'crossdock',
      clientAuthentication: 'basic',
      secret: 'client secret/1',
      ...more,
    }) as OpenAuth;

  /** Gives tokens, as slowly as real ones do, and takes them while they are valid. */
  async function aTokenSystem(given: { expiresIn?: number; slowMs?: number; fail?: () => { status: number; body: unknown } | null } = {}) {
    let number = 0;
    const live = new Set<string>();
    const server = await aSystem(async ({ url, headers }) => {
      if (url !== '/token') return live.has(headers.authorization ?? '') ? {} : { status: 401, body: { error: 'invalid_token' } };
      await delay(given.slowMs ?? 0);
      const failure = given.fail?.();
      if (failure) return failure;
      const token = `token-number-${++number}`;
      live.add(`Bearer ${token}`);
      return { body: { access_token: token, token_type: 'Bearer', expires_in: given.expiresIn ?? 3600 } };
    });
    return { ...server, live, asked: () => server.got.filter(({ url }) => url === '/token'), given: () => number };
  }

  test('the token is asked for once, with the client in the header or in the form, and used until it ends', async () => {
    const system = await aTokenSystem();
    const connection = aConnection(system.url, auth(`${system.url}/token`, { scope: 'orders stock' }));
    for (let i = 0; i < 3; i++) expect((await get(connection)).status).toBe(200);
    expect(system.asked()).toHaveLength(1);
    const [asked] = system.asked() as [Got];
    expect(Object.fromEntries(new URLSearchParams(asked.body))).toEqual({ grant_type: 'client_credentials', scope: 'orders stock' });
    expect(asked.headers.authorization).toBe(`Basic ${Buffer.from('crossdock:client+secret%2F1').toString('base64')}`);

    const inBody = { ...connection, name: 'other', auth: auth(`${system.url}/token`, { clientAuthentication: 'body' }) };
    await get(inBody);
    expect(Object.fromEntries(new URLSearchParams(system.asked()[1]?.body))).toMatchObject({
      client_id: 'crossdock',
      client_secret: 'client secret/1',
    });
  });

  test('fifty calls at once in two processes ask for one token', async () => {
    const system = await aTokenSystem({ slowMs: 300 });
    const connection = aConnection(system.url, auth(`${system.url}/token`));
    const other = httpTransport({ egress, tokens: createTokenBook({ store, clock: systemClock, vault, asker }) });
    closers.push(other.close);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => get(connection, `/${i}`, i % 2 === 0 ? transport : other)));
    expect(answers.map(({ status }) => status)).toEqual(new Array(50).fill(200));
    expect(system.asked()).toHaveLength(1);
  });

  test('ahead of its end one renews it, and the others go on with the old one', async () => {
    const clock = testClock();
    const timed = createTokenBook({ store, clock, vault, asker });
    const by = httpTransport({ egress, tokens: timed });
    closers.push(by.close);
    const system = await aTokenSystem({ slowMs: 50 });
    const connection = aConnection(system.url, auth(`${system.url}/token`));
    await get(connection, '/x', by);
    clock.advance(3600_000 - 299_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(connection, '/x', by)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(system.got.slice(-20).map(({ headers }) => headers.authorization))).toContain('Bearer token-number-1');
    await expect.poll(() => system.given()).toBe(2);
    const nextUsed = async () => {
      await get(connection, '/x', by);
      return system.got.at(-1)?.headers.authorization;
    };
    await expect.poll(nextUsed).toBe('Bearer token-number-2');
    expect(system.asked()).toHaveLength(2);
  });

  test('a token that the system takes no more is renewed once and the call made again; a second 401 is an answer', async () => {
    const clock = testClock();
    const by = httpTransport({ egress, tokens: createTokenBook({ store, clock, vault, asker }) });
    closers.push(by.close);
    const system = await aTokenSystem();
    const connection = aConnection(system.url, auth(`${system.url}/token`));
    await get(connection, '/x', by);
    clock.advance(60_000);
    system.live.clear();
    expect((await get(connection, '/x', by)).status).toBe(200);
    expect(system.asked()).toHaveLength(2);
    system.live.clear();
    // Just issued: it is not the token.
    expect((await get(connection, '/x', by)).status).toBe(401);
    expect(system.asked()).toHaveLength(2);
  });

  test('a refusal for good makes the connection unusable, without asking again and again, until somebody does something', async () => {
    let isFixed = false;
    const system = await aTokenSystem({
      fail: () =>
        isFixed ? null : { status: 401, body: { error: 'invalid_client', error_description: 'secret client secret/1 is wrong' } },
    });
    const connection = aConnection(system.url, auth(`${system.url}/token`));
    for (let i = 0; i < 5; i++) await expect(get(connection)).rejects.toThrow(ConnectionUnusable);
    expect(system.asked()).toHaveLength(1);
    const words = String(await get(connection).catch((error: Error) => error.message));
    expect(words).toContain('401 invalid_client');
    expect(words).not.toContain('client secret/1');
    expect(await tokens.state(connection)).toMatchObject({ state: 'refused' });
    isFixed = true;
    await tokens.changed('dev', 'erp', false);
    expect((await get(connection)).status).toBe(200);
  });

  test('a failure that may pass is tried again later, and not by everybody at once', async () => {
    let isDown = true;
    const system = await aTokenSystem({ fail: () => (isDown ? { status: 503, body: {} } : null) });
    const connection = aConnection(system.url, auth(`${system.url}/token`));
    const failures = await Promise.all(Array.from({ length: 10 }, () => get(connection).catch((error: unknown) => error)));
    expect(failures.every((failure) => failure instanceof RetryLater && failure.code === 'TOKEN_UNAVAILABLE')).toBe(true);
    expect(system.asked()).toHaveLength(1);
    isDown = false;
    await expect
      .poll(
        () =>
          get(connection).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 8000, interval: 200 },
      )
      .toBe(200);
  });

  test('when the process that renews dies, another one does it when its claim has run out', async () => {
    const clock = testClock();
    const system = await aTokenSystem();
    const connection = aConnection(system.url, auth(`${system.url}/token`));
    const dead = createTokenBook({ store, clock, vault, asker: { ask: () => new Promise(() => {}), close: async () => {} } });
    void dead.of(connection).get();
    const documents = store.collection<never>({ name: 'connectionTokens', fields: { claim: 'text' } } as never);
    await expect.poll(async () => (await documents.get('dev/erp')) !== null).toBe(true);
    const alive = createTokenBook({ store, clock, vault, asker });
    const waiting = alive.of(connection).get();
    await asTimeGoesBy(clock, waiting);
    expect(system.asked()).toHaveLength(1);
  });

  test('redirects of a token address are not followed', async () => {
    const inside = await aSystem(() => ({ body: { access_token: 'x', expires_in: 60 } }));
    const system = await aSystem(() => ({ status: 302, headers: { location: `${inside.url}/token` }, body: {} }));
    await expect(get(aConnection(system.url, auth(`${system.url}/token`)))).rejects.toThrow('302');
    expect(inside.got).toHaveLength(0);
  });

  test('a token address inside is asked only when the connection may reach private networks', async () => {
    const system = await aTokenSystem();
    const connection = aConnection('https://erp.example.com', auth(`${system.url}/token`), { network: 'public' });
    await expect(get(connection)).rejects.toThrow('address of the machine that Crossdock runs on');
    expect(system.got).toHaveLength(0);
  });
});

describe('OAuth 2, signed in by a person', () => {
  test('each refresh token is good for one use: concurrent calls use it once, and the next one is stored before it counts', async () => {
    const clock = testClock();
    let refresh = 'refresh-0';
    let number = 0;
    const system = await aSystem(async ({ url, body }) => {
      if (url !== '/token') return {};
      const form = new URLSearchParams(body);
      await delay(50);
      if (form.get('refresh_token') !== refresh) return { status: 400, body: { error: 'invalid_grant' } };
      refresh = `refresh-${++number}`;
      return { body: { access_token: `access-${number}`, refresh_token: refresh, expires_in: 600 } };
    });
    const auth = {
      kind: 'oauth2-code',
      authorizeUrl: `${system.url}/authorize`,
      tokenUrl: `${system.url}/token`,
      clientId: 'crossdock',
      clientAuthentication: 'basic',
      secret: undefined,
    } as OpenAuth;
    const connection = aConnection(system.url, auth);
    const books = [1, 2].map(() => createTokenBook({ store, clock, vault, asker }));
    const ways = books.map((book) => httpTransport({ egress, tokens: book }));
    closers.push(...ways.map((way) => way.close));

    await expect(get(connection, '/x', ways[0])).rejects.toThrow('choose Connect');
    await books[0]?.connected(connection, { ok: true, accessToken: 'access-0', refreshToken: 'refresh-0', expiresIn: 600 }, 'Ann');
    expect(await books[1]?.state(connection)).toMatchObject({ state: 'valid', connectedBy: 'Ann' });
    for (let round = 1; round <= 3; round++) {
      clock.advance(601_000);
      const calls = Array.from({ length: 20 }, (_, i) => get(connection, '/x', ways[i % 2]));
      const all = Promise.all(calls);
      // Whoever waits for the other process looks again as time goes by.
      await asTimeGoesBy(clock, all);
      expect(number).toBe(round);
    }

    // Somebody took the permission back.
    refresh = 'revoked';
    clock.advance(601_000);
    await expect(get(connection, '/x', ways[0])).rejects.toThrow('needs to be connected again');
    expect(await books[0]?.state(connection)).toMatchObject({ state: 'refused' });
  });
});

test('an address that may not be called is an error that says what to do, and nothing is sent', async () => {
  const system = await aSystem();
  await expect(get(aConnection(system.url, { kind: 'bearer', secret: 'tok' }, { network: 'public' }))).rejects.toThrow(
    'set the network of the connection to private',
  );
  expect(system.got).toHaveLength(0);
});

test('a redirect to an address inside is an answer, not a way', async () => {
  const inside = await aSystem();
  const system = await aSystem(() => ({ status: 307, headers: { location: inside.url }, body: {} }));
  expect((await get(aConnection(system.url, { kind: 'bearer', secret: 'tok' }))).status).toBe(307);
  expect(inside.got).toHaveLength(0);
});
