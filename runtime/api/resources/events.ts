import { z } from 'zod';
import type { Person } from '../../presence/people.ts';
import { requireEnvironment } from '../require-environment.ts';
import { eventRoute } from '../route.ts';
import { environmentName } from '../shapes/requests.ts';
import { liveEvent } from '../shapes/run-shapes.ts';

export const eventRoutes = [
  eventRoute({
    path: '/events',
    summary: 'Live changes as server-sent events: runs, steps of one run, edits of drafts, who has a flow open, orders of the demo',
    permission: 'runs.read',
    query: z.object({ env: environmentName, flow: z.string().max(80).optional(), run: z.string().max(120).optional() }),
    events: liveEvent,
    open({ query, services }, send) {
      requireEnvironment(services, query.env);
      let isStopped = false;
      const showPeople = (flowId: string, people: readonly Person[]) => {
        if (flowId === query.flow && !isStopped) send({ event: 'presence', data: { flowId, people } });
      };
      const stops = [
        services.runs.subscribe(query, send),
        services.flows.onEdit((data) => {
          if (query.flow === undefined || query.flow === data.flowId) send({ event: 'flow', data });
        }),
        query.flow === undefined ? undefined : services.presence.onChange(showPeople),
        services.demo?.onOrders((ordersReceived) => send({ event: 'demo', data: { ordersReceived } })),
      ];
      const { flow } = query;
      // The stream begins only once it is open.
      if (flow !== undefined) queueMicrotask(() => showPeople(flow, services.presence.of(flow)));
      return () => {
        isStopped = true;
        for (const stop of stops) stop?.();
      };
    },
  }),
];
