import type { PeopleBook } from './people/people-book.ts';
import type { Person } from './people/person.ts';
import type { Permission, Subject } from './permissions.ts';
import type { Session } from './sessions.ts';
import type { Link } from './sign-in/links.ts';
import type { StoredSession } from './sign-in/session-book.ts';
import type { Sso } from './sso/sso.ts';
import type { TokenBook } from './tokens/token-book.ts';

/** Where a sign-in comes from. */
export type From = {
  readonly address: string;
  readonly agent: string /** What the browser kept of an earlier sign-in. */;
  readonly device?: string | undefined;
};

/** A session that has just begun. `maxAgeMs`: how long its cookie is of use. `device`: what the browser keeps, so that it is no stranger the next time. */
export type SignedIn = { readonly session: Session; readonly secret: string; readonly maxAgeMs: number; readonly device: string };

/** Who may come in, and what they may do: accounts, sessions behind a cookie, tokens, single sign-on. */
export type Access = {
  readonly people: PeopleBook;
  readonly tokens: TokenBook;
  readonly sso: Sso;

  /** A new one-time link's token, which makes an admin called so: works once, for 15 minutes. */
  invite(name: string): Promise<string>;
  /** A link that signs this person in and lets them set a password: works once, for three days. */
  invitePerson(person: Person): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Whom a link is for, without spending it. Throws LINK_USED, TOO_MANY_ATTEMPTS. */
  lookAtLink(token: string, address: string): Promise<Link & { readonly account: Person | null }>;

  /** Spends a one-time token, and sets the password where one is given. Throws LINK_USED, TOO_MANY_ATTEMPTS, ACCOUNT_DISABLED, PASSWORD_TOO_WEAK. */
  signInByLink(given: { readonly token: string; readonly password?: string | undefined }, from: From): Promise<SignedIn>;
  /** Throws WRONG_PASSWORD, TOO_MANY_ATTEMPTS, ACCOUNT_DISABLED. */
  signInByPassword(given: { readonly login: string; readonly password: string }, from: From): Promise<SignedIn>;
  /** Begins a session of somebody whom a provider of single sign-on knows. Throws ACCOUNT_DISABLED. */
  signInBySso(person: Person, from: From): Promise<SignedIn>;

  /** The session behind a cookie's secret; null when there was none. Throws SESSION_ENDED. */
  bySecret(secret: string): Promise<Session | null>;
  /** The session of a token. Throws WRONG_TOKEN, TOO_MANY_ATTEMPTS. */
  byBearer(token: string, address: string): Promise<Session>;

  /** Those of a person that have not ended. */
  sessionsOf(person: string): Promise<readonly StoredSession[]>;
  /** Throws NO_SUCH_SESSION. */
  endSession(person: string, id: string, by: string): Promise<void>;
  /** Ends all sessions of a person, but one. Resolves to how many. */
  endSessions(person: string, by: string, but?: string | null): Promise<number>;
  signOut(session: Session): Promise<void>;
  /** Changes one's own password; all other sessions end. Throws WRONG_PASSWORD, PASSWORD_TOO_WEAK. */
  changePassword(
    session: Session,
    given: { readonly current?: string | undefined; readonly password: string },
    address: string,
  ): Promise<void>;
  /** Takes away that somebody comes in: sessions, tokens and links end at once. */
  shutOut(person: Person, by: string): Promise<void>;

  /** Names of people who may do this, those with the widest roles first. */
  whoMay(permission: Permission, subject: Subject): Promise<readonly string[]>;
  /** Told when somebody may have lost access. Returns the way to stop. */
  onChange(listener: () => void): () => void;
  /** Tells all servers that somebody may have lost access. */
  tell(): void;
};
