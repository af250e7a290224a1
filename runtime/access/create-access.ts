import { createHash } from 'node:crypto';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import { localBulletin } from '../bulletin/local-bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import { createEgress, type Egress } from '../egress/egress.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/envelope.ts';
import type { Access, From, SignedIn } from './access.ts';
import { attemptLimit } from './attempt-limit.ts';
import { adminOfAll, isAdminOfAll } from './grants.ts';
import type { Strength } from './people/password.ts';
import { createPeopleBook } from './people/people-book.ts';
import type { Person } from './people/person.ts';
import { type ClassOf, isGranted } from './permissions.ts';
import { isSame } from './secrets.ts';
import { mayOf, type Session } from './sessions.ts';
import { adminCalled } from './sign-in/admin-called.ts';
import { createAttempts } from './sign-in/attempts.ts';
import { createDevices } from './sign-in/devices.ts';
import { createLinks } from './sign-in/links.ts';
import { createSessionBook, type SessionLimits, type StoredSession, usualLimits } from './sign-in/session-book.ts';
import type { OidcSettings } from './sso/provider.ts';
import { createSso } from './sso/sso.ts';
import { sessionOfToken, wrongToken } from './tokens/session-of-token.ts';
import { createTokenBook } from './tokens/token-book.ts';
import { looksLikeToken } from './tokens/token-text.ts';

export type AccessResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly environments: Pick<EnvironmentBook, 'get'>;
  /** Seals what must not be read out of the store. */
  readonly vault: Pick<Vault, 'open' | 'close'>;
  /** The admin token for automation; null: there is none. */
  readonly apiToken: string | null;
  /** The token of commands on this machine. */
  readonly localToken?: string | undefined;
  /** Default: 12 hours without use, 30 days in all. */
  readonly limits?: SessionLimits | undefined;
  /** Of the process's variables; null: only what is set up by the API. */
  readonly oidc?: OidcSettings | null | undefined;
  /** Where providers of single sign-on may stand. Default: on the internet. */
  readonly egress?: Pick<Egress, 'guard'> | undefined;
  /** Default: as OWASP recommends. */
  readonly passwordStrength?: Strength | undefined;
  /** Default: nobody else. */
  readonly bulletin?: Bulletin | undefined;
};

/** Of a session by single sign-on. ms */
const longestBySso = 24 * 60 * 60_000;
/** How many may wait for their password to be looked at; each takes a third of a second. */
const mostWaiting = 20;

