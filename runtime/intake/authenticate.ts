import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { IntakeAuth } from '@crossdock/nodes/contract/intake';

/** Standard Webhooks: a message whose timestamp is further off than this is refused, ms. */
const tolerance = 5 * 60_000;

export type Verdict =
  | { readonly ok: true; readonly sender: string; readonly deliveryId: string | undefined }
  | { readonly ok: false; readonly message: string };

/**
 * Checks a webhook's API key or signature over its raw bytes, in constant time, against every live secret: two during a rotation. Says no more than needed
 * about why it refuses.
 */
export function authenticate(
  auth: IntakeAuth,
  request: { readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly now: number },
  secrets: readonly string[],
): Verdict {
  if (auth.kind === 'none') return { ok: true, sender: '-', deliveryId: undefined };
  if (secrets.length === 0)
    return {
      ok: false,
      message: `The connection "${auth.connection}" has no webhook secret in this environment. Set it under Connections.`,
    };
  const { headers } = request;
  const given = single(headers[auth.header.toLowerCase()]);
  if (given === undefined) return { ok: false, message: `The header ${auth.header} is missing.` };
  if (auth.kind === 'api-key') {
    return secrets.some((secret) => isSame(Buffer.from(given), Buffer.from(secret)))
      ? { ok: true, sender: auth.connection, deliveryId: undefined }
      : { ok: false, message: `The key in ${auth.header} is not valid.` };
  }
  const deliveryId = auth.deliveryId === undefined ? undefined : single(headers[auth.deliveryId.toLowerCase()]);
  if (auth.signs === 'standard-webhooks') return standardWebhook(auth, request, given, secrets);
  const text = given.startsWith(auth.prefix) ? given.slice(auth.prefix.length) : given;
  const signature = Buffer.from(text, auth.encoding);
  const isValid = secrets.some((secret) => isSame(signature, createHmac(auth.algorithm, secret).update(request.body).digest()));
  return isValid
    ? { ok: true, sender: auth.connection, deliveryId }
    : { ok: false, message: `The signature in ${auth.header} does not fit the body.` };
}

type Hmac = Extract<IntakeAuth, { kind: 'hmac' }>;

/** https://www.standardwebhooks.com: signs `id.timestamp.body`; the header lists `v1,<base64>` signatures, of which one has to fit. */
function standardWebhook(
  auth: Hmac,
  { headers, body, now }: { readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly now: number },
  given: string,
  secrets: readonly string[],
): Verdict {
  const id = single(headers['webhook-id']);
  const timestamp = single(headers['webhook-timestamp']);
  if (id === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp))
    return { ok: false, message: 'The headers webhook-id and webhook-timestamp (seconds) are needed.' };
  if (Math.abs(now - Number(timestamp) * 1000) > tolerance)
    return { ok: false, message: 'The header webhook-timestamp is more than 5 minutes off.' };
  const signatures = given.split(' ').flatMap((entry) => (entry.startsWith('v1,') ? [Buffer.from(entry.slice(3), auth.encoding)] : []));
  const isValid = secrets.some((secret) => {
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
    const expected = createHmac(auth.algorithm, key).update(`${id}.${timestamp}.`).update(body).digest();
    return signatures.some((signature) => isSame(signature, expected));
  });
  return isValid
    ? { ok: true, sender: auth.connection, deliveryId: id }
    : { ok: false, message: `No signature in ${auth.header} fits the body.` };
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
