import { z } from 'zod';
import type { ShownConnection } from '../../connections/connection-book.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { connectionName, connectionRequest, environmentName } from '../shapes/requests.ts';
import { connection } from '../shapes/system-shapes.ts';

const connectionParams = z.object({ env: environmentName, name: connectionName });

export const connectionRoutes = [
  route({
    method: 'GET',
    path: '/connections',
    summary: 'The connections of an environment, without their secrets',
    permission: 'connections.read',
    query: z.object({ env: environmentName }),
    reply: z.object({ items: z.array(connection) }),
    handle({ query, services }) {
      requireEnvironment(services, query.env);
      return { items: services.connections.list(query.env).map((shown) => withUse(shown, services)) };
    },
  }),
  route({
    method: 'PUT',
    path: '/connections/:env/:name',
    summary: 'Make or change a connection; a secret left out stays what it was',
    permission: 'connections.edit',
    params: connectionParams,
    body: connectionRequest,
    reply: connection,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, params.env);
      return withUse(await services.connections.put(params.env, params.name, body, session.user.name), services);
    },
  }),
  route({
    method: 'DELETE',
    path: '/connections/:env/:name',
    summary: 'Remove a connection that no deployed flow uses',
    permission: 'connections.edit',
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
    },
  }),
];

function withUse(shown: ShownConnection, services: Services) {
  return { ...shown, usedBy: [...services.flows.usedBy(shown.env, shown.name)] };
}
