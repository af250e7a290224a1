import type { Grant } from './grants.ts';
import { type ClassOf, isGranted, type Permission, rowOf, type Subject } from './permissions.ts';

/** Who asks, for one request. */
export type Session = {
  /** The stored session; null for tokens and for nobody. */
  readonly id: string | null;
  readonly user: User;
  /** What the account may do. A token may do less; ask `may`. */
  readonly grants: readonly Grant[];
  /** Whether this may be done. `subject` null: anywhere at all. */
  readonly may: (permission: Permission, subject: Subject | null) => boolean;
  /** What a changing request of a cookie session must send back in `x-csrf-token`; empty where no cookie is involved. */
  readonly csrfToken: string;
  /** When it ends at the latest, ms; null: it does not. */
  readonly expiresAt: number | null;
  /** Asks with a token instead of a session. */
  readonly isToken: boolean;
};

/** `installation`: whoever holds CROSSDOCK_TOKEN or may read the data folder. */
export type User = { readonly id: string; readonly name: string; readonly kind: 'person' | 'service' | 'installation' };

export const nobody: Session = {
  id: null,
  user: { id: '', name: 'nobody', kind: 'installation' },
  grants: [],
  may: () => false,
  csrfToken: '',
  expiresAt: null,
  isToken: false,
};

/** `scope`: the permissions of a token, of those that its grants allow. */
export function mayOf(grants: readonly Grant[], classOf: ClassOf, scope: readonly Permission[] | 'all' = 'all'): Session['may'] {
  return (permission, subject) => {
    if (scope !== 'all' && !scope.includes(permission) && !rowOf(permission).isEverybodys) return false;
    return isGranted(grants, permission, subject, classOf);
  };
}
