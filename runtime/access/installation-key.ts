import { hkdfSync } from 'node:crypto';
import { createSeal } from '../engine/run/seal.ts';
import { StartupError } from '../store/startup-error.ts';
import type { CollectionSchema, Store } from '../store/store.ts';

/** A key of its own for each purpose, derived from the installation's secret (HKDF-SHA256, RFC 5869). 32 bytes. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `crossdock ${purpose}`, 32));
}

type KeyCheckDocument = { readonly id: string; readonly sealed: Uint8Array };
const keyCheckSchema: CollectionSchema<KeyCheckDocument> = { name: 'keyCheck', fields: { sealed: 'bytes' } };

/** Refuses to start with another secret than the stored data was encrypted with: one clear line now is better than broken connections later. */
export async function checkSecret(store: Store, secret: string): Promise<void> {
  const checks = store.collection(keyCheckSchema);
  const seal = createSeal(deriveKey(secret, 'key check'));
  const stored = await checks.get('key');
  if (!stored) return checks.upsert({ id: 'key', sealed: seal.close('all', 'the secret of this installation') });
  try {
    seal.open('all', stored.sealed);
  } catch {
    throw new StartupError(
      'the data was encrypted with another secret: start with the CROSSDOCK_SECRET (or the key file) that it was made with',
    );
  }
}
