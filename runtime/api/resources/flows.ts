import { defaultChannel, flowSchema } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/vocabulary';
import { z } from 'zod';
import { flowOfPath } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { type Further, route } from '../route.ts';
import type { Services } from '../services.ts';
import { flowDraft, flowSummary, problem } from '../shapes/flow-shapes.ts';
import { edit, environmentName, flowIdParam, newFlow, replacedFlow } from '../shapes/requests.ts';
import { apiError } from '../shapes/system-shapes.ts';

export const flowRoutes = [
  route({
    method: 'GET',
    path: '/flows',
    summary: 'All flows, with the last 24 hours of one environment',
    permission: 'flows.read',
    shows: ({ channel }: { channel: string }) => ({ channel }),
    query: z.object({ env: environmentName.default('dev') }),
    reply: z.object({ items: z.array(flowSummary) }),
    async handle({ query, services, session }) {
      const maySeeRuns = session.may('runs.read', { env: query.env });
      const [rows, activity] = await Promise.all([
        services.flows.list(),
        maySeeRuns ? services.runs.activity(query.env) : new Map<string, never>(),
      ]);
      const items = rows.map((row) => {
        const seen = session.may('runs.read', { env: query.env, channel: row.channel }) ? activity.get(row.id) : undefined;
        return {
          ...row,
          deployments: { ...row.deployments },
          activity: [...(seen?.hours ?? [])],
          runsLastHour: seen?.runsLastHour ?? 0,
          openExceptions: seen?.openExceptions ?? 0,
        };
      });
      return { items };
    },
  }),
  route({
    method: 'POST',
    path: '/flows',
    summary: 'Make a flow: blank, from a reference flow, or from a document',
    permission: 'flows.edit',
    about: ({ body, services }) => ({ channel: body.channel ?? channelIn(startingPoint(body, services)) }),
    body: newFlow,
    reply: flowDraft,
    status: 201,
    async handle({ body, services, session }) {
      const flow = startingPoint(body, services);
      return shownDraft(await services.flows.create({ name: body.name, channel: body.channel, flow, by: session.user.name }));
    },
  }),
  route({
    method: 'GET',
    path: '/flow-samples',
    summary: 'The reference flows one can start from',
    permission: 'flows.read',
    reply: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), purpose: z.string(), channel: z.string() })) }),
    handle: ({ services }) => ({
      items: services.referenceFlows.map(({ id, name, purpose, flow }) => ({ id, name, purpose, channel: flow.channel })),
    }),
  }),
  route({
    method: 'GET',
    path: '/flow-samples/:id',
    summary: 'The document of a reference flow, to look at before starting from it',
    permission: 'flows.read',
    params: flowIdParam,
    reply: z.object({ flow: flowSchema }),
    handle: ({ params, services }) => ({ flow: requireSample(services, params.id, 'id').flow }),
  }),
  route({
    method: 'GET',
    path: '/flows/:id',
    summary: 'The draft of a flow, with its problems',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam,
    reply: flowDraft,
    handle: async ({ params, services }) => shownDraft(await services.flows.draft(params.id)),
  }),
  route({
    method: 'PUT',
    path: '/flows/:id',
    summary: 'Replace the draft by a document, or create the flow: what an import does',
    permission: 'flows.edit',
    about: async ({ params, body, services }) => ({ channel: (await services.flows.channelOf(params.id)) ?? channelIn(body.flow) }),
    also: ({ body }) => [{ permission: 'flows.edit', about: { channel: channelIn(body.flow) } }],
    params: flowIdParam,
    body: replacedFlow,
    reply: flowDraft,
    failures: { STALE_REVISION: apiError.extend({ current: flowDraft }) },
    handle: async ({ params, body, services, session }) =>
      shownDraft(await services.flows.replace(params.id, { flow: body.flow, revision: body.revision, by: session.user.name })),
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id',
    summary: 'Remove a flow that is deployed nowhere',
    permission: 'flows.edit',
    about: flowOfPath,
    params: flowIdParam,
    async handle({ params, services, session }) {
      await services.flows.remove(params.id, session.user.name);
      await services.pins.removeAll(params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/flows/:id/operations',
    summary: 'Edit the draft',
    permission: 'flows.edit',
    about: flowOfPath,
    also: ({ body }) => body.operations.flatMap(movesTo),
    params: flowIdParam,
    body: edit,
    reply: z.object({ revision: z.int(), problems: z.array(problem), changes: z.int() }),
    failures: { STALE_REVISION: apiError.extend({ current: flowDraft }) },
    async handle({ params, body, services, session }) {
      const edited = await services.flows.edit(params.id, { ...body, by: session.user.name });
      return { ...edited, problems: [...edited.problems] };
    },
  }),
];

function startingPoint(body: z.output<typeof newFlow>, services: Services): unknown {
  const { from } = body;
  if (from === 'blank') return undefined;
  if ('flow' in from) return from.flow;
  return { ...requireSample(services, from.sample, 'from.sample').flow, id: undefined, name: body.name };
}

/** The channel of a document that somebody sends. */
function channelIn(flow: unknown): string | null {
  const { channel = defaultChannel } = (typeof flow === 'object' ? (flow ?? {}) : {}) as { channel?: unknown };
  return typeof channel === 'string' ? channel : null;
}

/** A flow is moved to another channel only by who may edit flows there as well. */
function movesTo(operation: Operation): Further[] {
  if (operation.op === 'batch') return operation.operations.flatMap(movesTo);
  const channel = operation.op === 'set-flow' ? operation.change.channel : undefined;
  return channel === undefined ? [] : [{ permission: 'flows.edit', about: { channel } }];
}

function requireSample({ referenceFlows }: Services, id: string, path: string): Services['referenceFlows'][number] {
  const sample = referenceFlows.find((flow) => flow.id === id);
  if (sample) return sample;
  const known = referenceFlows.map((flow) => flow.id).join(', ') || 'none';
  throw new Refusal('NO_SUCH_SAMPLE', `There is no reference flow "${id}". Known: ${known}.`, [{ path, message: `use one of: ${known}` }]);
}

function shownDraft(draft: Awaited<ReturnType<Services['flows']['draft']>>): z.input<typeof flowDraft> {
  return { ...draft, problems: [...draft.problems], deployments: { ...draft.deployments } };
}
