import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import { useSignedIn } from './session.ts';
import type { Connection } from './shapes.ts';
import { useMay } from './use-may.ts';

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

type Expiring = { readonly expired: number; readonly soon: number };

/** How many connections of all environments have credentials that end soon or have ended; looked at now and then. */
export function useExpiringCount(): Expiring {
  const may = useMay();
  const environments = useSignedIn().environments.filter(({ name }) => may('connections.read', name));
  return useQueries({
    queries: environments.map(({ name }) => ({ ...connectionsQuery(name), refetchInterval: 300_000, staleTime: 60_000 })),
    combine: (results) => expiringOf(results.flatMap(({ data = [] }) => data)),
  });
}

/** One of which something has ended and something will is among those that have. */
function expiringOf(connections: readonly Connection[]): Expiring {
  const having = (wanted: Connection['warnings'][number]['code']) =>
    connections.filter(({ warnings }) => warnings.some(({ code }) => code === wanted));
  const expired = new Set(having('EXPIRED'));
  return { expired: expired.size, soon: having('EXPIRES_SOON').filter((one) => !expired.has(one)).length };
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
