import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSeal } from '../engine/run/seal.ts';
import { StartupError } from '../store/startup-error.ts';
import type { CollectionSchema, Store } from '../store/store.ts';

/** The installation's secret, from which every key is derived: `secret` when it is given, else the one in the file, which is made at the first start. */
export function installationKey(secret: string | null, file: string): Uint8Array {
  return deriveKey(Buffer.from(secret ?? storedSecret(file)), 'installation');
}

/** A key of its own for each purpose (HKDF-SHA256, RFC 5869). */
export function deriveKey(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', `crossdock ${purpose}`, 32));
}

function storedSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new StartupError(`The key file ${file} cannot be read: ${(error as Error).message}.`);
  }
  const made = randomBytes(32).toString('base64url');
  mkdirSync(dirname(file), { recursive: true });
  // `wx`: when two start at once, only one makes the key.
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return made;
}

type KeyCheckDocument = { readonly id: string; readonly sealed: Uint8Array };
const keyCheckSchema: CollectionSchema<KeyCheckDocument> = { name: 'keyCheck', fields: { sealed: 'bytes' } };
const known = 'this is the key of this data folder';

/** Refuses to start with another key than the one that the stored secrets were encrypted with: better one clear line now than broken connections later. */
export async function checkInstallationKey(store: Store, key: Uint8Array): Promise<void> {
  const checks = store.collection(keyCheckSchema);
  const seal = createSeal(deriveKey(key, 'key check'));
  const stored = await checks.get('key');
  if (!stored) return checks.upsert({ id: 'key', sealed: seal.close('all', known) });
  try {
    seal.open('all', stored.sealed);
  } catch {
    throw new StartupError(
      'The data folder was encrypted with another key: start with the CROSSDOCK_SECRET (or the key file) that it was made with.',
    );
  }
}
