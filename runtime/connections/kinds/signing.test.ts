import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { describeKinds } from './describe-kind.ts';
import { hmac } from './hmac.ts';
import type { RequestToSign } from './kind.ts';
import { kinds } from './kinds.ts';
import { authorizationOf } from './oauth1.ts';
import { writtenAuth } from './written-auth.ts';

const aRequest = (request: Partial<RequestToSign>): RequestToSign => ({
  method: 'GET',
  origin: 'https://erp.example',
  path: '/',
  query: '',
  body: undefined,
  at: Date.parse('2026-11-21T08:00:00.250Z'),
  ...request,
});

describe('OAuth 1.0a', () => {
  const signatureOf = (header: string) => decodeURIComponent(/oauth_signature="([^"]+)"/.exec(header)?.[1] ?? '');
  /** Of "The Signature for Web Services and RESTlets" in NetSuite's help. */
  const netsuite = {
    consumerKey: 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
    consumerSecret: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
    tokenId: '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
    tokenSecret: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
  };
  const restlet = {
    method: 'POST',
    path: '/app/site/hosting/restlet.nl',
    query: 'script=6&deploy=1&customParam=someValue&testParam=someOtherValue',
  };
  const given = { nonce: 'fjaLirsIcCGVZWzBX0pg', timestamp: 1508242306, method: 'HMAC-SHA256', body: [] } as const;

  test.each([
    ['123456', '+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ='],
    ['1234567', 'i7MEtGwhCTIZbTsTrNGw9LdcERn4wsjt5C7TxmKWIfU='],
  ])("signs as NetSuite's own example for account %s, with the realm in front", (realm, signature) => {
    const request = aRequest({ ...restlet, origin: `https://${realm}.restlets.api.netsuite.com` });
    const header = authorizationOf({ ...netsuite, realm }, request, given);
    expect(signatureOf(header)).toBe(signature);
    expect(header).toMatch(new RegExp(`^OAuth realm="${realm}", oauth_consumer_key="`));
  });

  test('signs as the example of RFC 5849, section 1.2', () => {
    const auth = {
      consumerKey: 'dpf43f3p2l4k3l03',
      consumerSecret: 'kd94hf93k423kf44',
      tokenId: 'nnch734d00sl2jdk',
      tokenSecret: 'pfkkdhi9sl3r4s00',
    };
    const request = aRequest({ origin: 'http://photos.example.net', path: '/photos', query: 'file=vacation.jpg&size=original' });
    const header = authorizationOf(auth, request, {
      nonce: 'chapoH',
      timestamp: 137131202,
      method: 'HMAC-SHA1',
      body: [],
      hasVersion: false,
    });
    expect(signatureOf(header)).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=');
  });

  test('orders and encodes parameters as section 3.4.1 of RFC 5849 says, those of a form included', () => {
    const auth = {
      consumerKey: '9djdj82h48djs9d2',
      consumerSecret: 'j49sk3j29djd',
      tokenId: 'kkk9d7dh3k39sjv7',
      tokenSecret: 'dh893hdasih9',
    };
    const request = aRequest({ method: 'POST', origin: 'http://EXAMPLE.COM', path: '/request', query: 'b5=%3D%253D&a3=a&c%40=&a2=r%20b' });
    const header = authorizationOf(auth, request, {
      nonce: '7d8f3e4a',
      timestamp: 137131201,
      method: 'HMAC-SHA256',
      body: [
        ['c2', ''],
        ['a3', '2 q'],
      ],
      hasVersion: false,
    });
    expect(signatureOf(header)).toBe('ypAxjNip++Dm0fTM+gCl8wAo6ufSnseu1WHxL7py3BU=');
  });
});

describe('HMAC', () => {
  const auth = (more: object) => ({ kind: 'hmac' as const, ...hmac.fields.parse(more), secret: 'the-key-of-the-partner' });
  const request = aRequest({ method: 'post', path: '/v1/orders', query: 'a=1&b=%20', body: '{"ok":true}' });

  test('signs time, method, path, query and the hash of the body, unless it is told otherwise', () => {
    const hash = createHash('sha256').update('{"ok":true}').digest('hex');
    const text = `1795248000\nPOST\n/v1/orders\na=1&b=%20\n${hash}`;
    const expected = createHmac('sha256', 'the-key-of-the-partner').update(text).digest('hex');
    expect(hmac.sign?.(auth({}), request)).toEqual({ headers: { 'x-timestamp': '1795248000', 'x-signature': expected } });
  });

  test('names of headers, encoding, hash, time and text are chosen', () => {
    const chosen = auth({
      algorithm: 'sha512',
      encoding: 'base64',
      signatureHeader: 'Authorization',
      prefix: 'HMAC ',
      timestampHeader: 'Date-Signed',
      timestamp: 'iso',
      keyId: 'key-1',
      keyIdHeader: 'X-Key',
      text: '{key-id}:{timestamp}:{body}',
    });
    const expected = createHmac('sha512', 'the-key-of-the-partner').update('key-1:2026-11-21T08:00:00.250Z:{"ok":true}').digest('base64');
    expect(hmac.sign?.(chosen, request)).toEqual({
      headers: { 'date-signed': '2026-11-21T08:00:00.250Z', 'x-key': 'key-1', authorization: `HMAC ${expected}` },
    });
  });

  test('a part that there is not is refused where it is written', () => {
    expect(hmac.fields.safeParse({ text: '{method} {host}' }).success).toBe(false);
  });
});

describe('the kinds', () => {
  test('each says what it is, and marks its secrets as written only', () => {
    for (const kind of describeKinds()) {
      const { properties } = kind.schema as { properties: Record<string, { writeOnly?: boolean; title?: string; description?: string }> };
      const { kind: _, ...fields } = properties;
      expect(kind.title && kind.summary && kind.uses.length > 0).toBeTruthy();
      for (const [name, field] of Object.entries(fields)) {
        expect([kind.kind, name, field.writeOnly === true]).toEqual([kind.kind, name, kind.secrets.includes(name)]);
        expect(field.title && field.description, `${kind.kind}.${name}`).toBeTruthy();
      }
    }
  });

  test('no public field of one kind is a secret of another, so that none is shown by mistake', () => {
    const shown = new Set(kinds.flatMap(({ fields }) => Object.keys(fields.shape)));
    const secret = new Set(kinds.flatMap(({ secrets }) => Object.keys(secrets)));
    expect([...shown].filter((name) => secret.has(name))).toEqual([]);
  });

  test.each([
    [{ kind: 'basic', user: 'a:b', secret: 'x' }],
    [{ kind: 'header', header: 'X Key', secret: 'x' }],
    [{ kind: 'query', parameter: 'a&b', secret: 'x' }],
    [{ kind: 'bearer', secret: 'x', header: 'X-Key' }],
    [{ kind: 'bearer', secret: { from: 'file:/etc/passwd' } }],
    [{ kind: 'bearer', secret: { from: 'vault:x' } }],
    [{ kind: 'mtls', certificate: 'none', privateKey: 'x' }],
    [{ kind: 'ssh-key', user: 'u', hostKey: 'ab:cd', privateKey: 'x' }],
    [{ kind: 'oauth2-client', tokenUrl: 'ftp://x', clientId: 'c', secret: 'x' }],
    [{ kind: 'kerberos' }],
  ])('%j is refused', (auth) => {
    expect(writtenAuth.safeParse(auth).success).toBe(false);
  });
});
