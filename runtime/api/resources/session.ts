import { z } from 'zod';
import type { SignedIn } from '../../access/access.ts';
import { passwordRule } from '../../access/people/password-rule.ts';
import type { Person } from '../../access/people/person.ts';
import { environmentPermissions, installationPermissions, type Permission } from '../../access/permissions.ts';
import type { Session } from '../../access/sessions.ts';
import { deviceLasts } from '../../access/sign-in/devices.ts';
import { cookieOfDevice, deviceCookie } from '../http/session-cookie.ts';
import { Refusal } from '../refusal.ts';
import { route, WithCookie } from '../route.ts';
import type { Services } from '../services.ts';
import {
  invitation,
  passwordChange,
  profileChange,
  session as sessionShape,
  signedInSession,
  signIn,
  signInWays,
} from '../shapes/people-shapes.ts';

export const sessionRoutes = [
  route({
    method: 'GET',
    path: '/sign-in',
    summary: 'How one can sign in here',
    permission: 'public',
    reply: signInWays,
    async handle({ services: { access } }) {
      const providers = (await access.sso.providers.list()).filter(({ isEnabled }) => isEnabled);
      return {
        accounts: await access.people.anyPasswords(),
        providers: providers.map(({ id, title }) => ({ id, title, url: `/api/sso/${id}/start` })),
        passwordRule: { ...passwordRule },
      };
    },
  }),
  route({
    method: 'POST',
    path: '/sign-in/invitation',
    summary: 'Whom a one-time link is for, without spending it',
    permission: 'public',
    body: z.strictObject({ token: z.string().min(1).max(200) }),
    reply: invitation,
    status: 200,
    async handle({ body, services, address }) {
      const { name, account, expiresAt } = await services.access.lookAtLink(body.token, address);
      return {
        name: account?.name ?? name,
        login: account?.login ?? null,
        hasPassword: account?.hasPassword ?? false,
        expiresAt: new Date(expiresAt).toISOString(),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/session',
    summary: 'Sign in: with login and password, or a one-time link, which may set a password at once',
    permission: 'public',
    body: signIn,
    reply: sessionShape,
    status: 201,
    async handle({ body, services, address, agent, cookie }) {
      const { access } = services;
      const from = { address, agent, device: cookie(deviceCookie) };
      return begun('token' in body ? await access.signInByLink(body, from) : await access.signInByPassword(body, from), services);
    },
  }),
  route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, what they may do, and the environments',
    permission: 'session.own',
    reply: sessionShape,
    handle: ({ session, services }) => shown(session, services),
  }),
  route({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    permission: 'session.own',
    async handle({ session, services }) {
      await services.access.signOut(session);
      return new WithCookie(undefined, '');
    },
  }),
  route({
    method: 'POST',
    path: '/session/password',
    summary: 'Set or change the own password; all other sessions end',
    permission: 'session.own',
    body: passwordChange,
    async handle({ session, body, services, address }) {
      refusePrograms(session);
      await services.access.changePassword(session, body, address);
    },
  }),
  route({
    method: 'PUT',
    path: '/session/profile',
    summary: 'Change the own name and e-mail address',
    permission: 'session.own',
    body: profileChange,
    reply: sessionShape,
    async handle({ session, body, services }) {
      refusePrograms(session);
      const { name } = await services.access.people.change(session.user.id, body, session.user.name);
      return shown({ ...session, user: { ...session.user, name } }, services);
    },
  }),
  route({
    method: 'GET',
    path: '/session/sessions',
    summary: 'Where one is signed in',
    permission: 'session.own',
    reply: z.object({ items: z.array(signedInSession) }),
    handle({ session, services }) {
      refusePrograms(session);
      return sessionsShown(services, session.user.id, session.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/session/sessions/:id',
    summary: 'Sign out elsewhere',
    permission: 'session.own',
    params: z.object({ id: z.string().max(100) }),
    async handle({ session, params, services }) {
      refusePrograms(session);
      await services.access.endSession(session.user.id, params.id, session.user.name);
    },
  }),
  route({
    method: 'DELETE',
    path: '/session/sessions',
    summary: 'Sign out everywhere else',
    permission: 'session.own',
    async handle({ session, services }) {
      refusePrograms(session);
      await services.access.endSessions(session.user.id, session.user.name, session.id);
    },
  }),
  route({
    method: 'POST',
    path: '/sign-in-links',
    summary: 'Make a one-time sign-in link for an admin of this name',
    permission: 'people.invite',
    // Whoever comes in by it is an admin.
    also: () => [{ permission: 'people.manage', about: {} }],
    body: z.strictObject({
      name: z.string().trim().min(1).max(80).default('Admin').describe('who will sign in; an account is made where there is none'),
    }),
    reply: z.object({ token: z.string().describe('open /sign-in?token=... within 15 minutes; it works once') }),
    status: 201,
    async handle({ body, services, session }) {
      const token = await services.access.invite(body.name);
      await services.audit.record({ by: session.user.name, act: 'person.invited', subject: body.name });
      return { token };
    },
  }),
];

/** The reply to a sign-in, with its cookie. */
async function begun({ session, secret, maxAgeMs, device }: SignedIn, services: Services) {
  const cookies = [cookieOfDevice(device, Math.floor(deviceLasts / 1000))];
  return new WithCookie(await shown(session, services), secret, Math.floor(maxAgeMs / 1000), cookies);
}

async function shown(session: Session, services: Services): Promise<z.input<typeof sessionShape>> {
  const { user, may, grants, csrfToken, expiresAt, isToken } = session;
  const person = user.kind === 'installation' ? null : await services.access.people.get(user.id);
  const environments = services.environments.list();
  const names = <P extends Permission>(table: Readonly<Record<P, unknown>>) => Object.keys(table) as P[];
  return {
    user: { ...accountShown(person, await providerTitles(services)), ...user },
    grants: grants.map(grantShown),
    permissions: {
      installation: names(installationPermissions).filter((name) => may(name, null)),
      environments: Object.fromEntries(
        environments.map(({ name: env }) => [env, names(environmentPermissions).filter((name) => mayIn(session, name, env))]),
      ),
    },
    channels: channelsOf(grants),
    mustWelcome: person !== null && !isToken && !person.hasPassword && person.sso === null,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    environments: environments.map(({ name, title, class: kind, position }) => ({ name, title, class: kind, position })),
    version: services.version,
    hasDemo: services.demo !== null,
    csrfToken,
  };
}

/** Whether it may be done there at all, be it for one channel. */
function mayIn({ may, grants }: Session, permission: Permission, env: string): boolean {
  const channels = grants.flatMap((grant) => (grant.channels === 'all' ? [] : grant.channels));
  return may(permission, { env, channel: null }) || channels.some((channel) => may(permission, { env, channel }));
}

function channelsOf(grants: Session['grants']): 'all' | string[] {
  const lists = grants.map(({ channels }) => channels);
  return lists.includes('all') ? 'all' : [...new Set(lists.flat())].sort();
}

export function grantShown({ role, envs, channels }: Session['grants'][number]) {
  return { role, envs: envs === 'all' ? envs : [...envs], channels: channels === 'all' ? channels : [...channels] };
}

/** What providers of single sign-on are called, by id. */
export async function providerTitles({ access }: Pick<Services, 'access'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await access.sso.providers.list()).map(({ id, title }) => [id, title]));
}

/** null: nobody's account. */
export function accountShown(person: Person | null, titles: ReadonlyMap<string, string>) {
  return {
    login: person?.login ?? null,
    email: person?.email ?? null,
    hasPassword: person?.hasPassword ?? false,
    sso: person?.sso ? (titles.get(person.sso) ?? person.sso) : null,
  };
}

export async function sessionsShown(services: Services, person: string, current: string | null) {
  const items = await services.access.sessionsOf(person);
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    items: items.map(({ id, address, agent, by, ...one }) => ({
      id,
      address,
      agent,
      by,
      createdAt: at(one.createdAt),
      lastSeenAt: at(one.lastSeenAt),
      expiresAt: at(one.expiresAt),
      isCurrent: id === current,
    })),
  };
}

/** Passwords and sessions are for people who sit before a screen. */
function refusePrograms({ isToken }: Session): void {
  if (isToken)
    throw new Refusal('INVALID_REQUEST', 'This is for people who are signed in; an API token has neither password nor sessions.');
}