export function createAccess(resources: AccessResources): Access {
  const { store, clock, audit, environments, apiToken, localToken, limits = usualLimits, bulletin = localBulletin() } = resources;
  const people = createPeopleBook({ store, clock, audit, passwordStrength: resources.passwordStrength });
  const sessions = createSessionBook({ store, clock, limits });
  const tokens = createTokenBook({ store, clock, audit });
  const links = createLinks({ store, clock });
  const attempts = createAttempts({ store, clock });
  const devices = createDevices({ vault: resources.vault, clock });
  // Apart, so that a script with a wrong token does not keep people from signing in.
  const linkLimit = attemptLimit(clock);
  const tokenLimit = attemptLimit(clock);
  let waiting = 0;

  const classOf: ClassOf = (env) => environments.get(env)?.class ?? null;
  const tell = () => bulletin.publish('access', '');

  async function begin(person: Person, by: StoredSession['by'], from: From): Promise<SignedIn> {
    if (person.state === 'disabled') throw disabled();
    // What groups give is asked for again the next day.
    const longestMs = by === 'sso' ? Math.min(limits.longestMs, longestBySso) : limits.longestMs;
    const { session, secret } = await sessions.begin({ person: person.id, by, address: from.address, agent: from.agent }, longestMs);
    await people.seen(person.id);
    await audit.record({ by: person.name, act: 'person.signed-in', subject: person.login, details: { by, agent: from.agent } });
    const device = devices.note(from.device, person.login);
    return { session: sessionOf(session, person, secret), secret, maxAgeMs: longestMs, device };
  }

  function sessionOf(stored: StoredSession, { id, name, kind, grants }: Person, secret: string): Session {
    return {
      id: stored.id,
      user: { id, name, kind },
      grants,
      may: mayOf(grants, classOf),
      csrfToken: csrfTokenOf(secret),
      expiresAt: stored.expiresAt,
      isToken: false,
    };
  }

  /** Nobody knows the token, so it is guesses of links that are counted. */
  async function limited<T>(address: string, act: () => Promise<T>): Promise<T> {
    const wait = linkLimit.waitOf(address);
    if (wait > 0) throw tooMany(wait);
    try {
      const done = await act();
      linkLimit.succeeded(address);
      return done;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'LINK_USED') linkLimit.failed(address);
      throw error;
    }
  }

  const access: Access = {
    people,
    tokens,
    tell,
    sso: createSso({ ...resources, people, oidc: resources.oidc ?? null, egress: resources.egress ?? createEgress() }),
    onChange: (listener) => bulletin.subscribe('access', listener),

    invite: (name) => links.forAdmin(name),
    invitePerson: (person) => links.forPerson(person),
    lookAtLink: (token, address) =>
      limited(address, async () => {
        const link = await links.look(token);
        return { ...link, account: link.person === null ? null : await people.get(link.person) };
      }),

    signInByLink: ({ token, password }, from) =>
      limited(from.address, async () => {
        const seen = await links.look(token);
        const person = seen.person === null ? await adminCalled(seen.name, people) : await people.require(seen.person);
        if (person.state === 'disabled') throw disabled();
        // Before the link is spent, so that a weak one can be tried again.
        if (password !== undefined) await people.mayHavePassword(person.id, password);
        await links.spend(token);
        if (password !== undefined) {
          await people.setPassword(person.id, password, person.name);
          await sessions.endAll(person.id, 'The password was set anew.');
        }
        return begin(person, 'link', from);
      }),

    async signInByPassword({ login, password }, from) {
      const attempt = { login, address: from.address, known: devices.known(from.device, login) };
      await attempts.begin(attempt);
      if (waiting >= mostWaiting) throw tooMany(5);
      waiting += 1;
      const person = await people.check(login, password).finally(() => {
        waiting -= 1;
      });
      if (!person) {
        const known = await people.findByLogin(login);
        // What nobody is called is not recorded: it may be a password that slipped into the wrong field.
        await audit.record({ by: 'nobody', act: 'person.sign-in-failed', subject: known?.login ?? 'an unknown account' });
        throw new Refusal(
          'WRONG_PASSWORD',
          'Login and password do not belong together. Check both, or ask an admin for a link to set a new password.',
        );
      }
      await attempts.succeeded(attempt);
      return begin(person, 'password', from);
    },
    signInBySso: (person, from) => begin(person, 'sso', from),

    async bySecret(secret) {
      const found = await sessions.find(secret);
      if (found === null) return null;
      if (typeof found === 'string') throw new Refusal('SESSION_ENDED', `Your session has ended. ${found} Sign in again.`);
      const person = await people.get(found.session.person);
      if (!person || person.state === 'disabled')
        throw new Refusal('SESSION_ENDED', 'Your session has ended: the account was disabled or removed.');
      if (found.isNews) await people.seen(person.id);
      return sessionOf(found.session, person, secret);
    },

    async byBearer(token, address) {
      if (localToken !== undefined && isSame(token, localToken)) return installation('Command line');
      const wait = tokenLimit.waitOf(address);
      if (wait > 0) throw tooMany(wait);
      if (apiToken !== null && isSame(token, apiToken)) return installation('API token');
      if (looksLikeToken(token)) return sessionOfToken(token, address, { tokens, people, classOf });
      tokenLimit.failed(address);
      throw wrongToken(
        'The bearer token is neither the value of CROSSDOCK_TOKEN nor an API token of an account, which begins with "cdk_".',
      );
    },

    sessionsOf: (person) => sessions.listOf(person),
    async endSession(person, id, by) {
      if (!(await sessions.end(person, id, `It was ended by ${by}.`)))
        throw new Refusal('NO_SUCH_SESSION', 'There is no such session; it may have ended already. Load the list again.');
      const { login } = await people.require(person);
      await audit.record({ by, act: 'session.ended', subject: login, details: { sessions: 1 } });
      tell();
    },
    async endSessions(person, by, but = null) {
      const ended = await sessions.endAll(person, `It was ended by ${by}.`, but);
      const { login } = await people.require(person);
      if (ended > 0) await audit.record({ by, act: 'session.ended', subject: login, details: { sessions: ended } });
      tell();
      return ended;
    },
    async signOut({ id, user }) {
      if (id === null) return;
      await sessions.end(user.id, id, 'You signed out.');
      await audit.record({ by: user.name, act: 'person.signed-out', subject: user.name });
      tell();
    },
    async changePassword({ id, user }, { current, password }, address) {
      const person = await people.require(user.id);
      if (person.hasPassword) {
        const attempt = { login: person.login, address, known: id === null ? null : `session ${id}` };
        await attempts.begin(attempt);
        if (current === undefined || !(await people.hasPassword(person.id, current)))
          throw new Refusal('WRONG_PASSWORD', 'The current password is not right.', [
            { path: 'body.current', message: 'is not the password that you have now' },
          ]);
        await attempts.succeeded(attempt);
      }
      await people.setPassword(person.id, password, person.name);
      await sessions.endAll(person.id, 'The password was changed.', id);
      tell();
    },
    async shutOut(person, by) {
      await sessions.endAll(person.id, 'The account was disabled or removed.');
      await tokens.revokeAll(person.id, by);
      await links.endOf(person.id);
      tell();
    },

    async whoMay(permission, subject) {
      const able = (await people.list()).filter(
        ({ kind, state, grants }) => kind === 'person' && state === 'active' && isGranted(grants, permission, subject, classOf),
      );
      const width = ({ grants }: Person) => Number(isAdminOfAll(grants));
      return able.sort((a, b) => width(b) - width(a)).map(({ name }) => name);
    },
  };
  return access;
}

function installation(name: string): Session {
  const grants = [adminOfAll];
  const user = { id: 'installation', name, kind: 'installation' } as const;
  // With every environment and channel, the class of an environment makes no difference.
  return { id: null, user, grants, may: mayOf(grants, () => null), csrfToken: '', expiresAt: null, isToken: true };
}

/** Follows from the secret, so that it need not be stored and dies with it. */
function csrfTokenOf(secret: string): string {
  return createHash('sha256').update(`csrf ${secret}`).digest('base64url');
}

function tooMany(seconds: number): Refusal {
  return new Refusal('TOO_MANY_ATTEMPTS', `Too many failed attempts to sign in. Try again in ${seconds} seconds.`, [], { seconds });
}

function disabled(): Refusal {
  return new Refusal('ACCOUNT_DISABLED', 'This account is disabled. Ask an admin to enable it.');
}
