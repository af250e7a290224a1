import { Refusal } from '../../api/refusal.ts';
import type { Clock } from '../../clock/clock.ts';
import type { CollectionSchema, Store } from '../../store/store.ts';
import { fingerprint, newSecret } from '../secrets.ts';

const minute = 60_000;
/** Of a link that makes an admin. */
export const linkLifetime = 15 * minute;
/** Of an invitation, or a link to set a new password. */
export const invitationLifetime = 3 * 24 * 60 * minute;

/** Found by the hash of the token; the token itself is nowhere. */
type LinkDocument = {
  readonly id: string;
  readonly name: string;
  /** Whom it signs in; null: an admin called `name`. */
  readonly person: string | null;
  readonly expiresAt: number;
  readonly usedAt: number | null;
};

const linkSchema: CollectionSchema<LinkDocument> = {
  name: 'signInLinks',
  fields: { name: 'text', person: 'text', expiresAt: 'number', usedAt: 'number' },
  indexes: [{ fields: ['expiresAt'] }, { fields: ['person'], where: 'present' }],
};

export type Link = { readonly name: string; readonly person: string | null; readonly expiresAt: number };

/** One-time links. */
export type Links = {
  /** A link that makes an admin called so. Returns its token. */
  forAdmin(name: string): Promise<string>;
  /** A link that signs a person in; those made for them before are worth nothing any more. */
  forPerson(person: { readonly id: string; readonly name: string }): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Without spending it. Throws LINK_USED. */
  look(token: string): Promise<Link>;
  /** Works for one of those who try. Throws LINK_USED. */
  spend(token: string): Promise<Link>;
  endOf(person: string): Promise<void>;
};

export function createLinks({ store, clock }: { readonly store: Store; readonly clock: Clock }): Links {
  const links = store.collection(linkSchema);

  async function make(name: string, person: string | null, lifetime: number) {
    await links.removeWhere({ expiresAt: { lt: clock.now() } });
    const token = newSecret();
    const expiresAt = clock.now() + lifetime;
    await links.insert({ id: fingerprint(token), name, person, expiresAt, usedAt: null });
    return { token, expiresAt };
  }

  return {
    forAdmin: async (name) => (await make(name, null, linkLifetime)).token,
    async forPerson({ id, name }) {
      await links.removeWhere({ person: id });
      return make(name, id, invitationLifetime);
    },
    async look(token) {
      const link = await links.get(fingerprint(token));
      if (!link || link.usedAt !== null || link.expiresAt <= clock.now()) throw used();
      return link;
    },
    async spend(token) {
      const id = fingerprint(token);
      const now = clock.now();
      const isFirst = await links.update(id, { where: { usedAt: null, expiresAt: { gt: now } }, set: { usedAt: now } });
      const link = await links.get(id);
      if (!isFirst || !link) throw used();
      return link;
    },
    async endOf(person) {
      await links.removeWhere({ person });
    },
  };
}

function used(): Refusal {
  const message =
    'This sign-in link has been used or has expired. Ask an admin for a new one, or get one with `npx crossdock link` on the machine of the server.';
  return new Refusal('LINK_USED', message, [{ path: 'body.token', message: 'was used or is too old; get a new link' }]);
}
