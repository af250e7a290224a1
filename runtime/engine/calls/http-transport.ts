import { NodeError, OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { HttpAnswer, HttpRequest } from '@crossdock/nodes/contract/http';
import type { Dispatcher, Pool } from 'undici';
import type { OpenConnection } from '../../connections/connections.ts';
import type { TokenBook } from '../../connections/tokens/token-book.ts';
import { createEgress, type Egress, EgressDenied } from '../../egress/egress.ts';
import { createPools } from './connection-pools.ts';
import { readAnswer } from './read-answer.ts';
import { type Signer, signerOf, withQuery } from './sign-request.ts';

/** What one request may take; `signal` cuts it off. */
export type SendLimits = { readonly timeoutMs: number; readonly signal: AbortSignal | undefined };

/** One connection's address and credentials behind one `send`. */
export type BoundHttp = {
  /** Rejects with ConnectionUnusable when nothing can be sent until somebody does something about the connection. */
  send(request: HttpRequest, limits: SendLimits): Promise<HttpAnswer>;
  /** What it got in exchange for the connection's own secrets, as of now. */
  readonly secrets?: () => readonly string[];
};

/** How requests get out. */
export type Transport = {
  http(connection: OpenConnection): BoundHttp;
  /** Asks for a file, whose bytes come as they are read. Absent: this transport has none. Rejects as `send` does. */
  readonly stream?: (connection: OpenConnection, path: string) => Promise<StreamedAnswer>;
  close(): Promise<void>;
};

export type StreamedAnswer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

export type TransportOptions = {
  /** Default: what any connection may reach without a word of the installation. */
  readonly egress?: Egress | undefined;
  /** Default: there are no connections that need tokens. */
  readonly tokens?: TokenBook | undefined;
};

/** The largest answer that is read, in bytes; a larger one fails the call. */
const answerLimit = 16 * 1024 * 1024;

/** Over undici pools with keep-alive. How many calls are made at once is not decided here. Redirects are not followed: credentials stay on the connection's origin. */
export function httpTransport({ egress = createEgress(), tokens }: TransportOptions = {}): Transport {
  const pools = createPools(egress);
  return {
    http(connection) {
      const base = new URL(connection.address).pathname.replace(/\/$/, '');
      let signer: Signer | undefined;
      const bound = () => {
        signer ??= signerOf(connection, tokens);
        return { pool: pools.of(connection), base, signer, connection };
      };
      return {
        // What is wrong with the connection is told where it is used.
        send: async (request, limits) => send(bound(), request, limits),
        secrets: () => signer?.secrets() ?? [],
      };
    },
    stream: (connection, path) => stream({ pool: pools.of(connection), signer: signerOf(connection, tokens), connection }, path),
    close: pools.close,
  };
}

async function stream({ pool, signer, connection }: Omit<Bound, 'base'>, path: string): Promise<StreamedAnswer> {
  const [place = '', query = ''] = `${new URL(connection.address).pathname.replace(/\/$/, '')}${path}`.split(/\?(.*)/s);
  const timeout = connection.policy.timeoutSeconds * 1000;
  for (let isAgain = false; ; isAgain = true) {
    const signature = await signer.sign({ method: 'GET', path: place, query, body: undefined });
    const answer = await pool.request({
      method: 'GET',
      path: withQuery(place, query, signature),
      headers: { accept: '*/*', ...signature.headers },
      headersTimeout: timeout,
      bodyTimeout: timeout,
    });
    if (answer.statusCode !== 401 || isAgain || !(await signer.refused(signature))) return answer;
    await answer.body.dump();
  }
}

type Bound = { readonly pool: Pool; readonly base: string; readonly signer: Signer; readonly connection: OpenConnection };

async function send(
  { pool, base, signer, connection }: Bound,
  request: HttpRequest,
  { timeoutMs, signal }: SendLimits,
): Promise<HttpAnswer> {
  const path = base + (request.path.startsWith('/') ? request.path : `/${request.path}`);
  const query = request.query && Object.keys(request.query).length > 0 ? new URLSearchParams(request.query).toString() : '';
  const own = lowerCased(request.headers);
  for (let isAgain = false; ; isAgain = true) {
    const signing = signer.sign({ method: request.method, path, query, body: request.body });
    const signature = signing instanceof Promise ? await signing : signing;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      ...own,
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
    const answer = await readAnswer(pool, options, { signal, check }).catch((error: unknown) => {
      throw classified(error, { connection, timeoutMs, signal });
    });
    // Who was not let in had no effect, so the same request may go again with a newer token.
    if (answer.status !== 401 || isAgain || !(await signer.refused(signature))) return answer;
  }
}

/** Nothing left the machine in these cases, so a repeat is safe without a key. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** The handshake failed, or the other side refused our certificate before it read anything. */
function isUntrusted(code: string): boolean {
  return (
    /^(ERR_TLS_|ERR_OSSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code) ||
    /^ERR_SSL_.*(CERTIFICATE|UNKNOWN_CA|HANDSHAKE|WRONG_VERSION|PROTOCOL_VERSION|ACCESS_DENIED)/.test(code)
  );
}

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
  if (error instanceof EgressDenied) return new NodeError(error.code, `${connection.name} was not called. ${error.message}`);
  const { code } = error as { code?: string };
  if (code !== undefined && isUntrusted(code))
    return new RetryLater(
      'TLS_FAILED',
      `${connection.name} and Crossdock could not agree on a safe connection (${code}): check the certificates, the server's and, with mTLS, the client's. Nothing was sent.`,
    );
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
