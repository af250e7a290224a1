import type { Permission, Subject } from './permissions.ts';
import type { Session } from './sessions.ts';

/** Who may come in: one-time links, sessions behind a cookie, and the API token. */
export type Access = {
  /** A new one-time sign-in link's token: works once, for 15 minutes. */
  invite(name: string): Promise<string>;
  /** Spends a one-time token. `address` is who tries, for the limit on failures. Throws a Refusal. */
  signIn(token: string, address: string): Promise<{ readonly session: Session; readonly secret: string }>;
  /** The session behind a cookie's secret; null when it is unknown or has expired. */
  bySecret(secret: string): Promise<Session | null>;
  /** The session of the API token. Throws a Refusal when the token is wrong, or after too many wrong ones. */
  byBearer(token: string, address: string): Session;
  /** Names of people who may do this, those who run the installation first. */
  whoMay(permission: Permission, subject: Subject): Promise<readonly string[]>;
  signOut(session: Session): Promise<void>;
};
