import { createHash, randomUUID } from 'node:crypto';
import { RetryLater } from '@crossdock/nodes/contract/errors';
import type { Clock } from '../../clock/clock.ts';
import { eachOf } from '../../store/each-of.ts';
import { DuplicateKey, type Store } from '../../store/store.ts';
import type { Vault } from '../../vault/envelope.ts';
import { ConnectionUnusable } from '../connection-unusable.ts';
import type { OpenConnection } from '../connections.ts';
import { originOf } from '../destinations.ts';
import type { TokenRequest } from '../kinds/kind.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { TokenAnswer, TokenAsker } from './ask-token.ts';
import { noToken, renewalOf, type TokenDocument, tokenSchema } from './token-documents.ts';

/** The token of one connection, as its calls use it. */
export type TokenSource = {
  /** One that is valid now, without waiting; it is renewed ahead of its end meanwhile. undefined: it has to be waited for. */
  now(): string | undefined;
  /** Rejects with ConnectionUnusable when only a person can help, with RetryLater when it may pass. */
  get(): Promise<string>;
  /** The system did not accept this one. Resolves to whether there is another; rejects as `get` does. */
  refused(token: string): Promise<boolean>;
  /** To be taken out of what systems say. */
  secrets(): readonly string[];
};

/** What people see of a connection's token. Times in ms. */
export type TokenState = {
  /** `none`: not asked for yet. `needed`: a person has to sign in. `refused`: the system gives no more. */
  readonly state: 'none' | 'valid' | 'needed' | 'refused';
  readonly why: string | null;
  readonly expiresAt: number | null;
  readonly connectedBy: string | null;
  readonly connectedAt: number | null;
};

/**
 * Tokens of connections, each got and renewed by one process for all: who renews holds a claim in the store for a while, the others use the old token as long as it
 * is valid, or wait. A token that came back is stored before it is used, so that a refresh token which is good for one use is not lost with a process.
 */
export type TokenBook = {
  of(connection: OpenConnection): TokenSource;
  state(connection: OpenConnection): Promise<TokenState>;
  /** What a person got by signing in. */
  connected(connection: OpenConnection, answer: Extract<TokenAnswer, { ok: true }>, by: string): Promise<void>;
  /** The connection's credentials changed: what was refused may be accepted now. `isWorthless`: also the token itself. */
  changed(env: string, name: string, isWorthless: boolean): Promise<void>;
  remove(env: string, name: string): Promise<void>;
  /** Another process stored a token. */
  heard(id: string): void;
  /** Seals what is not sealed with the newest key. Resolves to how many there are, and how many were sealed anew. */
  rekey(): Promise<{ readonly total: number; readonly renewed: number }>;
  /** How many there are, and how many of them are sealed with the newest key. */
  count(): Promise<{ readonly total: number; readonly newest: number }>;
};

type Entry = {
  readonly document: TokenDocument;
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
};

/** Longer than a token request may take. ms */
const claimFor = 25_000;
/** Others look again so often whether there is a new one, ms. */
const lookAgain = 150;
/** How long a call waits for a token, ms. */
const patience = 30_000;
/** Nobody asks again sooner after a failure that may pass, ms. */
const restAfterFailure = 3000;
/** A token that was refused so soon after it was issued is not the reason: another one would be refused as well. ms */
const tooYoung = 5000;
/** It must still be valid when the request arrives, ms. */
const margin = 3000;

export type TokenBookResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly asker: TokenAsker;
  /** Tells the other processes. Default: there are none. */
  readonly tell?: ((id: string) => void) | undefined;
  /** What becomes of a connection: it works again, or a person is needed. */
  readonly told?: ((id: string, state: TokenDocument['state']) => void) | undefined;
};

