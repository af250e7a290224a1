import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { Keyring, KeyringStatus } from './keyring.ts';

/** What admins do about the keys of an installation while it runs. */
export type SecretsKeeper = {
  status(): Promise<SecretsStatus>;
  /** Ends the replacement of the installation's secret: from then on only the new one opens it. A secret of its own (key file) is made anew at once. */
  rotate(by: string): Promise<SecretsStatus>;
  /** Adds a root key; what was sealed before is sealed anew in the background. */
  rekey(by: string): Promise<SecretsStatus>;
  /** Seals anew what is not sealed with the newest key. Interrupted, it goes on the next time. Resolves to whether there was anything. */
  renew(): Promise<boolean>;
};

export type SecretsStatus = KeyringStatus & {
  /** Where the secret of the installation comes from. */
  readonly source: 'variable' | 'file';
  /** Secrets of connections and their tokens, and how many of them are sealed with the newest key. */
  readonly sealed: { readonly total: number; readonly newest: number };
};

/** Seals its own anew, as far as needed. */
export type Rekeyed = {
  rekey(): Promise<{ readonly total: number; readonly renewed: number }>;
  count(): Promise<{ readonly total: number; readonly newest: number }>;
};

/** ms */
const restBetween = 60_000;
/** What is sealed names its key in one byte. */
const mostRoots = 250;

export function createSecretsKeeper(resources: {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly kept: readonly Rekeyed[];
  /** The secret this process was started with. */
  readonly secret: string;
  /** Makes a new key file; null: the secret comes from CROSSDOCK_SECRET. */
  readonly keyFile: { fresh(): string; replace(secret: string): void } | null;
  /** Whether no other process uses the store. */
  readonly isAlone: boolean;
}): SecretsKeeper {
  const { keyring, clock, audit, kept, secret, keyFile, isAlone } = resources;
  /** The number of the key with which all was found sealed. */
  let done = 0;

  async function status(): Promise<SecretsStatus> {
    const [ring, counts] = await Promise.all([keyring.status(), Promise.all(kept.map((one) => one.count()))]);
    const sum = (field: 'total' | 'newest') => counts.reduce((all, count) => all + count[field], 0);
    return { ...ring, source: keyFile ? 'file' : 'variable', sealed: { total: sum('total'), newest: sum('newest') } };
  }

  return {
    status,

    async rotate(by) {
      let removed: number;
      if (keyFile) {
        // In this order a crash at any point leaves a file that opens the installation.
        const fresh = keyFile.fresh();
        await keyring.add(fresh);
        keyFile.replace(fresh);
        removed = await keyring.keepOnly(fresh);
      } else {
        const { wraps } = await keyring.status();
        const newest = wraps.reduce((last, wrap) => (wrap.since >= last.since ? wrap : last));
        if (wraps.length < 2)
          throw new Refusal(
            'NOTHING_TO_ROTATE',
            'Only one secret opens this installation. Start each server and worker, one after the other, with CROSSDOCK_SECRET set to the new secret and CROSSDOCK_SECRET_OLD to the present one; then do this again.',
          );
        if (!newest.isOurs)
          throw new Refusal(
            'NOTHING_TO_ROTATE',
            'This server still runs with the secret before. Start it, and all others, with the new one as CROSSDOCK_SECRET; then do this again.',
          );
        removed = await keyring.keepOnly(secret);
      }
      await audit.record({
        by,
        act: 'secret.rotated',
        subject: 'installation',
        details: { source: keyFile ? 'file' : 'variable', removed },
      });
      return status();
    },

    async rekey(by) {
      const { roots } = await keyring.status();
      const newest = Math.max(...roots.map(({ since }) => since));
      if (roots.length > 1 && clock.now() - newest < restBetween)
        throw new Refusal(
          'REKEY_RUNNING',
          'A root key was added within the last minute. Wait until all secrets are sealed with it; `crossdock secrets status` shows how far it is.',
        );
      if (roots.length >= mostRoots)
        throw new Refusal('REKEY_RUNNING', `There are ${roots.length} root keys, which is as many as there can be.`);
      const number = await keyring.addRoot({ isAlone });
      await audit.record({ by, act: 'secret.rekeyed', subject: 'installation', details: { key: number } });
      return status();
    },

    async renew() {
      const { number } = keyring.newest();
      if (done === number) return false;
      let renewed = 0;
      for (const one of kept) renewed += (await one.rekey()).renewed;
      const counts = await Promise.all(kept.map((one) => one.count()));
      // What somebody changed meanwhile with the key before is met the next time.
      if (counts.every(({ total, newest }) => total === newest)) done = number;
      return renewed > 0;
    },
  };
}
