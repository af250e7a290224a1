import { z } from 'zod';
import type { Person } from '../../presence/people.ts';
import { requireEnvironment } from '../require-environment.ts';
import { eventRoute } from '../route.ts';
import type { Services } from '../services.ts';
import { liveEvent } from '../shapes/event-shapes.ts';
import { environmentName } from '../shapes/requests.ts';

export const eventRoutes = [
  eventRoute({
    path: '/events',
    summary:
      'Live changes as server-sent events: runs, steps of one run, edits of drafts, who has a flow open, promotions, orders of the demo',
    permission: 'runs.read',
    about: async ({ query: { env, flow, run }, services }) => ({
      env,
      channel:
        run !== undefined ? await channelOfRun(run, services) : flow === undefined ? undefined : await services.flows.channelOf(flow),
    }),
    shows: belongs,
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
        services.promotions.onChange((data) => send({ event: 'promotion', data })),
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

async function channelOfRun(run: string, services: Services): Promise<string | null> {
  return (await services.runs.place(run))?.channel ?? null;
}

/** The flow that an event is about; what is about none is for everybody. */
function belongs(event: z.output<typeof liveEvent>) {
  if (event.event === 'run') return { channel: event.data.channel };
  return event.event === 'flow' || event.event === 'presence' ? { flow: event.data.flowId } : null;
}
