import type { Clock } from '../../clock/clock.ts';
import type { CollectionSchema, Store } from '../../store/store.ts';
import { fingerprint, newSecret } from '../secrets.ts';

const minute = 60_000;

/** How long sessions last, ms. */
export type SessionLimits = {
  /** Without a request. */
  readonly idleMs: number;
  /** In all. */
  readonly longestMs: number;
};
export const usualLimits: SessionLimits = { idleMs: 12 * 60 * minute, longestMs: 30 * 24 * 60 * minute };

/** Found by the hash of the cookie's secret; the secret itself is nowhere. */
type SessionDocument = {
  readonly id: string;
  /** null: of a release that had no accounts. */
  readonly person: string | null;
  readonly by: string;
  readonly address: string;
  readonly agent: string;
  readonly createdAt: number;
  /** To the minute. */
  readonly lastSeenAt: number;
  /** At the latest. */
  readonly expiresAt: number;
  readonly endedAt: number | null;
  /** Why it was ended, as a sentence. */
  readonly why: string | null;
};

const sessionSchema: CollectionSchema<SessionDocument> = {
  name: 'sessions',
  fields: {
    person: 'text',
    by: 'text',
    address: 'text',
    agent: 'text',
    createdAt: 'number',
    lastSeenAt: 'number',
    expiresAt: 'number',
    endedAt: 'number',
    why: 'text',
  },
  indexes: [{ fields: ['expiresAt'] }, { fields: ['person'], where: 'present' }],
};

export type StoredSession = {
  readonly id: string;
  readonly person: string;
  readonly by: 'link' | 'password' | 'sso';
  readonly address: string;
  readonly agent: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
};

/** Sessions behind cookies. Asked of the store each time, so that one that was ended is ended on all servers. */
export type SessionBook = {
  /** `longestMs` default: the limit. */
  begin(
    given: Pick<StoredSession, 'person' | 'by' | 'address' | 'agent'>,
    longestMs?: number,
  ): Promise<{ readonly session: StoredSession; readonly secret: string }>;
  /** null: there was none. A text: it has ended, and why. `isNews`: it was seen the first time in this minute. */
  find(secret: string): Promise<{ readonly session: StoredSession; readonly isNews: boolean } | string | null>;
  /** Those that have not ended, the one used last first. */
  listOf(person: string): Promise<readonly StoredSession[]>;
  /** Whether there was one to end. */
  end(person: string, id: string, why: string): Promise<boolean>;
  /** Ends all of a person but one. Resolves to how many. */
  endAll(person: string, why: string, but?: string | null): Promise<number>;
  readonly limits: SessionLimits;
};

export function createSessionBook({
  store,
  clock,
  limits,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}): SessionBook {
  const sessions = store.collection(sessionSchema);
  const isIdle = ({ lastSeenAt }: SessionDocument) => clock.now() - lastSeenAt >= limits.idleMs;
  const isOpen = (session: SessionDocument) => session.endedAt === null && session.expiresAt > clock.now() && !isIdle(session);

  async function listOf(person: string): Promise<SessionDocument[]> {
    const { items } = await sessions.find({ where: { person }, limit: 5000 });
    return items.filter(isOpen).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  }

  async function end(id: string, why: string): Promise<boolean> {
    return sessions.update(id, { where: { endedAt: null }, set: { endedAt: clock.now(), why } });
  }

  return {
    limits,
    async begin(given, longestMs = limits.longestMs) {
      const now = clock.now();
      await sessions.removeWhere({ expiresAt: { lt: now } });
      const secret = newSecret();
      const session = { id: fingerprint(secret), ...given, createdAt: now, lastSeenAt: now, expiresAt: now + longestMs };
      await sessions.insert({ ...session, endedAt: null, why: null });
      return { session, secret };
    },
    async find(secret) {
      const found = await sessions.get(fingerprint(secret));
      if (!found) return null;
      if (found.endedAt !== null) return found.why ?? 'It was ended.';
      if (found.person === null) return 'It is of a release without accounts.';
      const now = clock.now();
      if (found.expiresAt <= now) return `It lasted for ${inWords(found.expiresAt - found.createdAt)}.`;
      if (isIdle(found)) return `Nothing was done for ${inWords(limits.idleMs)}.`;
      const isNews = now - found.lastSeenAt >= minute;
      if (isNews) await sessions.update(found.id, { set: { lastSeenAt: now } });
      return { session: shown(found), isNews };
    },
    listOf: async (person) => (await listOf(person)).map(shown),
    async end(person, id, why) {
      const found = await sessions.get(id);
      return found?.person === person && (await end(id, why));
    },
    async endAll(person, why, but = null) {
      const ended = await Promise.all((await listOf(person)).filter(({ id }) => id !== but).map(({ id }) => end(id, why)));
      return ended.filter((was) => was).length;
    },
  };
}

function shown({ endedAt: _, why: __, person, by, ...rest }: SessionDocument): StoredSession {
  return { ...rest, person: person ?? '', by: by as StoredSession['by'] };
}

function inWords(ms: number): string {
  const hours = ms / (60 * minute);
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  return hours >= 2 ? `${Math.round(hours)} hours` : `${Math.round(ms / minute)} minutes`;
}
