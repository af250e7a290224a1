import { Refusal } from '../../api/refusal.ts';
import type { Clock } from '../../clock/clock.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../../store/store.ts';
import { fingerprint } from '../secrets.ts';

/** Failed attempts by what is counted; by hash, because what is typed into a login may be a password. */
type AttemptDocument = { readonly id: string; readonly failures: number; readonly until: number; readonly at: number };

const attemptSchema: CollectionSchema<AttemptDocument> = {
  name: 'signInAttempts',
  fields: { failures: 'number', until: 'number', at: 'number' },
  indexes: [{ fields: ['at'] }],
};

/** Failures before the first wait, the first wait and the longest, ms. */
type Limit = { readonly free: number; readonly first: number; readonly longest: number; readonly of: string };

const minute = 60_000;
/**
 * An address is held back for long, whole and for each account. An account is held back for seconds only, because strangers could keep its owner out otherwise;
 * who signed in here before is not even that, and has a count of their own (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
const limits = {
  /** May be a whole company's. */
  address: { free: 20, first: 5_000, longest: 15 * minute, of: 'from your network' },
  pair: { free: 4, first: 5_000, longest: 15 * minute, of: 'for this account from your network' },
  account: { free: 10, first: 2_000, longest: 30_000, of: 'for this account' },
  known: { free: 4, first: 5_000, longest: 15 * minute, of: 'from this browser' },
} as const satisfies Record<string, Limit>;

type Kind = keyof typeof limits;

/** Forgotten when nothing was tried for a day. */
const forgetAfter = 24 * 60 * minute;

/** How long to wait after so many failures, ms: the first wait, then twice as long each time, at most the longest. */
function waitAfter(failures: number, kind: Kind): number {
  const { free, first, longest } = limits[kind];
  const over = failures - free;
  return over <= 0 ? 0 : Math.min(longest, first * 2 ** (over - 1));
}

/** `known`: a browser or a session that has proved itself for this account; null: a stranger. */
export type Attempt = { readonly login: string; readonly address: string; readonly known: string | null };

/** Counts guesses in the store, so that more servers are not more guesses. An account that does not exist is counted like one that does. */
export type Attempts = {
  /** Counts an attempt before it is looked at, so that many at once are not more. What is refused is not counted. Throws TOO_MANY_ATTEMPTS. */
  begin(attempt: Attempt): Promise<void>;
  /** Forgets the failures; the address is only given back this attempt, so that an own account does not buy more guesses. */
  succeeded(attempt: Attempt): Promise<void>;
};

export function createAttempts({ store, clock }: { readonly store: Store; readonly clock: Clock }): Attempts {
  const attempts = store.collection(attemptSchema);

  async function count(id: string, kind: Kind): Promise<void> {
    const now = clock.now();
    const known = await attempts.get(id);
    if (!known) {
      try {
        return await attempts.insert({ id, failures: 1, until: now + waitAfter(1, kind), at: now });
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error;
        return count(id, kind);
      }
    }
    refuseEarly(known, kind, now);
    const failures = (now - known.at > forgetAfter ? 0 : known.failures) + 1;
    const set = { failures, until: now + waitAfter(failures, kind), at: now };
    if (!(await attempts.update(id, { where: { failures: known.failures, at: known.at }, set }))) return count(id, kind);
  }

  async function giveBack(id: string, kind: Kind): Promise<void> {
    const known = await attempts.get(id);
    if (!known) return;
    const failures = Math.max(0, known.failures - 1);
    await attempts.update(id, { where: { failures: known.failures }, set: { failures, until: known.at + waitAfter(failures, kind) } });
  }

  return {
    async begin(attempt) {
      const now = clock.now();
      await attempts.removeWhere({ at: { lt: now - forgetAfter } });
      const keys = keysOf(attempt);
      // All are looked at before one is counted: who is held back does not hold the owner of the account back as well.
      for (const { id, kind } of keys) refuseEarly(await attempts.get(id), kind, now);
      for (const { id, kind } of keys) await count(id, kind);
    },
    async succeeded(attempt) {
      for (const { id, kind } of keysOf(attempt)) await (kind === 'address' ? giveBack(id, kind) : attempts.remove(id));
    },
  };
}

function keysOf({ login, address, known }: Attempt): readonly { readonly id: string; readonly kind: Kind }[] {
  const account = login.trim().toLowerCase();
  if (known !== null) return [{ id: fingerprint(`known ${account} ${known}`), kind: 'known' }];
  return [
    { id: fingerprint(`address ${address}`), kind: 'address' },
    { id: fingerprint(`pair ${account} ${address}`), kind: 'pair' },
    { id: fingerprint(`account ${account}`), kind: 'account' },
  ];
}

function refuseEarly(found: AttemptDocument | null, kind: Kind, now: number): void {
  if (!found || found.until <= now) return;
  const seconds = Math.ceil((found.until - now) / 1000);
  throw new Refusal('TOO_MANY_ATTEMPTS', `Too many failed attempts to sign in ${limits[kind].of}. Try again in ${seconds} seconds.`, [], {
    seconds,
  });
}