export function createTokenBook({ store, clock, vault, asker, tell, told }: TokenBookResources): TokenBook {
  const documents = store.collection(tokenSchema);
  const entries = new Map<string, Entry>();
  const underWay = new Map<string, Promise<string>>();

  const idOf = ({ env, name }: { readonly env: string; readonly name: string }) => `${env}/${name}`;
  const placeOf = (id: string) => `token ${id}`;

  function isValid({ accessToken, document }: Entry): boolean {
    return accessToken !== undefined && (document.expiresAt === null || document.expiresAt - margin > clock.now());
  }

  function keep(document: TokenDocument): Entry {
    const known = entries.get(document.id);
    if (known && known.document.revision >= document.revision) return known;
    const { accessToken, refreshToken } = document.sealed
      ? (JSON.parse(vault.open(placeOf(document.id), document.sealed)) as { accessToken?: string; refreshToken?: string })
      : {};
    const entry = { document, accessToken, refreshToken };
    entries.set(document.id, entry);
    return entry;
  }

  async function read(connection: OpenConnection): Promise<Entry> {
    const id = idOf(connection);
    const document = (await documents.get(id)) ?? noToken(id, basisOf(connection));
    if (document.revision === 0) entries.delete(id);
    return document.revision === 0 ? { document, accessToken: undefined, refreshToken: undefined } : keep(document);
  }

  /** null: another process was quicker. */
  async function write(before: TokenDocument, change: Partial<TokenDocument>): Promise<Entry | null> {
    const document = { ...before, ...change, revision: before.revision + 1 };
    const { id, ...set } = document;
    if (before.revision > 0) {
      if (!(await documents.update(id, { where: { revision: before.revision }, set }))) return null;
      return keep(document);
    }
    try {
      await documents.insert(document);
      return keep(document);
    } catch (error) {
      if (error instanceof DuplicateKey) return null;
      throw error;
    }
  }

  /** One at a time in this process; `stale`: a token that is not accepted any more. */
  function renew(connection: OpenConnection, stale?: string): Promise<string> {
    const id = idOf(connection);
    const running = underWay.get(id);
    if (running) return running;
    const renewal = renewNow(connection, stale).finally(() => underWay.delete(id));
    underWay.set(id, renewal);
    return renewal;
  }

  async function renewNow(connection: OpenConnection, stale: string | undefined): Promise<string> {
    const deadline = clock.now() + patience;
    for (;;) {
      const entry = await read(connection);
      const { document } = entry;
      const isOurs = document.basis === basisOf(connection);
      if (isOurs && document.state !== 'live') throw unusable(connection, document);
      const isDue = document.renewAt !== null && document.renewAt <= clock.now();
      if (isOurs && isValid(entry) && entry.accessToken !== stale && !isDue) return entry.accessToken as string;
      if (isOurs && document.restUntil !== null && document.restUntil > clock.now()) {
        if (isValid(entry) && entry.accessToken !== stale) return entry.accessToken as string;
        throw later(connection, document.why ?? '', document.restUntil - clock.now());
      }
      const isClaimed = document.claim !== null && (document.claimUntil ?? 0) > clock.now();
      if (!isClaimed) {
        const claim = randomUUID();
        const claimed = await write(document, {
          claim,
          claimUntil: clock.now() + claimFor,
          ...(!isOurs && {
            ...noToken(document.id, basisOf(connection)),
            revision: document.revision,
            claim,
            claimUntil: clock.now() + claimFor,
          }),
        });
        if (claimed) return await fetchToken(connection, claimed);
        continue;
      }
      if (isOurs && isValid(entry) && entry.accessToken !== stale) return entry.accessToken as string;
      if (clock.now() > deadline) throw later(connection, 'Another process has been getting one for too long.', lookAgain);
      await new Promise<void>((resolve) => clock.after(lookAgain, resolve));
    }
  }

  /** With the claim. */
  async function fetchToken(connection: OpenConnection, claimed: Entry): Promise<string> {
    const { refreshToken, document } = claimed;
    const released = { claim: null, claimUntil: null };
    let request: TokenRequest | null;
    try {
      request = kindOf(connection.auth.kind).token?.(connection.auth as never, refreshToken) ?? null;
    } catch (error) {
      await settle(claimed, released);
      throw error;
    }
    if (!request) {
      const why = 'nobody has signed in at the system yet';
      const entry = await settle(claimed, { ...released, state: 'needed', why });
      throw unusable(connection, entry.document);
    }
    const answer = await asker.ask(request, connection.policy);
    if (!answer.ok) {
      if (answer.forGood) {
        const entry = await settle(claimed, { ...released, state: 'refused', why: answer.why });
        told?.(document.id, 'refused');
        throw unusable(connection, entry.document);
      }
      const rest = Math.max(answer.after ?? 0, restAfterFailure);
      await settle(claimed, { ...released, why: answer.why, restUntil: clock.now() + rest });
      // The old one may do for a while.
      if (isValid(claimed) && document.state === 'live') return claimed.accessToken as string;
      throw later(connection, answer.why, rest);
    }
    const entry = await settle(claimed, { ...released, ...fresh(document.id, answer, refreshToken) });
    return entry.accessToken as string;
  }

  function fresh(id: string, answer: Extract<TokenAnswer, { ok: true }>, oldRefreshToken: string | undefined): Partial<TokenDocument> {
    const { accessToken, expiresIn } = answer;
    const refreshToken = answer.refreshToken ?? oldRefreshToken;
    const issuedAt = clock.now();
    const expiresAt = expiresIn === undefined ? null : issuedAt + expiresIn * 1000;
    return {
      state: 'live',
      why: null,
      restUntil: null,
      sealed: vault.close(placeOf(id), JSON.stringify({ accessToken, ...(refreshToken !== undefined && { refreshToken }) })),
      issuedAt,
      expiresAt,
      renewAt: renewalOf(issuedAt, expiresAt),
    };
  }

  /** Stores what came of a claim. What was got is never thrown away because the store hiccups: a refresh token may be good for one use only. */
  async function settle(claimed: Entry, change: Partial<TokenDocument>): Promise<Entry> {
    const { id } = claimed.document;
    let before = claimed.document;
    for (let attempt = 0; ; attempt++) {
      try {
        const entry = await write(before, change);
        if (entry) {
          tell?.(id);
          return entry;
        }
        // The claim ran out and another process took it. What it got since is as good; else ours stands.
        const now = await documents.get(id);
        if (!now || now.basis !== before.basis) return { ...claimed, document: { ...before, ...change } };
        if (now.issuedAt !== claimed.document.issuedAt && now.state === 'live') return keep(now);
        before = now;
      } catch (error) {
        if (attempt >= 20) throw error;
        await new Promise<void>((resolve) => clock.after(500, resolve));
      }
    }
  }

  return {
    of(connection) {
      const id = idOf(connection);
      const basis = basisOf(connection);
      const current = () => {
        const entry = entries.get(id);
        return entry && entry.document.basis === basis && entry.document.state === 'live' ? entry : undefined;
      };
      return {
        now() {
          const entry = current();
          if (!entry || !isValid(entry)) return undefined;
          const { renewAt, restUntil } = entry.document;
          const now = clock.now();
          // Whoever comes meanwhile goes on with the old one.
          if (renewAt !== null && renewAt <= now && (restUntil ?? 0) <= now) renew(connection).catch(() => {});
          return entry.accessToken;
        },
        get: () => renew(connection),
        async refused(token) {
          const entry = current();
          if (entry?.accessToken === token && entry.document.issuedAt !== null && clock.now() - entry.document.issuedAt < tooYoung)
            return false;
          return (await renew(connection, token)) !== token;
        },
        secrets() {
          const entry = entries.get(id);
          return entry ? [entry.accessToken, entry.refreshToken].filter((secret): secret is string => (secret?.length ?? 0) >= 8) : [];
        },
      };
    },

    async state(connection) {
      const { document, accessToken } = await read(connection);
      const { why, expiresAt, connectedBy, connectedAt } = document;
      if (document.basis !== basisOf(connection) || document.revision === 0)
        return {
          state: kindOf(connection.auth.kind).canConnect ? 'needed' : 'none',
          why: null,
          expiresAt: null,
          connectedBy: null,
          connectedAt: null,
        };
      const state = document.state === 'live' ? (accessToken === undefined ? 'none' : 'valid') : document.state;
      return { state, why, expiresAt, connectedBy, connectedAt };
    },

    async connected(connection, answer, by) {
      const id = idOf(connection);
      const basis = basisOf(connection);
      for (;;) {
        const { document } = await read(connection);
        const change = {
          ...noToken(id, basis),
          ...fresh(id, answer, undefined),
          connectedBy: by,
          connectedAt: clock.now(),
          revision: document.revision,
        };
        if (await write(document, change)) break;
      }
      tell?.(id);
      told?.(id, 'live');
    },

    async changed(env, name, isWorthless) {
      const id = `${env}/${name}`;
      for (;;) {
        const document = await documents.get(id);
        if (!document || (document.state === 'live' && !isWorthless)) return;
        const gone = { sealed: null, issuedAt: null, expiresAt: null, renewAt: null };
        if (await write(document, { state: 'live', why: null, restUntil: null, ...(isWorthless && gone) })) break;
      }
      tell?.(id);
    },

    async remove(env, name) {
      await documents.remove(`${env}/${name}`);
      entries.delete(`${env}/${name}`);
      tell?.(`${env}/${name}`);
    },

    heard(id) {
      documents.get(id).then(
        (document) => (document ? keep(document) : entries.delete(id)),
        // Read at the next use that needs it.
        () => {},
      );
    },

    async rekey() {
      let total = 0;
      let renewed = 0;
      for await (const document of eachOf(documents)) {
        if (document.sealed === null) continue;
        total++;
        if (vault.isNewest(document.sealed)) continue;
        const sealed = vault.close(placeOf(document.id), vault.open(placeOf(document.id), document.sealed));
        if (await documents.update(document.id, { where: { revision: document.revision }, set: { sealed } })) renewed++;
      }
      return { total, renewed };
    },

    async count() {
      const count = { total: 0, newest: 0 };
      for await (const { sealed } of eachOf(documents)) {
        if (sealed === null) continue;
        count.total++;
        if (vault.isNewest(sealed)) count.newest++;
      }
      return count;
    },
  };
}

