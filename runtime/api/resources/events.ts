import { z } from 'zod';
import { requireEnvironment } from '../require-environment.ts';
import { eventRoute } from '../route.ts';
import { environmentName } from '../shapes/requests.ts';
import { liveEvent } from '../shapes/run-shapes.ts';

export const eventRoutes = [
  eventRoute({
    path: '/events',
    summary: 'Live changes as server-sent events: runs, steps of one run, edits of drafts, orders of the demo',
    permission: 'runs.read',
    query: z.object({ env: environmentName, flow: z.string().max(80).optional(), run: z.string().max(120).optional() }),
    events: liveEvent,
    open({ query, services }, send) {
      requireEnvironment(services, query.env);
      const stops = [
        services.runs.subscribe(query, send),
        services.flows.onEdit((data) => {
          if (query.flow === undefined || query.flow === data.flowId) send({ event: 'flow', data });
        }),
        services.demo?.onOrders((ordersReceived) => send({ event: 'demo', data: { ordersReceived } })),
      ];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
  }),
];
