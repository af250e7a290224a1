import { Refusal } from '../../api/refusal.ts';
import type { Clock } from '../../clock/clock.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../../store/store.ts';
import { fingerprint } from '../secrets.ts';

/** Failed attempts by account and by address; by hash, because what is typed into a login may be a password. */
type AttemptDocument = { readonly id: string; readonly failures: number; readonly until: number; readonly at: number };

const attemptSchema: CollectionSchema<AttemptDocument> = {
  name: 'signInAttempts',
  fields: { failures: 'number', until: 'number', at: 'number' },
  indexes: [{ fields: ['at'] }],
};

/** Failures before the first wait, and forgetting when nothing was tried for a day. An address may be a whole company's. */
const free = { account: 4, address: 20 } as const;
const firstWait = 5_000;
const longestWait = 15 * 60_000;
const forgetAfter = 24 * 60 * 60_000;

/** How long to wait after so many failures, ms: 5 s, then twice as long each time, at most 15 minutes. */
function waitAfter(failures: number, kind: keyof typeof free): number {
  const over = failures - free[kind];
  return over <= 0 ? 0 : Math.min(longestWait, firstWait * 2 ** (over - 1));
}

/** Counts guesses in the store, so that more servers are not more guesses. An account that does not exist is counted like one that does. */
export type Attempts = {
  /** Counts an attempt before it is looked at, so that many at once are not more. Throws TOO_MANY_ATTEMPTS. */
  begin(login: string, address: string): Promise<void>;
  /** Forgets the failures of the account; the address is only given back this attempt, so that an own account does not buy more guesses. */
  succeeded(login: string, address: string): Promise<void>;
};

export function createAttempts({ store, clock }: { readonly store: Store; readonly clock: Clock }): Attempts {
  const attempts = store.collection(attemptSchema);
  const keysOf = (login: string, address: string) => [
    { id: fingerprint(`account ${login.trim().toLowerCase()}`), kind: 'account' as const },
    { id: fingerprint(`address ${address}`), kind: 'address' as const },
  ];

  async function count(id: string, kind: keyof typeof free): Promise<void> {
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
    if (known.until > now) {
      const wait = Math.ceil((known.until - now) / 1000);
      const of = kind === 'account' ? 'for this account' : 'from your network';
      throw new Refusal('TOO_MANY_ATTEMPTS', `Too many failed attempts to sign in ${of}. Try again in ${wait} seconds.`, [], {
        seconds: wait,
      });
    }
    const failures = (now - known.at > forgetAfter ? 0 : known.failures) + 1;
    const set = { failures, until: now + waitAfter(failures, kind), at: now };
    if (!(await attempts.update(id, { where: { failures: known.failures, at: known.at }, set }))) return count(id, kind);
  }

  async function giveBack(id: string): Promise<void> {
    const known = await attempts.get(id);
    if (!known) return;
    const failures = Math.max(0, known.failures - 1);
    await attempts.update(id, { where: { failures: known.failures }, set: { failures, until: known.at + waitAfter(failures, 'address') } });
  }

  return {
    async begin(login, address) {
      await attempts.removeWhere({ at: { lt: clock.now() - forgetAfter } });
      for (const { id, kind } of keysOf(login, address)) await count(id, kind);
    },
    async succeeded(login, address) {
      for (const { id, kind } of keysOf(login, address)) await (kind === 'account' ? attempts.remove(id) : giveBack(id));
    },
  };
}
