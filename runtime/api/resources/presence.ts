import { nodeId } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { flowOfPath } from '../about.ts';
import { route } from '../route.ts';
import { flowIdParam } from '../shapes/requests.ts';

const tab = z.string().max(40).default('').describe('tells the windows of one person apart');

export const presenceRoutes = [
  route({
    method: 'PUT',
    path: '/flows/:id/presence',
    summary: 'Say that one has the flow open, and where; again every 10 s, or one is taken for gone after 25 s',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam,
    body: z.strictObject({
      node: nodeId.nullable().describe('the step one looks at'),
      field: z.string().max(400).nullable().describe('the field one types in'),
      tab,
    }),
    handle({ params, body: { node, field, tab }, services, session }) {
      services.presence.be({ flowId: params.id, name: session.user.name, tab }, { node, field });
    },
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/presence',
    summary: 'Say that one has closed the flow',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam,
    query: z.object({ tab }),
    handle({ params, query, services, session }) {
      services.presence.leave({ flowId: params.id, name: session.user.name, tab: query.tab });
    },
  }),
];
