import { z } from 'zod';
import type { Session } from '../../access/sessions.ts';
import type { ShownConnection } from '../../connections/connection-book.ts';
import { earliestExpiry } from '../../connections/connection-warnings.ts';
import { describeKinds } from '../../connections/kinds/describe-kind.ts';
import type { Falling } from '../../connections/maintenance-window.ts';
import { readsAnew } from '../../connections/reads-anew.ts';
import { envOfPath, envOfQuery } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route, SeeOther } from '../route.ts';
import { usersSeenBy } from '../seen-users.ts';
import type { Services } from '../services.ts';
import { checkRequest, connection, connectionCheck, connectionKind } from '../shapes/connection-shapes.ts';
import { connectionName, connectionRequest, environmentName, pauseRequest } from '../shapes/requests.ts';

/** Lax, because it must come along when the system leads back here; only there. It holds the state, so that only the browser that began can finish. */
const connectCookie = { name: 'crossdock_connect', path: '/oauth/callback', sameSite: 'lax' } as const;

const connectionParams = z.object({ env: environmentName, name: connectionName });

export const connectionRoutes = [
  route({
    method: 'GET',
    path: '/connection-kinds',
    summary: 'The kinds of credentials a connection can have, with the schema of their fields',
    permission: 'flows.read',
    reply: z.object({ items: z.array(connectionKind) }),
    handle: () => ({ items: [...describeKinds()] }),
  }),
  route({
    method: 'GET',
    path: '/connections',
    summary: 'The connections of an environment, without their secrets',
    permission: 'connections.read',
    about: envOfQuery,
    query: z.object({ env: environmentName }),
    reply: z.object({ items: z.array(connection) }),
    async handle({ query, services, session }) {
      requireEnvironment(services, query.env);
      const calls = services.traffic.calls(query.env);
      return { items: await Promise.all(services.connections.list(query.env).map((shown) => withUse(shown, services, session, calls))) };
    },
  }),
  route({
    method: 'PUT',
    path: '/connections/:env/:name',
    summary: 'Make or change a connection; a secret left out stays what it was, as long as it is sent to the same hosts',
    permission: 'connections.edit',
    about: envOfPath,
    also: ({ params: { env, name }, body, services }) => {
      const before = services.connections.list(env).find((one) => one.name === name);
      return readsAnew(before, body) ? [{ permission: 'secrets.manage', about: {} }] : [];
    },
    params: connectionParams,
    body: connectionRequest,
    reply: connection,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, params.env);
      const shown = await services.connections.put(params.env, params.name, body, session.user.name);
      // What was refused before may be accepted now, and what waited for that goes on.
      const isNewClient = body.auth.kind === 'oauth2-client' && body.auth.secret !== undefined;
      await services.tokens.changed(params.env, params.name, isNewClient);
      services.traffic.wake(params.env, params.name);
      return withUse(shown, services, session);
    },
  }),
  route({
    method: 'POST',
    path: '/connections/:env/:name/pause',
    summary: 'Hold back all calls to a connection; its runs park and count no attempt',
    permission: 'connections.pause',
    about: envOfPath,
    params: connectionParams,
    body: pauseRequest,
    reply: connection,
    async handle({ params: { env, name }, body, services, session }) {
      const shown = known(services, env, name);
      const by = session.user.name;
      if (!(await services.traffic.pause(env, name, { by, until: body.until, why: body.reason })))
        throw new Refusal('INVALID_REQUEST', 'body.until lies in the past.', [
          { path: 'body.until', message: 'lies in the past; give a later time, or leave it out to pause until somebody resumes it' },
        ]);
      await services.audit.record({
        by,
        act: 'connection.paused',
        subject: `${env}/${name}`,
        details: { until: instantOf(body.until), reason: body.reason },
      });
      return withUse(shown, services, session);
    },
  }),
  route({
    method: 'POST',
    path: '/connections/:env/:name/resume',
    summary: 'Let calls to a connection through again, whatever held them back; its parked runs come back one after the other',
    permission: 'connections.pause',
    about: envOfPath,
    params: connectionParams,
    reply: connection,
    async handle({ params: { env, name }, services, session }) {
      const shown = known(services, env, name);
      if (await services.traffic.resume(env, name))
        await services.audit.record({ by: session.user.name, act: 'connection.resumed', subject: `${env}/${name}` });
      return withUse(shown, services, session);
    },
  }),
  route({
    method: 'POST',
    path: '/connections/:env/:name/test',
    summary: 'Try a connection step by step: rules, name, connection, encryption, token, one GET',
    permission: 'connections.test',
    about: envOfPath,
    params: connectionParams,
    body: checkRequest.prefault({}),
    reply: connectionCheck,
    async handle({ params: { env, name }, body, services, session }) {
      known(services, env, name);
      const check = await services.connectionCare.test(env, name, body.path, session.user.name);
      if (!check) throw new Refusal('NO_SUCH_CONNECTION', `${env} has no connection "${name}".`);
      if (check.ok) services.traffic.wake(env, name);
      return { ...check, steps: [...check.steps] };
    },
  }),
  route({
    method: 'POST',
    path: '/connections/:env/:name/connect',
    summary: 'Begin to sign in at the system: open `url` in the browser of this session',
    permission: 'connections.edit',
    about: envOfPath,
    params: connectionParams,
    reply: z.object({ url: z.string() }),
    async handle({ params: { env, name }, services, session, origin }) {
      known(services, env, name);
      if (session.id === null)
        throw new Refusal('NOT_ALLOWED', 'A person has to sign in at the system: choose Connect in the browser, signed in to Crossdock.');
      const state = await services.connecting.begin({ env, name, session: session.id, by: session.user.name, origin });
      if (state === null)
        throw new Refusal('INVALID_REQUEST', `"${name}" is not of the kind that a person signs in for (oauth2-code).`, [
          { path: 'path.name', message: 'has credentials of another kind' },
        ]);
      return { url: `${origin}/api/oauth/start?state=${state}` };
    },
  }),
  route({
    method: 'GET',
    path: '/oauth/start',
    summary: 'Leads the browser to where a person allows Crossdock to act at a system',
    permission: 'session.own',
    query: z.object({ state: z.string().max(100) }),
    async handle({ query, services, session }) {
      const url = session.id === null ? null : await services.connecting.authorizeUrl(query.state, session.id);
      if (url === null) return new SeeOther(`/connections?connectFailed=STATE_EXPIRED&why=${encodeURIComponent('Choose Connect again.')}`);
      return new SeeOther(url, [{ ...connectCookie, value: query.state, maxAge: 600 }]);
    },
  }),
  route({
    method: 'GET',
    path: '/oauth/callback',
    summary: 'Where a system leads the browser back to; reached as /oauth/callback',
    permission: 'public',
    async handle({ search, cookie, services }) {
      const finished = await services.connecting.finish(search, cookie(connectCookie.name));
      const forgotten = { ...connectCookie, value: '', maxAge: 0 };
      const { env, name } = finished;
      const place = env === null || name === null ? '/connections' : `/connections/${name}`;
      const query = new URLSearchParams({
        ...(env !== null && { env }),
        ...(finished.ok ? { connected: '1' } : { connectFailed: finished.code, why: finished.why }),
      });
      if (finished.ok) services.traffic.wake(finished.env, finished.name);
      return new SeeOther(`${place}?${query}`, [forgotten]);
    },
  }),
  route({
    method: 'DELETE',
    path: '/connections/:env/:name',
    summary: 'Remove a connection that no deployed flow uses',
    permission: 'connections.edit',
    about: envOfPath,
    params: connectionParams,
    async handle({ params, services, session }) {
      const users = services.flows.usedBy(params.env, params.name);
      if (users.length > 0) {
        throw new Refusal(
          'CONNECTION_IN_USE',
          `"${params.name}" is used in ${params.env} by ${users.join(', ')}. Take them out of ${params.env} first.`,
        );
      }
      if (!(await services.connections.remove(params.env, params.name, session.user.name))) {
        throw new Refusal('NO_SUCH_CONNECTION', `${params.env} has no connection "${params.name}".`);
      }
      await services.tokens.remove(params.env, params.name);
      // Another one of this name is not to begin paused.
      await services.traffic.resume(params.env, params.name);
    },
  }),
];

