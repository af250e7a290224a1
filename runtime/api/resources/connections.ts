import { z } from 'zod';
import type { ShownConnection } from '../../connections/connection-book.ts';
import { describeKinds } from '../../connections/kinds/describe-kind.ts';
import { envOfPath, envOfQuery } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { connection, connectionKind } from '../shapes/connection-shapes.ts';
import { connectionName, connectionRequest, environmentName, pauseRequest } from '../shapes/requests.ts';

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
    async handle({ query, services }) {
      requireEnvironment(services, query.env);
      return { items: await Promise.all(services.connections.list(query.env).map((shown) => withUse(shown, services))) };
    },
  }),
  route({
    method: 'PUT',
    path: '/connections/:env/:name',
    summary: 'Make or change a connection; a secret left out stays what it was',
    permission: 'connections.edit',
    about: envOfPath,
    params: connectionParams,
    body: connectionRequest,
    reply: connection,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, params.env);
      return withUse(await services.connections.put(params.env, params.name, body, session.user.name), services);
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
      return withUse(shown, services);
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
      return withUse(shown, services);
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
      // Another one of this name is not to begin paused.
      await services.traffic.resume(params.env, params.name);
    },
  }),
];

async function withUse(shown: ShownConnection, services: Services) {
  const { since, until, ...rest } = await services.traffic.of(shown.env, shown.name);
  const traffic = { ...rest, since: instantOf(since), until: instantOf(until) };
  return { ...shown, traffic, usedBy: [...services.flows.usedBy(shown.env, shown.name)] };
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
