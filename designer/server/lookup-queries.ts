import { useQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import type { LookupDetail } from './shapes.ts';

export function useLookup(env: string, name: string) {
  return useQuery({
    queryKey: queryKeys.lookup(env, name),
    queryFn: () => reply(client.GET('/api/lookups/{name}', { params: { path: { name }, query: { env } } })),
    staleTime: 10_000,
    refetchInterval: 15_000,
  });
}

/** All rows of a version, which never change. */
export function useLookupRows(env: string, name: string, version: number | null) {
  return useQuery({
    queryKey: queryKeys.lookupRows(env, name, version ?? 0),
    queryFn: async () =>
      (
        await reply(
          client.GET('/api/lookups/{name}/rows', { params: { path: { name }, query: { env, version: version ?? 1, limit: 50_000 } } }),
        )
      ).rows,
    enabled: version !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a version changed. */
export function useLookupChanges(env: string, name: string, from: number, to: number) {
  return useQuery({
    queryKey: queryKeys.lookupChanges(env, name, from, to),
    queryFn: () => reply(client.GET('/api/lookups/{name}/changes', { params: { path: { name }, query: { env, from, to } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Takes over what a save answered. */
export function keepLookup(saved: LookupDetail): void {
  queryClient.setQueryData(queryKeys.lookup(saved.env, saved.name), saved);
  void queryClient.invalidateQueries({ queryKey: queryKeys.lookupList(saved.env) });
}
