import type { Role } from './permissions.ts';

/** Who asks, for one request. */
export type Session = {
  /** The stored session; null for the API token and for nobody. */
  readonly id: string | null;
  readonly user: { readonly name: string; readonly role: Role };
  /** What a changing request of a cookie session must send back in `x-csrf-token`; empty where no cookie is involved. */
  readonly csrfToken: string;
};

export const nobody: Session = { id: null, user: { name: 'nobody', role: 'nobody' }, csrfToken: '' };
