import { deriveKey } from '../access/installation-key.ts';
import type { WrappingKeys } from './envelope.ts';

/** The vault's key as it follows from one secret. */
export function derivedKeys(secret: string): WrappingKeys {
  const key = deriveKey(secret, 'vault');
  return { newest: () => ({ number: 1, key }), byNumber: (number) => (number === 1 ? key : undefined) };
}
