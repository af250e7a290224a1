import { Refusal } from '../../api/refusal.ts';
import type { PeopleBook } from '../people/people-book.ts';
import { type ClassOf, rowOf } from '../permissions.ts';
import { mayOf, type Session } from '../sessions.ts';
import type { TokenBook } from './token-book.ts';

type Resources = {
  readonly tokens: Pick<TokenBook, 'find' | 'used'>;
  readonly people: Pick<PeopleBook, 'get'>;
  readonly classOf: ClassOf;
};

/** Who asks with an API token: its owner, as far as the token was made for. Throws WRONG_TOKEN, which says why. */
export async function sessionOfToken(text: string, address: string, { tokens, people, classOf }: Resources): Promise<Session> {
  const token = await tokens.find(text);
  if (!token) throw wrongToken('There is no such API token; it may have been typed wrongly.');
  if (token.state === 'revoked') throw wrongToken(`The API token "${token.name}" was revoked. Make a new one.`);
  if (token.state === 'expired') throw wrongToken(`The API token "${token.name}" has expired. Make a new one.`);
  const owner = await people.get(token.owner);
  if (!owner || owner.state === 'disabled') throw wrongToken(`The account of the API token "${token.name}" is disabled or was removed.`);
  await tokens.used(token, address, owner.name);
  const scope = token.permissions ?? 'all';
  const ownerMay = mayOf(owner.grants, classOf, scope);
  const tokenMay = token.grants === null ? ownerMay : mayOf(token.grants, classOf, scope);
  return {
    id: null,
    user: { id: owner.id, name: owner.kind === 'service' ? owner.name : `${owner.name} (${token.name})`, kind: owner.kind },
    grants: token.grants ?? owner.grants,
    // A token makes no tokens: it could outlive its own end.
    may: (permission, subject) => !rowOf(permission).isPersonal && ownerMay(permission, subject) && tokenMay(permission, subject),
    csrfToken: '',
    expiresAt: token.expiresAt,
    isToken: true,
  };
}

export function wrongToken(message: string): Refusal {
  return new Refusal('WRONG_TOKEN', message);
}
