import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';

export const connectionsQuery = (env: string) =>
  queryOptions({
    queryKey: queryKeys.connections(env),
    queryFn: async () => (await reply(client.GET('/api/connections', { params: { query: { env } } }))).items,
    // Their state changes by itself.
    refetchInterval: 5_000,
  });

export function useConnections(env: string) {
  return useQuery({ ...connectionsQuery(env), placeholderData: keepPreviousData });
}

/** The kinds of credentials; they change with the server's version only. */
export function useConnectionKinds() {
  return useQuery({
    queryKey: queryKeys.connectionKinds,
    queryFn: async () => (await reply(client.GET('/api/connection-kinds'))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function refreshConnections(env: string): void {
  void queryClient.invalidateQueries({ queryKey: queryKeys.connections(env) });
}
