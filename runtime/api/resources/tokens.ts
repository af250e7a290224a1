import { z } from 'zod';
import type { Person } from '../../access/people/person.ts';
import type { ApiToken } from '../../access/tokens/token-book.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { apiTokenShape, madeToken, newToken } from '../shapes/people-shapes.ts';
import { refuseUnknownEnvironments } from './people.ts';
import { grantShown } from './session.ts';

const tokenId = z.object({ id: z.string().min(1).max(60).describe('the token') });
const ofOthers = [{ permission: 'tokens.manage' as const, about: {} }];

export const tokenRoutes = [
  route({
    method: 'GET',
    path: '/tokens',
    summary: 'API tokens: the own ones, those of another account, or everybody’s',
    permission: 'tokens.own',
    also: ({ query, session }) => (query.of === undefined || query.of === session.user.id ? [] : ofOthers),
    query: z.object({ of: z.string().max(60).optional().describe('an account, or `everybody`; default: oneself') }),
    reply: z.object({ items: z.array(apiTokenShape) }),
    async handle({ query, services, session }) {
      const of = query.of ?? session.user.id;
      const [found, people] = await Promise.all([
        services.access.tokens.list(of === 'everybody' ? undefined : of),
        services.access.people.list(),
      ]);
      return { items: found.map((token) => shown(token, people)) };
    },
  }),
  route({
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token; it is shown this once',
    permission: 'tokens.own',
    also: ({ body, session }) => (body.owner === undefined || body.owner === session.user.id ? [] : ofOthers),
    body: newToken,
    reply: madeToken,
    status: 201,
    async handle({ body: { owner: given, ...asked }, services, session }) {
      const { access } = services;
      refuseUnknownEnvironments(asked.grants ?? [], services);
      const owner = await ownerOf(given ?? session.user.id, session.user.id, services);
      const { token, about } = await access.tokens.create({ ...asked, owner }, session.user.name);
      return { token, about: shown(about, [owner]) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'Revoke an API token: it is worth nothing from now on, on all servers',
    permission: 'tokens.own',
    also: async ({ params, services, session }) =>
      (await services.access.tokens.get(params.id))?.owner === session.user.id ? [] : ofOthers,
    params: tokenId,
    async handle({ params, services, session }) {
      if (!(await services.access.tokens.revoke(params.id, session.user.name)))
        throw new Refusal('NO_SUCH_TOKEN', 'There is no such API token, or it was revoked before. Load the list again.');
      services.access.tell();
    },
  }),
];

/** Nobody acts in the name of another person, so others' tokens are made for service accounts only. */
async function ownerOf(id: string, own: string, { access }: Services): Promise<Person> {
  const owner = id === 'installation' ? null : await access.people.get(id);
  if (!owner)
    throw new Refusal(
      'NO_SUCH_PERSON',
      'The token needs an account that it acts for. Sign in as a person, or name a service account in `owner`.',
      [{ path: 'body.owner', message: 'name an account' }],
    );
  if (owner.kind === 'person' && owner.id !== own)
    throw new Refusal(
      'INVALID_REQUEST',
      `A token acts in the name of its owner, so ${owner.name} makes it. For a program, take a service account.`,
      [{ path: 'body.owner', message: 'is another person' }],
    );
  return owner;
}

function shown(token: ApiToken, people: readonly Person[]): z.input<typeof apiTokenShape> {
  const { owner: ownerId, grants, permissions, createdAt, expiresAt, lastUsedAt, ...rest } = token;
  const owner = people.find(({ id }) => id === ownerId);
  return {
    ...rest,
    owner: { id: ownerId, name: owner?.name ?? 'a removed account', kind: owner?.kind ?? 'person' },
    grants: grants?.map(grantShown) ?? null,
    permissions: permissions && [...permissions],
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}
