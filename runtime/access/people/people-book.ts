import { randomUUID } from 'node:crypto';
import { Refusal } from '../../api/refusal.ts';
import type { Audit } from '../../audit/audit.ts';
import type { Clock } from '../../clock/clock.ts';
import { DuplicateKey, type Store } from '../../store/store.ts';
import { type Grant, isAdminOfAll } from '../grants.ts';
import { createPasswords, type Strength } from './password.ts';
import { refuseWeakPassword } from './password-rule.ts';
import { type Person, type PersonDocument, personOf, personSchema } from './person.ts';
import { createTurn } from './turn.ts';

export type NewPerson = Pick<Person, 'login' | 'name' | 'kind' | 'grants'> & {
  readonly email?: string | null;
  /** Default `invited`; service accounts are active at once. */
  readonly state?: 'invited' | 'active';
  readonly sso?: { readonly provider: string; readonly subject: string };
};
export type PersonChange = {
  readonly name?: string | undefined;
  readonly login?: string | undefined;
  readonly email?: string | null | undefined;
  readonly grants?: readonly Grant[] | undefined;
  readonly isDisabled?: boolean | undefined;
};

/** All accounts. Asked of the store each time, so that what one server changes counts on all of them at once. */
export type PeopleBook = {
  /** By name. */
  list(): Promise<readonly Person[]>;
  get(id: string): Promise<Person | null>;
  /** Throws NO_SUCH_PERSON. */
  require(id: string): Promise<Person>;
  /** Whether this is somebody's login and password; takes as long when there is no such account. */
  check(login: string, password: string): Promise<Person | null>;
  findBySso(provider: string, subject: string): Promise<Person | null>;
  findByLogin(login: string): Promise<Person | null>;
  /** Throws LOGIN_TAKEN. */
  create(given: NewPerson, by: string): Promise<Person>;
  /** Throws LOGIN_TAKEN, LAST_ADMIN, NO_SUCH_PERSON. */
  change(id: string, change: PersonChange, by: string): Promise<Person>;
  /** Throws LAST_ADMIN, NO_SUCH_PERSON. */
  remove(id: string, by: string): Promise<Person>;
  /** Throws PASSWORD_TOO_WEAK. */
  setPassword(id: string, password: string, by: string): Promise<void>;
  /** Throws PASSWORD_TOO_WEAK where `setPassword` would. */
  mayHavePassword(id: string, password: string): Promise<void>;
  hasPassword(id: string, password: string): Promise<boolean>;
  /** Was here now: who was invited is active from then on. */
  seen(id: string): Promise<void>;
  anyPasswords(): Promise<boolean>;
};

