import { createHash, randomBytes } from 'node:crypto';
import type { Audit } from '../../audit/audit.ts';
import type { Clock } from '../../clock/clock.ts';
import type { CollectionSchema, Store } from '../../store/store.ts';
import type { Vault } from '../../vault/envelope.ts';
import type { Connections, OpenConnection } from '../connections.ts';
import type { OpenAuth } from '../kinds/kinds.ts';
import { tokenRequest } from '../kinds/token-request.ts';
import type { TokenAsker } from '../tokens/ask-token.ts';
import type { TokenBook } from '../tokens/token-book.ts';

/** A person signs in at a system once, so that Crossdock may act for them: OAuth 2 authorization code with PKCE (RFC 6749 section 4.1, RFC 7636). */
export type Connecting = {
  /** Resolves to the state that the way there and back is known by; null: there is no such connection, or its kind knows no signing in. */
  begin(given: {
    readonly env: string;
    readonly name: string;
    readonly session: string;
    readonly by: string;
    readonly origin: string;
  }): Promise<string | null>;
  /** Where the browser goes; null: this session began nothing of the kind, or too long ago. */
  authorizeUrl(state: string, session: string): Promise<string | null>;
  /** What the system's answer in the callback came to. `cookie`: the state as this browser was given it. */
  finish(search: string, cookie: string | undefined): Promise<Finished>;
};

export type Finished =
  | { readonly ok: true; readonly env: string; readonly name: string }
  | { readonly ok: false; readonly env: string | null; readonly name: string | null; readonly code: string; readonly why: string };

type AttemptDocument = {
  /** The hash of the state. */
  readonly id: string;
  readonly env: string;
  readonly name: string;
  readonly session: string;
  readonly by: string;
  readonly redirectUri: string;
  /** The PKCE verifier, in an envelope. */
  readonly sealed: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
};

const attemptSchema: CollectionSchema<AttemptDocument> = {
  name: 'connectAttempts',
  fields: {
    env: 'text',
    name: 'text',
    session: 'text',
    by: 'text',
    redirectUri: 'text',
    sealed: 'body',
    expiresAt: 'number',
    usedAt: 'number',
  },
  indexes: [{ fields: ['expiresAt'] }],
};

/** ms */
const lifetime = 10 * 60_000;

export function createConnecting(resources: {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly connections: Connections;
  readonly tokens: TokenBook;
  readonly asker: TokenAsker;
}): Connecting {
  const { store, clock, vault, audit, connections, tokens, asker } = resources;
  const attempts = store.collection(attemptSchema);

  function byCode(env: string, name: string) {
    const connection = connections.open(env, name);
    return connection?.auth.kind === 'oauth2-code' ? (connection as OpenConnection & { readonly auth: ByCode }) : null;
  }

  return {
    async begin({ env, name, session, by, origin }) {
      if (!byCode(env, name)) return null;
      await attempts.removeWhere({ expiresAt: { lt: clock.now() } });
      const state = randomBytes(32).toString('base64url');
      const id = hashOf(state);
      await attempts.insert({
        id,
        env,
        name,
        session,
        by,
        redirectUri: `${origin}/oauth/callback`,
        sealed: vault.close(placeOf(id), randomBytes(48).toString('base64url')),
        expiresAt: clock.now() + lifetime,
        usedAt: null,
      });
      return state;
    },

    async authorizeUrl(state, session) {
      const id = hashOf(state);
      const attempt = await attempts.get(id);
      const connection = attempt && byCode(attempt.env, attempt.name);
      if (!connection || attempt.session !== session || attempt.usedAt !== null || attempt.expiresAt <= clock.now()) return null;
      const { authorizeUrl, clientId, scope } = connection.auth;
      const url = new URL(authorizeUrl);
      const verifier = vault.open(placeOf(id), attempt.sealed);
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: attempt.redirectUri,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...(scope !== undefined && { scope }),
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },

    async finish(search, cookie) {
      const query = new URLSearchParams(search);
      const state = query.get('state') ?? '';
      const failed = (code: string, why: string, attempt: AttemptDocument | null): Finished => ({
        ok: false,
        env: attempt?.env ?? null,
        name: attempt?.name ?? null,
        code,
        why,
      });
      if (state === '' || cookie !== state)
        return failed('STATE_UNKNOWN', 'This browser did not begin to connect, or began it anew since. Choose Connect again.', null);
      const id = hashOf(state);
      const attempt = await attempts.get(id);
      // Good for one answer, whoever brings it first.
      const isFirst = attempt && (await attempts.update(id, { where: { usedAt: null }, set: { usedAt: clock.now() } }));
      if (!isFirst || attempt.expiresAt <= clock.now())
        return failed('STATE_EXPIRED', 'It took longer than 10 minutes, or was used already. Choose Connect again.', attempt);
      const error = query.get('error');
      if (error !== null)
        return failed(
          'NOT_GRANTED',
          `The system did not allow it (${error.replace(/[^\w.-]/g, '').slice(0, 60)}). Choose Connect to try again.`,
          attempt,
        );
      const code = query.get('code');
      const connection = byCode(attempt.env, attempt.name);
      if (!code || !connection) return failed('NOT_GRANTED', 'The system answered without a code. Choose Connect to try again.', attempt);
      const answer = await asker.ask(
        tokenRequest(connection.auth, {
          grant_type: 'authorization_code',
          code,
          redirect_uri: attempt.redirectUri,
          code_verifier: vault.open(placeOf(id), attempt.sealed),
        }),
        connection.policy,
      );
      if (!answer.ok)
        return failed('CODE_REFUSED', `${answer.why} Check client id, secret and the callback address registered there.`, attempt);
      await tokens.connected(connection, answer, attempt.by);
      await audit.record({ by: attempt.by, act: 'connection.connected', subject: `${attempt.env}/${attempt.name}`, env: attempt.env });
      return { ok: true, env: attempt.env, name: attempt.name };
    },
  };
}

type ByCode = Extract<OpenAuth, { readonly kind: 'oauth2-code' }>;

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}

function placeOf(id: string): string {
  return `connect ${id}`;
}
