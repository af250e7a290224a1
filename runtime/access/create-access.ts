import { createHash } from 'node:crypto';
import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import type { CollectionSchema, Store } from '../store/store.ts';
import type { Access } from './access.ts';
import { type AttemptLimit, attemptLimit } from './attempt-limit.ts';
import { adminOfAll } from './grants.ts';
import { fingerprint, isSame, newSecret } from './secrets.ts';
import { mayOf, type Session } from './sessions.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
export const linkLifetime = 15 * minute;
export const sessionLifetime = 30 * day;
/** A session in use is prolonged, but not written at every request. */
const prolongAfter = 60 * minute;

/** Both collections are found by the hash of the secret; the secret itself is nowhere. */
type LinkDocument = { readonly id: string; readonly name: string; readonly expiresAt: number; readonly usedAt: number | null };
type SessionDocument = { readonly id: string; readonly name: string; readonly createdAt: number; readonly expiresAt: number };

const linkSchema: CollectionSchema<LinkDocument> = {
  name: 'signInLinks',
  fields: { name: 'text', expiresAt: 'number', usedAt: 'number' },
  indexes: [{ fields: ['expiresAt'] }],
};
const sessionSchema: CollectionSchema<SessionDocument> = {
  name: 'sessions',
  fields: { name: 'text', createdAt: 'number', expiresAt: 'number' },
  indexes: [{ fields: ['expiresAt'] }],
};

export type AccessResources = {
  readonly store: Store;
  readonly clock: Clock;
  /** The admin token for automation; null: there is none. */
  readonly apiToken: string | null;
  /** The token of commands on this machine. */
  readonly localToken?: string | undefined;
};

export function createAccess({ store, clock, apiToken, localToken }: AccessResources): Access {
  const links = store.collection(linkSchema);
  const sessions = store.collection(sessionSchema);
  // Apart, so that a script with a wrong token does not keep people from signing in.
  const linkLimit = attemptLimit(clock);
  const tokenLimit = attemptLimit(clock);

  function refuseAfterTooMany(limit: AttemptLimit, address: string): void {
    const wait = limit.waitOf(address);
    if (wait > 0) throw new Refusal('TOO_MANY_ATTEMPTS', `Too many failed attempts to sign in. Try again in ${wait} seconds.`);
  }

  return {
    async invite(name) {
      await links.removeWhere({ expiresAt: { lt: clock.now() } });
      const token = newSecret();
      await links.insert({ id: fingerprint(token), name, expiresAt: clock.now() + linkLifetime, usedAt: null });
      return token;
    },

    async signIn(token, address) {
      refuseAfterTooMany(linkLimit, address);
      const id = fingerprint(token);
      const now = clock.now();
      const isFirst = await links.update(id, { where: { usedAt: null, expiresAt: { gt: now } }, set: { usedAt: now } });
      const link = await links.get(id);
      if (!isFirst || !link) {
        linkLimit.failed(address);
        throw new Refusal('LINK_USED', 'This sign-in link has been used or has expired. Get a new one with `npx crossdock link`.', [
          { path: 'token', message: 'get a new link with `npx crossdock link`, or start the server again' },
        ]);
      }
      linkLimit.succeeded(address);
      await sessions.removeWhere({ expiresAt: { lt: now } });
      const secret = newSecret();
      await sessions.insert({ id: fingerprint(secret), name: link.name, createdAt: now, expiresAt: now + sessionLifetime });
      return { session: sessionOf(fingerprint(secret), link.name, secret), secret };
    },

    async bySecret(secret) {
      const id = fingerprint(secret);
      const session = await sessions.get(id);
      const now = clock.now();
      if (!session || session.expiresAt <= now) return null;
      if (session.expiresAt - now < sessionLifetime - prolongAfter)
        await sessions.update(id, { set: { expiresAt: now + sessionLifetime } });
      return sessionOf(id, session.name, secret);
    },

    byBearer(token, address) {
      if (localToken !== undefined && isSame(token, localToken)) {
        return installation('Command line');
      }
      refuseAfterTooMany(tokenLimit, address);
      if (apiToken !== null && isSame(token, apiToken)) {
        return installation('API token');
      }
      tokenLimit.failed(address);
      const remedy =
        apiToken === null
          ? 'Start the server with CROSSDOCK_TOKEN to have one.'
          : 'Use the value of CROSSDOCK_TOKEN that the server was started with.';
      throw new Refusal('WRONG_TOKEN', `The bearer token is not the API token. ${remedy}`);
    },

    whoMay: async () => [],

    async signOut(session) {
      if (session.id !== null) await sessions.remove(session.id);
    },
  };
}

function installation(name: string): Session {
  const grants = [adminOfAll];
  const user = { id: 'installation', name, kind: 'installation' } as const;
  return { id: null, user, grants, may: mayOf(grants, () => null), csrfToken: '', expiresAt: null, isToken: true };
}

/** The CSRF token follows from the secret, so that it need not be stored and dies with it. */
function sessionOf(id: string, name: string, secret: string): Session {
  const csrfToken = createHash('sha256').update(`csrf ${secret}`).digest('base64url');
  const grants = [adminOfAll];
  return {
    id,
    user: { id: name, name, kind: 'person' },
    grants,
    may: mayOf(grants, () => null),
    csrfToken,
    expiresAt: null,
    isToken: false,
  };
}