export function createPeopleBook(resources: {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly passwordStrength?: Strength | undefined;
}): PeopleBook {
  const { store, clock, audit } = resources;
  const passwords = createPasswords(resources.passwordStrength);
  const people = store.collection(personSchema);
  const withAdmins = createTurn({ store, clock, name: 'admins' });

  async function all(): Promise<readonly PersonDocument[]> {
    const found: PersonDocument[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof people.find>> = await people.find({
        sort: { by: 'name', direction: 'up' },
        limit: 1000,
        after,
      });
      found.push(...page.items);
      after = page.next;
    } while (after !== null);
    return found;
  }

  async function stored(id: string): Promise<PersonDocument> {
    const found = await people.get(id);
    if (!found) throw new Refusal('NO_SUCH_PERSON', `There is no account "${id}"; somebody may have removed it. Load the list again.`);
    return found;
  }

  /** Does something that takes an admin away, if there is another one. One such act at a time, over all servers. */
  const keepingAnAdmin = <T>(person: Person, act: () => Promise<T>): Promise<T> =>
    withAdmins(async () => {
      const others = (await all()).map(personOf).filter((other) => other.id !== person.id && isActiveAdmin(other));
      if (others.length === 0)
        throw new Refusal(
          'LAST_ADMIN',
          `${person.name} is the last one who may do everything here. Make somebody else an admin of all environments and channels first.`,
        );
      return act();
    });

  async function unique<T>(login: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      throw new Refusal('LOGIN_TAKEN', `There is an account "${login}" already. Choose another login, or change that account.`, [
        { path: 'body.login', message: 'is taken' },
      ]);
    }
  }

  return {
    list: async () => (await all()).map(personOf),
    async get(id) {
      const found = await people.get(id);
      return found && personOf(found);
    },
    require: async (id) => personOf(await stored(id)),

    async check(login, password) {
      const found = await people.findOne({ login: login.trim().toLowerCase() });
      const isRight = await passwords.isRight(password, found?.kind === 'person' ? found.password : null);
      if (!found || !isRight) return null;
      if (found.password !== null && passwords.isOutdated(found.password))
        await people.update(found.id, { where: { password: found.password }, set: { password: await passwords.hash(password) } });
      return personOf(found);
    },
    async findBySso(provider, subject) {
      const found = await people.findOne({ ssoKey: ssoKeyOf(provider, subject) });
      return found && personOf(found);
    },
    async findByLogin(login) {
      const found = await people.findOne({ login: login.trim().toLowerCase() });
      return found && personOf(found);
    },

    async create({ login, name, email = null, kind, grants, state, sso }, by) {
      const document: PersonDocument = {
        id: randomUUID(),
        login: login.trim().toLowerCase(),
        name,
        email,
        kind,
        state: state ?? (kind === 'service' ? 'active' : 'invited'),
        grants: JSON.stringify(grants),
        password: null,
        sso: sso?.provider ?? null,
        ssoKey: sso ? ssoKeyOf(sso.provider, sso.subject) : null,
        createdAt: clock.now(),
        createdBy: by,
        lastSeenAt: null,
      };
      await unique(document.login, () => people.insert(document));
      await audit.record({ by, act: 'person.added', subject: document.login, after: { name, kind, grants, sso: sso?.provider ?? null } });
      return personOf(document);
    },

    async change(id, change, by) {
      const before = personOf(await stored(id));
      const after: Person = {
        ...before,
        name: change.name ?? before.name,
        login: change.login ?? before.login,
        email: change.email === undefined ? before.email : change.email,
        grants: change.grants ?? before.grants,
        state: stateAfter(before, change.isDisabled),
      };
      const write = () =>
        unique(after.login, () =>
          people.update(id, {
            set: { name: after.name, login: after.login, email: after.email, grants: JSON.stringify(after.grants), state: after.state },
          }),
        );
      await (isActiveAdmin(before) && !isActiveAdmin(after) ? keepingAnAdmin(before, write) : write());
      for (const line of changesOf(before, after)) await audit.record({ by, subject: after.login, ...line });
      return after;
    },

    async remove(id, by) {
      const person = personOf(await stored(id));
      const remove = () => people.remove(id);
      await (isActiveAdmin(person) ? keepingAnAdmin(person, remove) : remove());
      await audit.record({ by, act: 'person.removed', subject: person.login, before: { name: person.name, grants: person.grants } });
      return person;
    },

    async mayHavePassword(id, password) {
      refuseUnfit(await stored(id), password);
    },
    async setPassword(id, password, by) {
      const person = await stored(id);
      const { login } = person;
      refuseUnfit(person, password);
      await people.update(id, { set: { password: await passwords.hash(password) } });
      await audit.record({ by, act: 'person.password-set', subject: login });
    },
    async hasPassword(id, password) {
      return passwords.isRight(password, (await stored(id)).password);
    },

    async seen(id) {
      await people.update(id, { set: { lastSeenAt: clock.now() } });
      await people.update(id, { where: { state: 'invited' }, set: { state: 'active' } });
    },
    anyPasswords: async () => (await people.count({ password: { not: null } }, 1)) > 0,
  };
}

function refuseUnfit({ login, name, email, kind, sso }: PersonDocument, password: string): void {
  if (sso !== null)
    throw new Refusal('INVALID_REQUEST', `${name} signs in by single sign-on, and has no password here. Change it at the provider.`);
  if (kind === 'service')
    throw new Refusal('INVALID_REQUEST', 'A service account has no password; it comes in by its tokens. Make one of these.');
  refuseWeakPassword(password, [login, name, email]);
}

export function isActiveAdmin({ kind, state, grants }: Person): boolean {
  return kind === 'person' && state === 'active' && isAdminOfAll(grants);
}

function stateAfter({ state, lastSeenAt, kind }: Person, isDisabled: boolean | undefined): Person['state'] {
  if (isDisabled === undefined || isDisabled === (state === 'disabled')) return state;
  if (isDisabled) return 'disabled';
  return lastSeenAt === null && kind === 'person' ? 'invited' : 'active';
}

function ssoKeyOf(provider: string, subject: string): string {
  return `${provider} ${subject}`;
}

/** What the audit tells of a change: what somebody may do apart from what they are called. */
function changesOf(before: Person, after: Person) {
  const lines: { act: string; before?: unknown; after?: unknown }[] = [];
  const called = ({ name, login, email }: Person) => ({ name, login, email });
  if (JSON.stringify(called(before)) !== JSON.stringify(called(after)))
    lines.push({ act: 'person.changed', before: called(before), after: called(after) });
  if (JSON.stringify(before.grants) !== JSON.stringify(after.grants))
    lines.push({ act: 'person.grants-changed', before: before.grants, after: after.grants });
  if (before.state !== after.state && after.state === 'disabled') lines.push({ act: 'person.disabled' });
  if (before.state === 'disabled' && after.state !== 'disabled') lines.push({ act: 'person.enabled' });
  return lines;
}
