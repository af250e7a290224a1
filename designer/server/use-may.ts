import { useCallback } from 'react';
import { mayOf, type Permission } from './may-of.ts';
import { useSignedIn } from './session.ts';

/** What who is signed in may do. `env` for permissions that are given by environment; left out: in any. */
export type May = (permission: Permission, env?: string) => boolean;

/** Asks what who is signed in may do: what one may not use is absent, not disabled. The server decides again. */
export function useMay(): May {
  const session = useSignedIn();
  return useCallback((permission, env) => mayOf(session, permission, env), [session]);
}
