import { flowSchema } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { flowOfPath } from '../about.ts';
import { route } from '../route.ts';
import { change, versionSummary } from '../shapes/flow-shapes.ts';
import { flowIdParam, publication } from '../shapes/requests.ts';

const side = z
  .string()
  .regex(/^(draft|[1-9]\d{0,8})$/, 'a version number, or "draft"')
  .transform((text) => (text === 'draft' ? ('draft' as const) : Number(text)));

export const versionRoutes = [
  route({
    method: 'POST',
    path: '/flows/:id/versions',
    summary: 'Publish the draft as the next version, and deploy it where told',
    permission: 'flows.publish',
    about: flowOfPath,
    also: async ({ params, body, services }) => {
      const channel = await services.flows.channelOf(params.id);
      return (body.deployTo ?? []).map((env) => ({ permission: 'flows.deploy' as const, about: { env, channel } }));
    },
    params: flowIdParam,
    body: publication,
    reply: versionSummary,
    status: 201,
    handle: async ({ params, body, services, session }) =>
      shown(await services.flows.publish(params.id, { ...body, by: session.user.name })),
  }),
  route({
    method: 'GET',
    path: '/flows/:id/versions',
    summary: 'Published versions, newest first',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam,
    reply: z.object({ items: z.array(versionSummary) }),
    handle: async ({ params, services }) => ({ items: (await services.flows.versions(params.id)).map(shown) }),
  }),
  route({
    method: 'GET',
    path: '/flows/:id/versions/:number',
    summary: 'One published version with its document',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam.extend({ number: z.coerce.number().int().min(1) }),
    reply: versionSummary.extend({ flow: flowSchema }),
    async handle({ params, services }) {
      const version = await services.flows.version(params.id, params.number);
      return { ...shown(version), flow: version.flow };
    },
  }),
  route({
    method: 'GET',
    path: '/flows/:id/diff',
    summary: 'What changed in meaning between two versions, or a version and the draft',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam,
    query: z.object({ from: side, to: side.default('draft') }),
    reply: z.object({ changes: z.array(change) }),
    handle: async ({ params, query, services }) => ({ changes: [...(await services.flows.diff(params.id, query.from, query.to))] }),
  }),
];

function shown<V extends { readonly environments: readonly string[] }>(version: V) {
  return { ...version, environments: [...version.environments] };
}
