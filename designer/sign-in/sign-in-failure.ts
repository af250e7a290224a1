import { ApiFailure } from '../server/api-failure.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';

/** What is said when somebody was not let in. */
export type SignInMessage = {
  readonly family: 'warn' | 'bad' | 'info';
  readonly lead: string;
  readonly text: string;
  readonly code: string | null;
};

const known: Record<string, Omit<SignInMessage, 'code'>> = {
  WRONG_PASSWORD: { family: 'warn', lead: texts.wrongPassword, text: texts.wrongPasswordText },
  ACCOUNT_DISABLED: { family: 'warn', lead: texts.disabled, text: texts.disabledText },
  NO_GROUP: { family: 'warn', lead: texts.noGroup, text: texts.noGroupText },
  SSO_UNREACHABLE: { family: 'bad', lead: texts.ssoUnreachable, text: texts.ssoUnreachableText },
};

/** The message of a failed call, or of a code that single sign-on came back with. */
export function signInMessage(failure: Error | string): SignInMessage {
  const code = typeof failure === 'string' ? failure : failure instanceof ApiFailure ? failure.code : null;
  const found = known[code ?? ''];
  if (found) return { ...found, code: null };
  if (typeof failure === 'string') return { family: 'bad', lead: texts.ssoFailed, text: texts.ssoFailedText, code };
  return { family: 'bad', lead: texts.notSignedIn, text: failure.message, code };
}

/** Seconds one has to wait before the next try counts; 0: none. */
export function waitOf(failure: Error | null): number {
  if (!(failure instanceof ApiFailure) || failure.status !== 429) return 0;
  const { seconds } = (failure.body ?? {}) as { seconds?: unknown };
  return typeof seconds === 'number' ? seconds : Number(/\b(\d+) s/.exec(failure.message)?.[1] ?? 60);
}
