import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { secretField, textField } from './fields.ts';
import { defineKind, type RequestToSign } from './kind.ts';

/** RFC 5849 with HMAC-SHA256, the realm in the header, as NetSuite's token-based authentication asks for. */
export const oauth1 = defineKind({
  kind: 'oauth1',
  title: 'OAuth 1.0a (NetSuite)',
  summary: 'Each request is signed with a consumer and a token, HMAC-SHA256; NetSuite calls it token-based authentication.',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({
    realm: textField('Realm', 'NetSuite: the account id in capitals, such as 1234567 or 1234567_SB1', 200).optional(),
    consumerKey: textField('Consumer key', 'of the integration record'),
    tokenId: textField('Token id', 'of the access token'),
  }),
  secrets: {
    consumerSecret: secretField('Consumer secret', 'of the integration record'),
    tokenSecret: secretField('Token secret', 'of the access token'),
  },
  sign: (auth, request) => ({
    headers: {
      authorization: authorizationOf(auth, request, {
        nonce: randomBytes(16).toString('hex'),
        timestamp: Math.floor(request.at / 1000),
        method: 'HMAC-SHA256',
        body: [],
      }),
    },
  }),
});

/** The Authorization header. `body`: parameters of a form-encoded body, which are signed as well. */
export function authorizationOf(
  auth: {
    readonly realm?: string | undefined;
    readonly consumerKey: string;
    readonly consumerSecret: string;
    readonly tokenId: string;
    readonly tokenSecret: string;
  },
  request: RequestToSign,
  given: {
    readonly nonce: string;
    readonly timestamp: number;
    readonly method: 'HMAC-SHA256' | 'HMAC-SHA1';
    readonly body: readonly (readonly [string, string])[];
    /** Default: sent. Left out of it by some older examples. */
    readonly hasVersion?: boolean;
  },
): string {
  const protocol: [string, string][] = [
    ['oauth_consumer_key', auth.consumerKey],
    ['oauth_token', auth.tokenId],
    ['oauth_signature_method', given.method],
    ['oauth_timestamp', String(given.timestamp)],
    ['oauth_nonce', given.nonce],
    ...(given.hasVersion === false ? [] : [['oauth_version', '1.0'] as [string, string]]),
  ];
  const base = baseString(request, [...protocol, ...given.body]);
  const key = `${encoded(auth.consumerSecret)}&${encoded(auth.tokenSecret)}`;
  const signature = createHmac(given.method === 'HMAC-SHA256' ? 'sha256' : 'sha1', key)
    .update(base)
    .digest('base64');
  const realm = auth.realm === undefined ? [] : [`realm="${auth.realm}"`];
  const parts = [...protocol, ['oauth_signature', signature] as const].map(([name, value]) => `${name}="${encoded(value)}"`);
  return `OAuth ${[...realm, ...parts].join(', ')}`;
}

/** RFC 5849 section 3.4.1. */
function baseString({ method, origin, path, query }: RequestToSign, more: readonly (readonly [string, string])[]): string {
  const parameters = [...new URLSearchParams(query), ...more].map(([name, value]) => [encoded(name), encoded(value)] as const);
  // By encoded name, then by encoded value, byte by byte.
  parameters.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  const normalized = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  return [method.toUpperCase(), encoded(`${origin.toLowerCase()}${path}`), encoded(normalized)].join('&');
}

/** RFC 3986: encodeURIComponent leaves five characters more. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
