import { useQuery } from '@tanstack/react-query';
import { calls } from '../promotion/promotion-calls.ts';
import type { PromotionPolicy } from '../promotion/shapes.ts';
import { reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { EnvironmentClass } from '../server/shapes.ts';

export type EnvironmentSettings = {
  title: string;
  class: EnvironmentClass;
  retention: { runDays: number; payloadDays: number };
  limits: { backlog: number | null; concurrency: number | null };
  lanes: { lane: string; concurrency: number }[];
};
export type EnvironmentDetail = EnvironmentSettings & {
  name: string;
  position: number;
  intake: string;
  flows: number;
  workers: { id: string; kind: 'server' | 'worker'; host: string; pid: number; version: string; lanes: string[]; startedAt: string }[];
  warnings: string[];
  lastDeployment?: { flow: string; name: string; version: number; at: string; by: string } | null;
  openExceptions?: number;
};

/** All environments in the order of promotion, with the workers that serve them. */
export function useEnvironments(isOn = true) {
  return useQuery({
    queryKey: queryKeys.environments,
    queryFn: async () => (await reply(calls.GET<{ items: EnvironmentDetail[] }>('/api/environments'))).items,
    refetchInterval: 15_000,
    enabled: isOn,
  });
}

export function usePolicy(env: string | null) {
  return useQuery({
    queryKey: queryKeys.promotionPolicy(env ?? ''),
    queryFn: () =>
      reply(calls.GET<PromotionPolicy>('/api/environments/{name}/promotion-policy', { params: { path: { name: env ?? '' } } })),
    enabled: env !== null,
  });
}

export const environmentCalls = {
  put: (name: string, settings: EnvironmentSettings) =>
    reply(calls.PUT('/api/environments/{name}', { params: { path: { name } }, body: settings })),
  putPolicy: (name: string, policy: PromotionPolicy) =>
    reply(calls.PUT('/api/environments/{name}/promotion-policy', { params: { path: { name } }, body: policy })),
  order: (names: string[]) => reply(calls.POST('/api/environments/order', { body: { names } })),
  remove: (name: string) => reply(calls.DELETE('/api/environments/{name}', { params: { path: { name }, query: { confirm: name } } })),
};

/** Every screen knows the environments by the session. */
export async function loadEnvironmentsAgain(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.environments }),
    queryClient.invalidateQueries({ queryKey: queryKeys.session }),
    queryClient.invalidateQueries({ queryKey: queryKeys.board }),
  ]);
}
