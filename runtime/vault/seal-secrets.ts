import { deriveKey } from '../access/installation-key.ts';
import type { SealSecrets } from '../engine/run/seal.ts';
import type { RootKeys } from './keyring.ts';

/** The secrets of a seal, one for each root key. */
export function sealSecrets(roots: RootKeys, purpose: string): SealSecrets {
  return {
    newest: () => roots.newest().number,
    byNumber(number) {
      const root = roots.byNumber(number);
      return root && deriveKey(root.secret, purpose);
    },
  };
}
