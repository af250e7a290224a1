import { create } from 'zustand';
import { ApiFailure } from './api-failure.ts';

/** Why the session that was here is over, in the words of the server; null: nobody was signed in, or it was ended here. */
export const useEnded = create<{ why: string | null }>(() => ({ why: null }));

/** How far the person who signs out has come, and why the session could not be ended, in words; null: it was not tried, or has ended. */
export const useLeaving = create<{ isLeaving: boolean; why: string | null }>(() => ({ isLeaving: false, why: null }));

/** Keeps the reason of a refusal that ends the session, for the sign-in screen. */
export function noteEnd(failure: unknown, wasSignedIn: boolean): void {
  if (failure instanceof ApiFailure && failure.code === 'SESSION_ENDED') useEnded.setState({ why: failure.message });
  else if (wasSignedIn) useEnded.setState({ why: '' });
}
