import { hkdfSync } from 'node:crypto';
import { createSeal } from '../engine/run/seal.ts';
import type { CollectionSchema, Store } from '../store/store.ts';

/** A key of its own for each purpose, derived from a root key of the installation (HKDF-SHA256, RFC 5869). 32 bytes. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `crossdock ${purpose}`, 32));
}

type KeyCheckDocument = { readonly id: string; readonly sealed: Uint8Array };
const keyCheckSchema: CollectionSchema<KeyCheckDocument> = { name: 'keyCheck', fields: { sealed: 'bytes' } };

/**
 * What installations from before there was a keyring noted of their secret. Resolves to the one of `secrets` that their data was encrypted with, to false when it is
 * none of them, to null when there is no such note.
 */
export async function fitsKeyCheck(store: Store, secrets: readonly string[]): Promise<string | false | null> {
  const stored = await store.collection(keyCheckSchema).get('key');
  if (!stored) return null;
  for (const secret of secrets) {
    try {
      createSeal(deriveKey(secret, 'key check')).open('all', stored.sealed);
      return secret;
    } catch {
      // The next one.
    }
  }
  return false;
}
