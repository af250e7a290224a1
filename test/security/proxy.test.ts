import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';

const json = { 'content-type': 'application/json' };
let installation: Installation;
let server: RunningServer;

/** What a proxy that speaks TLS says of a caller. */
const through = (address: string) => ({ 'x-forwarded-proto': 'https', 'x-forwarded-for': address });
async function signIn(headers: Record<string, string>) {
  const { token } = await server.api.post<{ token: string }>('/sign-in-links', {});
  return fetch(`${server.url}/api/session`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ token }) });
}

/** Guesses one-time links; resolves to how many were looked at. */
async function guesses(count: number, headersOf: (i: number) => Record<string, string>) {
  let looked = 0;
  for (let i = 0; i < count; i += 1) {
    const body = JSON.stringify({ token: `guess-${i}` });
    const answer = await fetch(`${server.url}/api/session`, { method: 'POST', headers: { ...json, ...headersOf(i) }, body });
    if (answer.status === 401) looked += 1;
  }
  return looked;
}

describe('a server that was told of its proxy', () => {
  beforeAll(async () => {
    installation = await newInstallation({ CROSSDOCK_DEMO: '0', CROSSDOCK_PROXY: 'loopback' });
    server = await installation.start();
  });
  afterAll(() => installation?.remove());

  test('keeps its cookies to TLS, and asks browsers to stay with it', async () => {
    const answer = await signIn(through('203.0.113.5'));
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure/i);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
    const plain = await signIn({});
    expect(plain.headers.get('set-cookie')).not.toMatch(/Secure/i);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });

  test('tells callers apart by what the proxy says', async () => {
    const { items } = await server.api.get<{ items: { at: string; from: string | null }[] }>('/audit?act=person.signed-in');
    expect(items.map(({ from }) => from)).toContain('203.0.113.5');
    // Ten failures from one address are all that are looked at; from as many addresses all are.
    expect(await guesses(12, () => through('203.0.113.7'))).toBe(10);
    expect(await guesses(12, (i) => through(`203.0.113.${100 + i}`))).toBe(12);
  });
});

describe('a server that was told of none', () => {
  beforeAll(async () => {
    installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
    server = await installation.start();
  });
  afterAll(() => installation?.remove());

  test('believes nobody who says that they came by TLS, or from elsewhere', async () => {
    const answer = await signIn(through('203.0.113.5'));
    expect(answer.headers.get('set-cookie')).not.toMatch(/Secure/i);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    const { items } = await server.api.get<{ items: { from: string | null }[] }>('/audit?act=person.signed-in');
    expect(items.every(({ from }) => from?.includes('127.0.0.1') || from === '::1')).toBe(true);
    expect(await guesses(12, (i) => through(`203.0.113.${i}`))).toBe(10);
  });

  test('lets no other origin read from a browser', async () => {
    const preflight = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-csrf-token',
    };
    for (const path of ['/api/session', '/api/people', '/api/tokens', '/api/sso/callback']) {
      const answer = await fetch(`${server.url}${path}`, { method: 'OPTIONS', headers: preflight });
      expect(answer.ok).toBe(false);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});
