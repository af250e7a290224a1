import { OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { HttpAnswer, HttpRequest } from '@crossdock/nodes/contract/http';
import { Pool } from 'undici';
import type { OpenConnection } from '../../connections/connections.ts';
import { readAnswer } from './read-answer.ts';
import { type Signer, signerOf, withQuery } from './sign-request.ts';

/** What one request may take; `signal` cuts it off. */
export type SendLimits = { readonly timeoutMs: number; readonly signal: AbortSignal | undefined };

/** One connection's address and credentials behind one `send`. */
export type BoundHttp = { send(request: HttpRequest, limits: SendLimits): Promise<HttpAnswer> };

/** How requests get out. */
export type Transport = {
  http(connection: OpenConnection): BoundHttp;
  close(): Promise<void>;
};

/** The largest answer that is read, in bytes; a larger one fails the call. */
const answerLimit = 16 * 1024 * 1024;
/** For a connection that gives its calls more, ms. */
const connectTimeout = 10_000;

/** Over undici pools with keep-alive, one per address. How many calls are made at once is not decided here. Redirects are not followed: credentials stay on the connection's origin. */
export function httpTransport(): Transport {
  const pools = new Map<string, Pool>();
  const poolOf = (connection: OpenConnection): Pool => {
    const { origin } = new URL(connection.address);
    const timeout = Math.min(connection.policy.timeoutSeconds * 1000, connectTimeout);
    const key = `${origin} ${timeout}`;
    let pool = pools.get(key);
    if (!pool) {
      pool = new Pool(origin, { connections: 500, pipelining: 1, connect: { timeout }, keepAliveTimeout: 30_000 });
      pools.set(key, pool);
    }
    return pool;
  };
  return {
    http(connection) {
      const pool = poolOf(connection);
      const base = new URL(connection.address).pathname.replace(/\/$/, '');
      const sign = signerOf(connection);
      return { send: (request, limits) => send(pool, base, sign, connection, request, limits) };
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

async function send(
  pool: Pool,
  base: string,
  sign: Signer,
  connection: OpenConnection,
  request: HttpRequest,
  { timeoutMs, signal }: SendLimits,
): Promise<HttpAnswer> {
  const path = base + (request.path.startsWith('/') ? request.path : `/${request.path}`);
  const query = request.query && Object.keys(request.query).length > 0 ? new URLSearchParams(request.query).toString() : '';
  const signature = sign({ method: request.method, path, query, body: request.body });
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...lowerCased(request.headers),
    ...signature.headers,
  };
  if (request.body === undefined) delete headers['content-type'];
  for (const name in headers) if (/[\r\n\0]/.test(headers[name] as string)) throw new TypeError(`The header ${name} holds a line break`);
  const started = performance.now();
  const check = (length: number) => {
    if (length > answerLimit)
      return new OutcomeUnknown('ANSWER_TOO_LARGE', `${connection.name} answered with more than ${answerLimit / 1048576} MB.`);
    // The time between two parts is bounded by the pool; a body that drips for ever is not.
    return performance.now() > started + timeoutMs ? new SlowAnswer() : undefined;
  };
  const options = {
    method: request.method,
    path: withQuery(path, query, signature),
    headers,
    body: request.body ?? null,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  try {
    return await readAnswer(pool, options, { signal, check });
  } catch (error) {
    throw classified(error, { connection, timeoutMs, signal });
  }
}

/** Nothing left the machine in these cases, so a repeat is safe without a key. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

class SlowAnswer extends Error {
  override readonly name = 'SlowAnswer';
}

function classified(
  error: unknown,
  {
    connection,
    timeoutMs,
    signal,
  }: { readonly connection: OpenConnection; readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Error {
  if (error instanceof RetryLater || error instanceof OutcomeUnknown) return error;
  const { code } = error as { code?: string };
  if (code !== undefined && notSent.has(code))
    return new RetryLater('UNREACHABLE', `${connection.name} cannot be reached. Nothing was sent.`);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || error instanceof SlowAnswer)
    return new OutcomeUnknown(
      'NO_ANSWER',
      `${connection.name} did not answer within ${timeoutMs / 1000} s after the request was sent. It may or may not have taken effect.`,
    );
  if (signal?.aborted)
    return new OutcomeUnknown(
      'LEASE_LOST',
      `This process no longer holds its runs, so the call to ${connection.name} was cut off. It may or may not have taken effect; the process that took the run over finds out.`,
    );
  if (code === 'UND_ERR_INVALID_ARG' || error instanceof TypeError) return error as Error;
  return new OutcomeUnknown(
    'CONNECTION_LOST',
    `The connection to ${connection.name} was lost after the request was sent (${code ?? (error as Error).message}). It may or may not have taken effect.`,
  );
}

function lowerCased(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const name in headers) lowered[name.toLowerCase()] = headers[name] as string;
  return lowered;
}
