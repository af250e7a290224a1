import { z } from 'zod';
import type { Provider } from '../../access/sso/provider.ts';
import { cookieOfSession } from '../http/session-cookie.ts';
import { Refusal } from '../refusal.ts';
import { route, SeeOther } from '../route.ts';
import { changedSsoProvider, providerParam, ssoCheck, ssoProvider } from '../shapes/people-shapes.ts';
import { refuseUnknownEnvironments } from './people.ts';
import { grantShown } from './session.ts';

const callbackPath = '/api/sso/callback';
/** Lax, because it must come along when the provider leads back here; only there. */
const begunCookie = { name: 'crossdock_sso', path: callbackPath, sameSite: 'lax' } as const;
const returnTo = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'a path of this server, such as /flows')
  .default('/');

export const ssoRoutes = [
  route({
    method: 'GET',
    path: '/sso',
    summary: 'Single sign-on, as it is set up',
    permission: 'sso.manage',
    reply: z.object({ items: z.array(ssoProvider) }),
    async handle({ services, origin }) {
      return { items: (await services.access.sso.providers.list()).map((one) => shown(one, origin)) };
    },
  }),
  route({
    method: 'GET',
    path: '/sso/callback',
    summary: 'Where a provider of single sign-on leads the browser back to',
    permission: 'public',
    async handle({ search, cookie, services, address, agent }) {
      const forgotten = { ...begunCookie, value: '', maxAge: 0 };
      const { access } = services;
      try {
        const { person, returnTo: path } = await access.sso.finish(search, cookie(begunCookie.name));
        const { secret, maxAgeMs } = await access.signInBySso(person, { address, agent });
        return new SeeOther(path, [forgotten, cookieOfSession(secret, Math.floor(maxAgeMs / 1000))]);
      } catch (error) {
        return failed(error, [forgotten]);
      }
    },
  }),
  route({
    method: 'GET',
    path: '/sso/:id/start',
    summary: 'Begin to sign in by single sign-on: leads the browser to the provider',
    permission: 'public',
    params: providerParam,
    query: z.object({ returnTo }),
    async handle({ params, query, services, origin }) {
      try {
        const { url, begun } = await services.access.sso.start(params.id, {
          callback: `${origin}${callbackPath}`,
          returnTo: query.returnTo,
        });
        return new SeeOther(url, [{ ...begunCookie, value: begun, maxAge: 600 }]);
      } catch (error) {
        return failed(error, []);
      }
    },
  }),
  route({
    method: 'GET',
    path: '/sso/:id/end',
    summary: 'Sign out at the provider as well: leads the browser there, and back to the sign-in',
    permission: 'public',
    params: providerParam,
    async handle({ params, services, origin }) {
      try {
        return new SeeOther((await services.access.sso.endUrl(params.id, `${origin}/sign-in`)) ?? '/sign-in');
      } catch (error) {
        return failed(error, []);
      }
    },
  }),
  route({
    method: 'PUT',
    path: '/sso/:id',
    summary: 'Set up single sign-on by OpenID Connect; a secret left out stays what it was',
    permission: 'sso.manage',
    params: providerParam,
    body: changedSsoProvider,
    reply: ssoProvider,
    async handle({ params, body, services, session, origin }) {
      for (const [i, { grants }] of body.groups.entries()) refuseUnknownEnvironments(grants, services, `body.groups[${i}].grants`);
      return shown(await services.access.sso.providers.put(params.id, body, session.user.name), origin);
    },
  }),
  route({
    method: 'DELETE',
    path: '/sso/:id',
    summary: 'Remove a single sign-on; its accounts stay, and cannot sign in by it any more',
    permission: 'sso.manage',
    params: providerParam,
    async handle({ params, services, session }) {
      if (!(await services.access.sso.providers.remove(params.id, session.user.name)))
        throw new Refusal('NO_SUCH_PROVIDER', `There is no single sign-on "${params.id}" to remove.`);
    },
  }),
  route({
    method: 'POST',
    path: '/sso/:id/test',
    summary: 'Ask the provider for its description',
    permission: 'sso.manage',
    params: providerParam,
    reply: ssoCheck,
    status: 200,
    async handle({ params, services }) {
      const { endpoints, ...checked } = await services.access.sso.check(params.id);
      return { ...checked, endpoints: [...endpoints] };
    },
  }),
];

/** A browser is shown the sign-in with what went wrong, not JSON. */
function failed(error: unknown, cookies: SeeOther['cookies']): SeeOther {
  if (!(error instanceof Refusal)) throw error;
  return new SeeOther(`/sign-in?${new URLSearchParams({ failed: error.code, why: error.message })}`, cookies);
}

function shown({ groups, updatedAt, ...rest }: Provider, origin: string): z.input<typeof ssoProvider> {
  return {
    ...rest,
    groups: groups.map(({ group, grants }) => ({ group, grants: grants.map(grantShown) })),
    callback: `${origin}${callbackPath}`,
    updatedAt: updatedAt === null ? null : new Date(updatedAt).toISOString(),
  };
}
