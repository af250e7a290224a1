import { useCallback } from 'react';
import { mayOf, type Permission } from './may-of.ts';
import { useRoles } from './people-queries.ts';
import { useSignedIn } from './session.ts';

/** What who is signed in may do. `env` for permissions that are given by environment, `channel` for what concerns a flow; left out: in any. */
type May = (permission: Permission, env?: string, channel?: string) => boolean;

/** Asks what who is signed in may do: what one may not use is absent, not disabled. The server decides again. */
export function useMay(): May {
  const session = useSignedIn();
  // The table of roles is only needed to tell channels apart.
  const table = useRoles(session.grants.some(({ channels }) => channels !== 'all')).data;
  return useCallback((permission, env, channel) => mayOf(session, permission, { env, channel }, table), [session, table]);
}
