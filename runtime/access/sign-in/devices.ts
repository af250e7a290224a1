import { createHash } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { Vault } from '../../vault/envelope.ts';
import { newSecret } from '../secrets.ts';

/** So long a browser is known after somebody has signed in with it, ms. */
export const deviceLasts = 90 * 24 * 60 * 60_000;

const purpose = 'sign-in device';

type Device = { readonly id: string; readonly account: string; readonly at: number };

/** Browsers that somebody signed in with: a sealed note, of no use but for the account it names and for nothing but to be counted apart from strangers. */
export type Devices = {
  /** Which one it is; null: none that has signed in with this login lately. */
  known(note: string | undefined, login: string): string | null;
  /** The note for a browser that has signed in; one that was known stays the same. */
  note(before: string | undefined, login: string): string;
};

export function createDevices({ vault, clock }: { readonly vault: Pick<Vault, 'open' | 'close'>; readonly clock: Clock }): Devices {
  function known(note: string | undefined, login: string): string | null {
    if (note === undefined || note.length > 2_000) return null;
    try {
      const { id, account, at } = JSON.parse(vault.open(purpose, note)) as Device;
      return account === accountOf(login) && clock.now() - at < deviceLasts ? id : null;
    } catch {
      // Made up, or sealed with a key that is gone: a stranger.
      return null;
    }
  }

  return {
    known,
    note(before, login) {
      const device: Device = { id: known(before, login) ?? newSecret(), account: accountOf(login), at: clock.now() };
      return vault.close(purpose, JSON.stringify(device));
    },
  };
}

function accountOf(login: string): string {
  return createHash('sha256').update(login.trim().toLowerCase()).digest('base64url');
}
