import { z } from 'zod';
import type { WorkerDocument } from '../../engine/lease/worker-document.ts';
import type { Environment } from '../../environments/environment.ts';
import { servingOf, warningsOf } from '../../environments/workers-of.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { environment, environmentSettings } from '../shapes/environment-shapes.ts';
import { environmentName } from '../shapes/requests.ts';

const named = z.object({ name: environmentName });
const all = z.object({ items: z.array(environment) });

/** Where flows run. */
export const environmentRoutes = [
  route({
    method: 'GET',
    path: '/environments',
    summary: 'Where flows run, in the order of promotion, and which workers serve them',
    permission: 'flows.read',
    reply: all,
    handle: ({ services }) => list(services),
  }),
  route({
    method: 'PUT',
    path: '/environments/:name',
    summary: 'Make an environment, or change it; its name never changes',
    permission: 'environments.edit',
    params: named,
    body: environmentSettings,
    reply: environment,
    async handle({ params, body, services, session }) {
      const changed = await services.environments.put(params.name, body, session.user.name);
      return shown(changed, services, await services.workers.live());
    },
  }),
  route({
    method: 'POST',
    path: '/environments/order',
    summary: 'Put the environments in another order of promotion',
    permission: 'environments.edit',
    body: z.strictObject({ names: z.array(environmentName).min(1).max(100).describe('all of them, the first one first') }),
    reply: all,
    async handle({ body, services, session }) {
      await services.environments.order(body.names, session.user.name);
      return list(services);
    },
  }),
  route({
    method: 'DELETE',
    path: '/environments/:name',
    summary: 'Remove an environment in which nothing is deployed, open or kept',
    permission: 'environments.edit',
    params: named,
    query: z.object({ confirm: z.string().max(30).optional().describe('its name once more, so that none goes by accident') }),
    async handle({ params, query, services, session }) {
      const { name, title } = services.environments.require(params.name, 'path.name');
      if (query.confirm !== name)
        throw new Refusal('NOT_CONFIRMED', `${title} was not removed. Repeat its name to say that you mean it: confirm=${name}.`, [
          { path: 'query.confirm', message: `must be "${name}"` },
        ]);
      await services.environments.remove(name, session.user.name);
    },
  }),
];

async function list(services: Services) {
  const live = await services.workers.live();
  return { items: services.environments.list().map((each) => shown(each, services, live)) };
}

function shown(each: Environment, { deployments }: Services, live: readonly WorkerDocument[]): z.input<typeof environment> {
  const workers = servingOf(each.name, live);
  return {
    ...each,
    lanes: [...each.lanes],
    intake: `/in/${each.name}`,
    flows: deployments.current().filter(({ env }) => env === each.name).length,
    workers: workers.map((worker) => ({ ...worker, lanes: [...worker.lanes] })),
    warnings: [...warningsOf(each, workers)],
  };
}
