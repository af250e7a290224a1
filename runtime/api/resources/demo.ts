import { z } from 'zod';
import type { Demo } from '../../demo/demo.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { behaviourRequest, ordersRequest } from '../shapes/requests.ts';
import { demoState, erpBehaviour, erpOrder } from '../shapes/system-shapes.ts';

export const demoRoutes = [
  route({
    method: 'GET',
    path: '/demo',
    summary: 'The demo systems at a glance',
    permission: 'flows.read',
    reply: demoState,
    handle: ({ services }) => demoOf(services).state(),
  }),
  route({
    method: 'POST',
    path: '/demo/shopify/orders',
    summary: 'Let the demo shop make orders and deliver their signed webhooks',
    permission: 'demo.use',
    body: ordersRequest,
    reply: z.object({ made: z.int() }),
    status: 202,
    handle: ({ body, services }) => demoOf(services).makeOrders(body),
  }),
  route({
    method: 'GET',
    path: '/demo/erp/orders',
    summary: 'What the demo ERP booked, newest first',
    permission: 'flows.read',
    query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(50) }),
    reply: z.object({
      total: z.int().describe('every create that took effect'),
      unique: z.int().describe('different order numbers'),
      items: z.array(erpOrder),
    }),
    async handle({ query, services }) {
      const { items, ...counts } = await demoOf(services).erpOrders(query.limit);
      return { ...counts, items: [...items] };
    },
  }),
  route({
    method: 'PUT',
    path: '/demo/erp/behaviour',
    summary: 'Make the demo ERP slow, failing, throttling, down, or well again',
    permission: 'demo.use',
    body: behaviourRequest,
    reply: erpBehaviour,
    handle: ({ body, services }) => demoOf(services).behave(body),
  }),
];

function demoOf(services: Services): Demo {
  if (services.demo) return services.demo;
  throw new Refusal('NO_DEMO', 'This Crossdock runs without the demo systems. Start it without CROSSDOCK_DEMO=0 to have them.');
}
