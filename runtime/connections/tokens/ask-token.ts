import { type Dispatcher, Pool } from 'undici';
import { type Egress, EgressDenied } from '../../egress/egress.ts';
import { readAnswer } from '../../engine/calls/read-answer.ts';
import type { TokenRequest } from '../kinds/kind.ts';

export type TokenAnswer =
  | {
      readonly ok: true;
      readonly accessToken: string;
      readonly refreshToken: string | undefined;
      /** Seconds; undefined: it does not say. */
      readonly expiresIn: number | undefined;
    }
  /** `forGood`: asking again will not change it. */
  | { readonly ok: false; readonly forGood: boolean; readonly why: string; readonly after?: number | undefined };

/** Asks token addresses. */
export type TokenAsker = {
  ask(request: TokenRequest, policy: { readonly network: 'public' | 'private' }): Promise<TokenAnswer>;
  close(): Promise<void>;
};

/** Shorter than a claim holds, so that who asks still owns the answer. ms */
const patience = 15_000;
const answerLimit = 256 * 1024;

export function createTokenAsker(egress: Egress): TokenAsker {
  const pools = new Map<string, Pool>();

  function poolOf(origin: string, policy: { readonly network: 'public' | 'private' }): Pool {
    const key = `${origin} ${policy.network}`;
    let pool = pools.get(key);
    if (!pool) {
      pool = new Pool(origin, { connections: 4, connect: { timeout: 10_000, ...egress.guard(origin, policy) }, keepAliveTimeout: 4_000 });
      pools.set(key, pool);
    }
    return pool;
  }

  return {
    async ask({ url, headers, form }, policy) {
      const { origin, host, pathname, search } = new URL(url);
      const options: Dispatcher.DispatchOptions = {
        method: 'POST',
        path: pathname + search,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers },
        body: new URLSearchParams(form).toString(),
        headersTimeout: patience,
        bodyTimeout: patience,
      };
      const check = (length: number) => (length > answerLimit ? new Error('its answer is too large') : undefined);
      try {
        const signal = AbortSignal.timeout(patience);
        return judged(host, await readAnswer(poolOf(origin, policy), options, { signal, check }), secretsOf(headers, form));
      } catch (error) {
        if (error instanceof EgressDenied) return { ok: false, forGood: true, why: error.message };
        const { code, message } = error as { code?: string; message: string };
        return { ok: false, forGood: false, why: `${host} could not be asked for a token (${code ?? message}).` };
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

/** Errors of RFC 6749 section 5.2 that may pass; all others are the client's. */
const passing = new Set(['temporarily_unavailable', 'server_error', 'slow_down', 'rate_limit_exceeded']);

function judged(
  host: string,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string },
  secrets: readonly string[],
): TokenAnswer {
  const { status } = answer;
  const body = parsed(answer.body);
  if (status >= 200 && status < 300) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = body;
    if (typeof accessToken !== 'string' || accessToken === '' || /[\r\n\0]/.test(accessToken))
      return { ok: false, forGood: false, why: `${host} answered ${status} without an access_token: is the token address the right one?` };
    const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
    return {
      ok: true,
      accessToken,
      refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : undefined,
      expiresIn: typeof seconds === 'number' && seconds > 0 && Number.isFinite(seconds) ? seconds : undefined,
    };
  }
  const error = typeof body.error === 'string' && /^[\w.-]{1,60}$/.test(body.error) ? body.error : undefined;
  const described = typeof body.error_description === 'string' ? `: ${withoutSecrets(body.error_description, secrets).slice(0, 200)}` : '';
  const said = error === undefined ? `${status}` : `${status} ${error}${described}`;
  const mayPass = status >= 500 || status === 429 || status === 408 || (error !== undefined && passing.has(error));
  const after = Number(answer.headers['retry-after']);
  return {
    ok: false,
    forGood: !mayPass,
    why: `${host} answered ${said}.`,
    ...(mayPass && after > 0 && { after: Math.min(after, 600) * 1000 }),
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** All that was sent and must not come back in words that people read. */
function secretsOf(headers: Readonly<Record<string, string>>, form: Readonly<Record<string, string>>): readonly string[] {
  const [, basic = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  const pair = Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':');
  const inForm = ['client_secret', 'refresh_token', 'code', 'code_verifier'].flatMap((name) => form[name] ?? []);
  return [basic, pair, decoded(pair), ...inForm, ...inForm.map(encodeURIComponent)].filter((secret) => secret.length >= 6);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text).replace(/[\r\n\t]+/g, ' ');
}
