import { queryOptions, useQuery } from '@tanstack/react-query';
import { headVersion } from '../lookups/lookup-head.ts';
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
const rowsQuery = (env: string, name: string, version: number) =>
  queryOptions({
    queryKey: queryKeys.lookupRows(env, name, version),
    queryFn: async () => {
      const query = { env, version, limit: 50_000 };
      return (await reply(client.GET('/api/lookups/{name}/rows', { params: { path: { name }, query } }))).rows;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useLookupRows(env: string, name: string, version: number | null) {
  return useQuery({ ...rowsQuery(env, name, version ?? 1), enabled: version !== null });
}

/** What a version changed. */
export function useLookupChanges(env: string, name: string, from: number, to: number) {
  return useQuery({
    queryKey: queryKeys.lookupChanges(env, name, from, to),
    queryFn: () => reply(client.GET('/api/lookups/{name}/changes', { params: { path: { name }, query: { env, from, to } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What became of the rows of a key. */
export function useRowHistory(env: string, name: string, version: number, key: readonly string[] | null) {
  return useQuery({
    queryKey: queryKeys.lookupRowHistory(env, name, version, key ?? []),
    queryFn: async () => {
      const query = { env, key: key?.length === 1 ? (key[0] ?? '') : JSON.stringify(key) };
      return (await reply(client.GET('/api/lookups/{name}/row-history', { params: { path: { name }, query } }))).items;
    },
    enabled: key !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A table that is gone. */
export function forgetLookup(env: string, name: string): void {
  queryClient.removeQueries({ queryKey: queryKeys.lookup(env, name) });
  void queryClient.invalidateQueries({ queryKey: queryKeys.lookupList(env) });
}

/** Takes over what a save answered. Its rows are there first, so that nothing older shows in between. */
export async function keepLookup(saved: LookupDetail): Promise<void> {
  await queryClient.prefetchQuery(rowsQuery(saved.env, saved.name, headVersion(saved)));
  queryClient.setQueryData(queryKeys.lookup(saved.env, saved.name), saved);
  void queryClient.invalidateQueries({ queryKey: queryKeys.lookupList(saved.env) });
}
