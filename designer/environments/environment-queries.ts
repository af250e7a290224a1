import { queryOptions, useQuery } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { EnvironmentDetail, PromotionPolicy } from '../server/shapes.ts';

export type EnvironmentSettings = Pick<EnvironmentDetail, 'title' | 'class' | 'retention' | 'limits' | 'lanes'>;

/** All environments in the order of promotion, with the workers that serve them. */
export function useEnvironments(isOn = true) {
  return useQuery({
    queryKey: queryKeys.environments,
    queryFn: async () => (await reply(client.GET('/api/environments'))).items,
    refetchInterval: 15_000,
    enabled: isOn,
  });
}

/** What an environment asks of promotions; null: nothing is asked. */
export function policyQuery(env: string | null) {
  return queryOptions({
    queryKey: queryKeys.promotionPolicy(env ?? ''),
    queryFn: () => reply(client.GET('/api/environments/{name}/promotion-policy', { params: { path: { name: env ?? '' } } })),
    enabled: env !== null,
    staleTime: 15_000,
  });
}

export const environmentCalls = {
  put: (name: string, settings: EnvironmentSettings) =>
    reply(client.PUT('/api/environments/{name}', { params: { path: { name } }, body: settings })),
  putPolicy: (name: string, policy: PromotionPolicy) =>
    reply(client.PUT('/api/environments/{name}/promotion-policy', { params: { path: { name } }, body: policy })),
  order: (names: string[]) => reply(client.POST('/api/environments/order', { body: { names } })),
  remove: (name: string) => reply(client.DELETE('/api/environments/{name}', { params: { path: { name }, query: { confirm: name } } })),
};

/** Every screen knows the environments by the session. */
export async function loadEnvironmentsAgain(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.environments }),
    queryClient.invalidateQueries({ queryKey: queryKeys.session }),
    queryClient.invalidateQueries({ queryKey: queryKeys.board }),
  ]);
}
