import { z } from 'zod';
import type { Session } from '../../access/sessions.ts';
import { route, WithCookie } from '../route.ts';
import type { Services } from '../services.ts';
import { signIn } from '../shapes/requests.ts';
import { session as sessionShape } from '../shapes/system-shapes.ts';

export const sessionRoutes = [
  route({
    method: 'POST',
    path: '/session',
    summary: 'Sign in with a one-time link',
    permission: 'public',
    body: signIn,
    reply: sessionShape,
    status: 201,
    async handle({ body, services, address }) {
      const { session, secret } = await services.access.signIn(body.token, address);
      return new WithCookie(shown(session, services), secret);
    },
  }),
  route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and the environments',
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
    path: '/sign-in-links',
    summary: 'Make a one-time sign-in link',
    permission: 'people.invite',
    body: z.strictObject({ name: z.string().trim().min(1).max(80).default('Admin').describe('who will sign in, for the audit') }),
    reply: z.object({ token: z.string().describe('open /sign-in?token=... within 15 minutes; it works once') }),
    status: 201,
    async handle({ body, services, session }) {
      const token = await services.access.invite(body.name);
      await services.audit.record({ by: session.user.name, act: 'person.invited', subject: body.name });
      return { token };
    },
  }),
];

function shown(session: Session, services: Services) {
  return {
    user: { name: session.user.name, role: 'admin' as const },
    environments: services.environments.list().map(({ name, title, class: kind, position }) => ({ name, title, class: kind, position })),
    version: services.version,
    hasDemo: services.demo !== null,
    csrfToken: session.csrfToken,
  };
}
