import { useQueries } from '@tanstack/react-query';
import { policyQuery } from '../environments/environment-queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';

/** Where a new version can go from the form: deployed at once, or asked for. */
export type Target = { readonly environment: Environment; readonly how: 'deploy' | 'ask' };

/** The environments that who publishes can send a version to; empty while the policies are loaded. */
export function usePublishTargets(): readonly Target[] {
  const { environments } = useSignedIn();
  const may = useMay();
  const policies = useQueries({ queries: environments.map(({ name }) => policyQuery(may('promotions.read', name) ? name : null)) });
  if (policies.some((policy) => policy.isLoading)) return [];
  return environments.flatMap((environment, index): Target[] => {
    const isGuarded = policies[index]?.data?.isGuarded ?? environment.class === 'prod';
    if (!isGuarded && may('flows.deploy', environment.name)) return [{ environment, how: 'deploy' }];
    // The first one is where versions come from: there is nothing to promote from.
    return index > 0 && may('promotions.request', environment.name) ? [{ environment, how: 'ask' }] : [];
  });
}
