import { useQuery } from '@tanstack/react-query';
import type { Invitation, SignInGiven } from './access-shapes.ts';
import { ApiFailure } from './api-failure.ts';
import { client, rememberCsrfToken, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import { noteEnd, useEnded, useLeaving } from './session-end.ts';
import type { Session } from './shapes.ts';

/** Who is signed in; null: nobody. */
export function useSession() {
  return useQuery({ queryKey: queryKeys.session, queryFn: loadSession, staleTime: 60_000 });
}

/** The session there was last: parts of the page are still drawn while it ends. */
let last: Session | null = null;

/** The session where one is certain to exist: below the shell. */
export function useSignedIn(): Session {
  const { data } = useSession();
  last = data ?? last;
  if (!last) throw new Error('used outside the signed-in part of the page');
  return last;
}

/** How one can sign in here: single sign-on, passwords, and always a one-time link. */
export function useSignInWays() {
  return useQuery({ queryKey: queryKeys.signInWays, queryFn: () => reply(client.GET('/api/sign-in')), staleTime: 30_000 });
}

/** For whom a one-time link is; does not spend it. Throws an `ApiFailure` with status 401 when it was used or is too old. */
export function invitationOf(token: string): Promise<Invitation> {
  return reply(client.POST('/api/sign-in/invitation', { body: { token } }));
}

/** Trades a one-time token, or login and password, for a session. */
export async function signIn(given: SignInGiven): Promise<Session> {
  const session = await reply(client.POST('/api/session', { body: given }));
  rememberCsrfToken(session.csrfToken);
  becomeSession(session);
  return session;
}

/** How long what the page had asked may keep the session open. Milliseconds. */
const longestGoodbye = 3000;

/**
 * The page is left first, and what it had asked is answered: what is still drawn would ask in vain once the session has ended.
 * When the session cannot be ended, the page comes back and `useLeaving` says why.
 */
export async function signOut(): Promise<void> {
  useLeaving.setState({ isLeaving: true, why: null });
  await after(0);
  const asked = queryClient.getQueryCache().findAll({ fetchStatus: 'fetching' });
  await Promise.race([Promise.allSettled(asked.map((query) => query.fetch())), after(longestGoodbye)]);
  try {
    await reply(client.DELETE('/api/session'));
    becomeSession(null);
  } catch (failure) {
    useLeaving.setState({ why: failure instanceof Error ? failure.message : String(failure) });
  }
  useLeaving.setState({ isLeaving: false });
}

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What another person had loaded goes; the session itself stays watched, so that the page follows it. */
function becomeSession(session: Session | null): void {
  useEnded.setState({ why: null });
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKeys.session[0] });
  queryClient.setQueryData(queryKeys.session, session);
}

async function loadSession(): Promise<Session | null> {
  try {
    const session = await reply(client.GET('/api/session'));
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status === 401) {
      noteEnd(failure, false);
      return null;
    }
    throw failure;
  }
}
