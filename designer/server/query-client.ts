import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api-failure.ts';
import { queryKeys } from './query-keys.ts';
import { noteEnd } from './session-end.ts';

/** The cache of what the server knows. A 401 anywhere signs the person out. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signOutOn401 }),
  mutationCache: new MutationCache({ onError: signOutOn401 }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, failure) => isWorthRepeating(failure) && count < 2,
      retryDelay: (count) => 400 * 2 ** count,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

/** No answer or a server in trouble may pass; a refusal will not. */
export function isWorthRepeating(failure: unknown): boolean {
  return failure instanceof ApiFailure && (failure.status === 0 || failure.status === 502 || failure.status === 503);
}

/** Refusals that mean the session is over; a wrong password or a used link means only itself. */
const endings = new Set(['SIGN_IN_REQUIRED', 'SESSION_ENDED']);

function signOutOn401(failure: unknown): void {
  if (!(failure instanceof ApiFailure) || !endings.has(failure.code)) return;
  noteEnd(failure, Boolean(queryClient.getQueryData(queryKeys.session)));
  queryClient.setQueryData(queryKeys.session, null);
}
