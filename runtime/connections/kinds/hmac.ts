import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { headerField, secretField, textField } from './fields.ts';
import { defineKind, type RequestToSign } from './kind.ts';

/**
 * Signs each request: HMAC over a text that is put together from the request. `{method}` in capitals, `{path}` with the address's own, `{query}` as sent
 * without `?`, `{body}`, `{body-hash}` (in hexadecimal, of the same algorithm), `{timestamp}`, `{key-id}`; `\n` is a line break.
 */
export const hmac = defineKind({
  kind: 'hmac',
  title: 'Signed requests (HMAC)',
  summary: 'Each request carries a signature over its method, path, time and body; the key itself never travels.',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({
    algorithm: z.enum(['sha256', 'sha512']).default('sha256').meta({ title: 'Algorithm', description: 'the hash of the HMAC' }),
    encoding: z.enum(['hex', 'base64']).default('hex').meta({ title: 'Written as', description: 'how the signature is written' }),
    signatureHeader: headerField('Header of the signature', 'carries the signature').default('X-Signature'),
    prefix: z.string().max(80).default('').meta({ title: 'Before the signature', description: 'such as sha256=; empty: nothing' }),
    timestampHeader: headerField('Header of the time', 'carries when the request was signed').default('X-Timestamp'),
    timestamp: z
      .enum(['seconds', 'milliseconds', 'iso'])
      .default('seconds')
      .meta({ title: 'Time as', description: 'seconds or milliseconds since 1970, or ISO 8601' }),
    keyId: textField('Key id', 'which key was used; empty: no header says so', 200).optional(),
    keyIdHeader: headerField('Header of the key id', 'carries the key id, when there is one').default('X-Key-Id'),
    text: z
      .string()
      .min(1)
      .max(500)
      .default('{timestamp}\\n{method}\\n{path}\\n{query}\\n{body-hash}')
      .refine(isKnown, 'may use {method}, {path}, {query}, {body}, {body-hash}, {timestamp}, {key-id} and \\n')
      .meta({ title: 'What is signed', description: 'the parts in their order; \\n is a line break' }),
  }),
  secrets: { secret: secretField('Key', 'signs every request and is never sent') },
  sign(auth, request) {
    const timestamp = timeOf(auth.timestamp, request.at);
    const signature = createHmac(auth.algorithm, auth.secret)
      .update(signedText(auth, request, timestamp))
      .digest(auth.encoding);
    return {
      headers: {
        [auth.timestampHeader.toLowerCase()]: timestamp,
        ...(auth.keyId !== undefined && { [auth.keyIdHeader.toLowerCase()]: auth.keyId }),
        [auth.signatureHeader.toLowerCase()]: auth.prefix + signature,
      },
    };
  },
});

const parts = ['method', 'path', 'query', 'body', 'body-hash', 'timestamp', 'key-id'];

function isKnown(text: string): boolean {
  return [...text.matchAll(/\{([^{}]*)\}/g)].every(([, part]) => parts.includes(part as string));
}

function signedText(
  auth: { readonly text: string; readonly algorithm: string; readonly keyId?: string | undefined },
  request: RequestToSign,
  timestamp: string,
): string {
  const textOf = (part: string): string => {
    switch (part) {
      case 'method':
        return request.method.toUpperCase();
      case 'path':
        return request.path;
      case 'query':
        return request.query;
      case 'body':
        return request.body ?? '';
      case 'body-hash':
        return createHash(auth.algorithm)
          .update(request.body ?? '')
          .digest('hex');
      case 'timestamp':
        return timestamp;
      default:
        return auth.keyId ?? '';
    }
  };
  return auth.text.replaceAll('\\n', '\n').replace(/\{([^{}]*)\}/g, (_, part: string) => textOf(part));
}

function timeOf(as: 'seconds' | 'milliseconds' | 'iso', at: number): string {
  if (as === 'iso') return new Date(at).toISOString();
  return String(as === 'seconds' ? Math.floor(at / 1000) : at);
}
