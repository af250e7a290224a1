import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Promotion } from '../server/shapes.ts';
import type { ItemAsked } from './shapes.ts';

/** Everything over every environment; deployments and requests are told by events, runs are looked at again. */
export function useBoard(isOn = true) {
  return useQuery({
    queryKey: queryKeys.board,
    queryFn: () => reply(client.GET('/api/board')),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
    enabled: isOn,
  });
}

export function usePromotions(state: 'open' | 'closed') {
  return useQuery({
    queryKey: queryKeys.promotionList(state),
    queryFn: async () => (await reply(client.GET('/api/promotions', { params: { query: { state } } }))).items,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** One request; looked at every second while its checks run or it is deployed. */
export function usePromotion(id: string | null) {
  return useQuery({
    queryKey: queryKeys.promotion(id ?? ''),
    queryFn: () => reply(client.GET('/api/promotions/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isMoving(state.data) ? 1_000 : 30_000),
  });
}

/** What a request would do, before there is one. */
export function usePreview({ from, to, items }: { from: string | null; to: string; items: ItemAsked[] }) {
  const asked = { ...(from !== null && { from }), to, items };
  return useQuery({
    queryKey: queryKeys.promotionPreview(asked),
    queryFn: () => reply(client.POST('/api/promotions/preview', { body: asked })),
    enabled: items.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What ran and runs of a flow in an environment, newest first. */
export function useDeployments(flow: string, env: string) {
  return useQuery({
    queryKey: queryKeys.deployments(flow, env),
    queryFn: () => reply(client.GET('/api/flows/{id}/deployments', { params: { path: { id: flow }, query: { env } } })),
    placeholderData: (before, query) => (query?.queryKey[2] === flow ? before : undefined),
    // How two versions do that share the messages.
    refetchInterval: ({ state }) => (state.data?.now.some(({ deployment }) => deployment?.rollout) ? 10_000 : false),
  });
}

function isMoving(promotion: Promotion | undefined): boolean {
  return promotion?.state === 'deploying' || promotion?.gates.some((gate) => gate.state === 'running') === true;
}