/** Who asks, where, for what, and where it is sent. Not the secret: a new one makes no token worthless by itself. */
function basisOf({ auth, address }: OpenConnection): string {
  if (auth.kind !== 'oauth2-client' && auth.kind !== 'oauth2-code') return auth.kind;
  const { kind, tokenUrl, clientId, scope } = auth;
  return createHash('sha256')
    .update(JSON.stringify([kind, tokenUrl, clientId, scope ?? null, originOf(address)]))
    .digest('base64url')
    .slice(0, 22);
}

const goesOn = 'Nothing was sent for this item, and it counts as no attempt.';

function unusable({ name, auth }: OpenConnection, { state, why }: TokenDocument): ConnectionUnusable {
  if (state === 'needed')
    return new ConnectionUnusable(
      'CONNECTION_NOT_CONNECTED',
      `${name} is not connected: ${why}. ${goesOn} Somebody who may change connections has to choose Connect at ${name}; it goes on by itself then.`,
    );
  const remedy = kindOf(auth.kind).canConnect
    ? `${name} needs to be connected again: choose Connect there; it goes on by itself then.`
    : `Correct client id, secret or scope of ${name}, and test it; it goes on by itself then.`;
  return new ConnectionUnusable('TOKEN_REFUSED', `${name} gets no token any more. ${why ?? ''} ${goesOn} ${remedy}`);
}

function later({ name }: OpenConnection, why: string, after: number): RetryLater {
  return new RetryLater('TOKEN_UNAVAILABLE', `${name} got no token. ${why} Nothing was sent.`, { after });
}
