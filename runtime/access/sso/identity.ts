import { Refusal } from '../../api/refusal.ts';
import type { Grant } from '../grants.ts';
import type { PeopleBook } from '../people/people-book.ts';
import type { Person } from '../people/person.ts';
import type { GroupGrants, Provider } from './provider.ts';

/** Whom a provider says somebody is. */
export type Identity = {
  /** Never changes there, and belongs to nobody else. */
  readonly subject: string;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly groups: readonly string[];
};

/** Of the claims of an ID token and the user info (OpenID Connect Core 1.0, 5.1). */
export function identityOf(claims: Readonly<Record<string, unknown>>, groupsClaim: string): Identity {
  const text = (name: string) => (typeof claims[name] === 'string' && claims[name].trim() !== '' ? claims[name].trim() : null);
  const subject = String(claims.sub);
  const email = text('email');
  const login = text('preferred_username') ?? email ?? subject;
  const groups = claims[groupsClaim];
  return {
    subject,
    name: (text('name') ?? login).slice(0, 80),
    login: loginFrom(login),
    email: email?.slice(0, 200) ?? null,
    groups: (Array.isArray(groups) ? groups : [groups]).filter((group) => typeof group === 'string'),
  };
}

function loginFrom(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._@+-]/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 100);
  return plain === '' ? 'sso' : plain;
}

/** What the groups give together; empty: none of them is known. */
export function grantsOf(groups: readonly string[], known: readonly GroupGrants[]): readonly Grant[] {
  const grants = known.filter(({ group }) => groups.includes(group)).flatMap((each) => each.grants);
  const texts = grants.map((grant) => JSON.stringify(grant));
  return grants.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** The account of an identity, made at the first sign-in; what it may do follows its groups at each. Throws NO_GROUP. */
export async function accountOf(identity: Identity, provider: Provider, people: PeopleBook): Promise<Person> {
  const grants = grantsOf(identity.groups, provider.groups);
  const known = await people.findBySso(provider.id, identity.subject);
  if (grants.length === 0) {
    // What the groups gave before is gone as well.
    if (known) await followingGroups(known, { grants: [] }, provider, people);
    throw new Refusal(
      'NO_GROUP',
      `${provider.title} knows you as ${identity.name}, but none of your groups may use this Crossdock. Ask an admin to let one of them in.`,
    );
  }
  if (known) return followingGroups(known, { grants, name: identity.name, email: identity.email }, provider, people);
  return create(identity, grants, provider, people);
}

async function followingGroups(
  known: Person,
  change: { readonly grants: readonly Grant[]; readonly name?: string; readonly email?: string | null },
  provider: Provider,
  people: PeopleBook,
): Promise<Person> {
  const isSame = JSON.stringify(known.grants) === JSON.stringify(change.grants);
  if (isSame && (change.name ?? known.name) === known.name && (change.email ?? known.email) === known.email) return known;
  try {
    return await people.change(known.id, change, provider.title);
  } catch (error) {
    // Somebody must be able to make the next admin.
    if (error instanceof Refusal && error.code === 'LAST_ADMIN') return known;
    throw error;
  }
}

/** A local account of the same login is somebody else until an admin says otherwise, so the new one gets a login of its own. */
async function create(identity: Identity, grants: readonly Grant[], provider: Provider, people: PeopleBook): Promise<Person> {
  const sso = { provider: provider.id, subject: identity.subject };
  const { name, email } = identity;
  for (let i = 1; ; i += 1) {
    const login = i === 1 ? identity.login : `${identity.login}-${i}`;
    try {
      return await people.create({ login, name, email, kind: 'person', grants, state: 'active', sso }, provider.title);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'LOGIN_TAKEN' || i > 50) throw error;
      const meanwhile = await people.findBySso(provider.id, identity.subject);
      if (meanwhile) return meanwhile;
    }
  }
}
