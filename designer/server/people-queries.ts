import { useQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryKeys } from './query-keys.ts';

/** Everybody who may sign in, and service accounts. */
export function usePeople() {
  return useQuery({ queryKey: queryKeys.people, queryFn: async () => (await reply(client.GET('/api/people'))).items });
}

/** Where somebody is signed in. */
export function useSessionsOf(id: string) {
  return useQuery({
    queryKey: queryKeys.personSessions(id),
    queryFn: async () => (await reply(client.GET('/api/people/{id}/sessions', { params: { path: { id } } }))).items,
  });
}

export function useOwnSessions() {
  return useQuery({ queryKey: queryKeys.ownSessions, queryFn: async () => (await reply(client.GET('/api/session/sessions'))).items });
}

/** What each role may do; fixed while the server runs. */
export function useRoles(isNeeded = true) {
  return useQuery({
    queryKey: queryKeys.roles,
    queryFn: () => reply(client.GET('/api/roles')),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isNeeded,
  });
}

/** API tokens: one's own, of everybody, or of one account by its id. */
export function useTokens(of: 'own' | 'everybody' | (string & {})) {
  return useQuery({
    queryKey: queryKeys.tokenList(of),
    queryFn: async () => (await reply(client.GET('/api/tokens', { params: { query: of === 'own' ? {} : { of } } }))).items,
  });
}

/** The single sign-on providers, without their secrets. */
export function useSsoProviders() {
  return useQuery({ queryKey: queryKeys.sso, queryFn: async () => (await reply(client.GET('/api/sso'))).items });
}
