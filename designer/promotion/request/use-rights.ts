import { useSignedIn } from '../../server/session.ts';
import { useMay } from '../../server/use-may.ts';
import type { Rights } from './request-steps.ts';

/** What who is signed in may do with requests to an environment. The server decides again. */
export function useRights(to: string): Rights {
  const { grants, user } = useSignedIn();
  const may = useMay();
  const isAdmin = grants.some(({ role, envs }) => role === 'admin' && (envs === 'all' || envs.includes(to)));
  return { deploy: may('promotions.decide', to), override: isAdmin || user.kind === 'installation' };
}
