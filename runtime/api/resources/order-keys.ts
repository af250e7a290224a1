import { z } from 'zod';
import { entryOfFlow, envOfQuery } from '../about.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { environmentName } from '../shapes/requests.ts';

const orderKey = z.object({
  key: z.string().describe('the ordering key, such as a SKU and a warehouse'),
  flow: z.string(),
  runs: z.int().describe('unfinished runs of the key, up to 1,000'),
  oldestAt: z.string().describe('when the message that is worked on or waited for was accepted'),
});

export const orderKeyRoutes = [
  route({
    method: 'GET',
    path: '/order-keys',
    summary: 'Ordering keys that have unfinished runs, the one that waits longest first',
    permission: 'runs.read',
    about: envOfQuery,
    shows: entryOfFlow,
    query: z.object({ env: environmentName, limit: z.coerce.number().int().min(1).max(500).default(50) }),
    reply: z.object({ items: z.array(orderKey) }),
    async handle({ query, services }) {
      requireEnvironment(services, query.env);
      return { items: [...(await services.runs.orderKeys(query.env, query.limit))] };
    },
  }),
];