async function withUse(shown: ShownConnection, services: Services, session: Session, calls = services.traffic.calls(shown.env)) {
  const users = services.flows.usedBy(shown.env, shown.name).map((flow) => ({ flow }));
  const [traffic, called, condition, { seen, others }] = await Promise.all([
    services.traffic.of(shown.env, shown.name),
    calls,
    services.connectionCare.of(shown),
    usersSeenBy(session, services)(users),
  ]);
  const { maintenance, nextMaintenance: next, token, lastTest, warnings } = condition;
  // A server that calls nothing itself goes by the policy.
  const held = maintenance && traffic.state !== 'paused' ? inMaintenance(maintenance) : {};
  const isAuthorized = token?.state === 'valid' && token.connectedAt !== null;
  return {
    ...shown,
    traffic: { ...traffic, since: instantOf(traffic.since), until: instantOf(traffic.until), ...held },
    calls: called(shown.name),
    nextMaintenance: next && { title: next.title, from: new Date(next.from).toISOString(), to: new Date(next.to).toISOString() },
    expiresAt: earliestExpiry(shown),
    authorized: isAuthorized ? { at: new Date(token.connectedAt).toISOString(), by: token.connectedBy ?? '', expiresAt: null } : null,
    warnings: [...warnings],
    lastTest,
    usedBy: seen.map(({ flow }) => flow),
    usedByOthers: others,
  };
}

function inMaintenance({ title, from, to }: Falling) {
  return { state: 'maintenance' as const, since: new Date(from).toISOString(), until: new Date(to).toISOString(), by: null, why: title };
}

function instantOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function known(services: Services, env: string, name: string): ShownConnection {
  requireEnvironment(services, env);
  const shown = services.connections.list(env).find((one) => one.name === name);
  if (!shown) throw new Refusal('NO_SUCH_CONNECTION', `${env} has no connection "${name}".`);
  return shown;
}
