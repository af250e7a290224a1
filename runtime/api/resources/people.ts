import { z } from 'zod';
import { roles, roleWords } from '../../access/grants.ts';
import { isActiveAdmin } from '../../access/people/people-book.ts';
import type { Person } from '../../access/people/person.ts';
import { isOfEnvironment, permissions, rowOf, whereMay } from '../../access/permissions.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import {
  changedPerson,
  link,
  madePerson,
  newPerson,
  personId,
  person as personShape,
  rolesReply,
  signedInSession,
} from '../shapes/people-shapes.ts';
import { accountShown, grantShown, providerTitles, sessionsShown } from './session.ts';

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/roles',
    summary: 'What each role may do, and where',
    permission: 'session.own',
    reply: rolesReply,
    handle: () => ({
      roles: roles.map((role) => ({ role, words: roleWords[role] })),
      permissions: permissions.map((permission) => ({
        permission,
        words: rowOf(permission).words,
        of: isOfEnvironment(permission) ? ('environment' as const) : ('installation' as const),
        isWhole: rowOf(permission).isWhole ?? false,
        roles: Object.fromEntries(roles.map((role) => [role, [...whereMay(role, permission)]])) as z.input<
          typeof rolesReply
        >['permissions'][number]['roles'],
      })),
    }),
  }),
  route({
    method: 'GET',
    path: '/people',
    summary: 'People and service accounts, with what they may do',
    permission: 'people.read',
    reply: z.object({ items: z.array(personShape) }),
    async handle({ services }) {
      const [all, titles] = await Promise.all([services.access.people.list(), providerTitles(services)]);
      return { items: all.map((one) => shown(one, all, titles)) };
    },
  }),
  route({
    method: 'POST',
    path: '/people',
    summary: 'Invite a person, or make a service account',
    permission: 'people.invite',
    // Whoever says what somebody may do can make an admin.
    also: () => [{ permission: 'people.manage', about: {} }],
    body: newPerson,
    reply: madePerson,
    status: 201,
    async handle({ body, services, session }) {
      const { access } = services;
      refuseUnknownEnvironments(body.grants, services);
      const made = await access.people.create(body, session.user.name);
      const invited = made.kind === 'person' ? await access.invitePerson(made) : null;
      return { person: await alone(made, services), link: invited && linkShown(invited) };
    },
  }),
  route({
    method: 'GET',
    path: '/people/:id',
    summary: 'One account',
    permission: 'people.read',
    params: personId,
    reply: personShape,
    handle: async ({ params, services }) => alone(await services.access.people.require(params.id), services),
  }),
  route({
    method: 'PATCH',
    path: '/people/:id',
    summary: 'Change an account: what it is called, what it may do, whether it is disabled',
    permission: 'people.manage',
    params: personId,
    body: changedPerson,
    reply: personShape,
    async handle({ params, body, services, session }) {
      const { access } = services;
      refuseUnknownEnvironments(body.grants ?? [], services);
      const before = await access.people.require(params.id);
      if (body.grants && before.sso !== null && JSON.stringify(body.grants) !== JSON.stringify(before.grants)) {
        const { sso } = accountShown(before, await providerTitles(services));
        const message = `What ${before.name} may do follows from the groups at "${sso}". Change the groups there, or what they give here.`;
        throw new Refusal('INVALID_REQUEST', message, [{ path: 'body.grants', message: 'follows from groups' }]);
      }
      const after = await access.people.change(params.id, body, session.user.name);
      if (after.state === 'disabled' && before.state !== 'disabled') await access.shutOut(after, session.user.name);
      else access.tell();
      return alone(after, services);
    },
  }),
  route({
    method: 'DELETE',
    path: '/people/:id',
    summary: 'Remove an account; its sessions and tokens end at once',
    permission: 'people.manage',
    params: personId,
    async handle({ params, services, session }) {
      const removed = await services.access.people.remove(params.id, session.user.name);
      await services.access.shutOut(removed, session.user.name);
    },
  }),
  route({
    method: 'POST',
    path: '/people/:id/links',
    summary: 'Make a link by which a person signs in and sets a password: an invitation, or help for who forgot theirs',
    permission: 'people.manage',
    params: personId,
    reply: link,
    status: 201,
    async handle({ params, services, session }) {
      const person = await services.access.people.require(params.id);
      if (person.kind === 'service')
        throw new Refusal('INVALID_REQUEST', 'A service account does not sign in; it comes in by its tokens. Make one of these.');
      if (person.sso !== null)
        throw new Refusal(
          'INVALID_REQUEST',
          `${person.name} signs in by single sign-on, so that the provider decides whether they still may. No link is needed.`,
        );
      const made = await services.access.invitePerson(person);
      await services.audit.record({ by: session.user.name, act: 'person.invited', subject: person.login });
      return linkShown(made);
    },
  }),
  route({
    method: 'GET',
    path: '/people/:id/sessions',
    summary: 'Where somebody is signed in',
    permission: 'people.read',
    params: personId,
    reply: z.object({ items: z.array(signedInSession) }),
    async handle({ params, services, session }) {
      await services.access.people.require(params.id);
      return sessionsShown(services, params.id, session.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/people/:id/sessions',
    summary: 'Sign somebody out everywhere',
    permission: 'people.manage',
    params: personId,
    async handle({ params, services, session }) {
      await services.access.people.require(params.id);
      await services.access.endSessions(params.id, session.user.name);
    },
  }),
  route({
    method: 'DELETE',
    path: '/people/:id/sessions/:session',
    summary: 'Sign somebody out in one place',
    permission: 'people.manage',
    params: personId.extend({ session: z.string().max(100) }),
    async handle({ params, services, session }) {
      await services.access.people.require(params.id);
      await services.access.endSession(params.id, params.session, session.user.name);
    },
  }),
];

async function alone(person: Person, services: Services) {
  return shown(person, await services.access.people.list(), await providerTitles(services));
}

function shown(person: Person, all: readonly Person[], titles: ReadonlyMap<string, string>): z.input<typeof personShape> {
  const { id, name, kind, state, grants, createdBy } = person;
  const admins = all.filter(isActiveAdmin);
  return {
    ...accountShown(person, titles),
    id,
    name,
    kind,
    state,
    grants: grants.map(grantShown),
    createdAt: new Date(person.createdAt).toISOString(),
    createdBy,
    lastSeenAt: person.lastSeenAt === null ? null : new Date(person.lastSeenAt).toISOString(),
    isLastAdmin: admins.length === 1 && admins[0]?.id === id,
  };
}

function linkShown({ token, expiresAt }: { readonly token: string; readonly expiresAt: number }) {
  return { token, expiresAt: new Date(expiresAt).toISOString() };
}

/** A role in an environment that does not exist would wait for whoever makes one of this name. */
export function refuseUnknownEnvironments(
  grants: Person['grants'],
  { environments }: Pick<Services, 'environments'>,
  path = 'body.grants',
): void {
  for (const [i, { envs }] of grants.entries()) {
    for (const env of envs === 'all' ? [] : envs) environments.require(env, `${path}[${i}].envs`);
  }
}
