import { z } from 'zod';
import { NotReplayable } from '../../engine/run-service.ts';
import { envOfQuery } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { bulkPreview, bulkReplay } from '../shapes/replay-shapes.ts';
import { bulkRequest, environmentName } from '../shapes/requests.ts';

const bulkParam = z.object({ id: z.string().min(1).max(120).describe('the bulk replay') });

export const bulkReplayRoutes = [
  route({
    method: 'POST',
    path: '/bulk-replays/preview',
    summary: 'How many runs a bulk replay would take, and what it would do with their effects',
    permission: 'runs.read',
    about: aboutFilter,
    body: bulkRequest.pick({ filter: true, from: true }),
    reply: bulkPreview,
    status: 200,
    handle({ body, services }) {
      requireEnvironment(services, body.filter.env);
      return services.runs.bulkReplays.preview(body);
    },
  }),
  route({
    method: 'POST',
    path: '/bulk-replays',
    summary: 'Replay all runs that a filter finds; it goes on after a restart',
    permission: 'runs.replay',
    about: aboutFilter,
    body: bulkRequest,
    reply: bulkReplay,
    status: 202,
    async handle({ body, services, session }) {
      requireEnvironment(services, body.filter.env);
      const by = session.user.name;
      try {
        const bulk = await services.runs.bulkReplays.start(body, by);
        await services.audit.record({ by, act: 'runs.bulk-replayed', subject: bulk.id, details: { ...body, runs: bulk.total } });
        return bulk;
      } catch (error) {
        if (error instanceof NotReplayable) throw new Refusal('NOT_REPLAYABLE', error.message, [{ path: 'filter', message: error.code }]);
        throw error;
      }
    },
  }),
  route({
    method: 'GET',
    path: '/bulk-replays',
    summary: 'Bulk replays of an environment, newest first',
    permission: 'runs.read',
    about: envOfQuery,
    shows: ofFilter,
    query: z.object({ env: environmentName }),
    reply: z.object({ items: z.array(bulkReplay) }),
    async handle({ query, services }) {
      requireEnvironment(services, query.env);
      return { items: [...(await services.runs.bulkReplays.list(query.env))] };
    },
  }),
  route({
    method: 'GET',
    path: '/bulk-replays/:id',
    summary: 'How far a bulk replay is, and what became of its replays',
    permission: 'runs.read',
    about: ofBulk,
    params: bulkParam,
    reply: bulkReplay,
    handle: async ({ params, services }) => found(await services.runs.bulkReplays.get(params.id), params.id),
  }),
  route({
    method: 'POST',
    path: '/bulk-replays/:id/cancellation',
    summary: 'Begin no more replays; those begun end by themselves',
    permission: 'runs.replay',
    about: ofBulk,
    params: bulkParam,
    reply: bulkReplay,
    status: 202,
    async handle({ params, services, session }) {
      const isCancelled = found(await services.runs.bulkReplays.cancel(params.id), params.id);
      if (!isCancelled) throw new Refusal('RUN_HAS_ENDED', 'The bulk replay has ended; there is nothing left to cancel.');
      await services.audit.record({ by: session.user.name, act: 'runs.bulk-replay-cancelled', subject: params.id });
      return found(await services.runs.bulkReplays.get(params.id), params.id);
    },
  }),
];

type Filtered = { readonly filter: { readonly env: string; readonly flow?: string | undefined } };

/** What a filter takes: the runs of one flow, or of all channels. */
async function aboutFilter({ body: { filter }, services }: { readonly body: Filtered; readonly services: Services }) {
  const { env, flow } = filter;
  return { env, channel: flow === undefined ? null : await services.flows.channelOf(flow) };
}

function ofFilter({ filter }: { readonly filter: Readonly<Record<string, unknown>> }) {
  return typeof filter.flow === 'string' ? { flow: filter.flow } : { channel: null };
}

async function ofBulk({ params, services }: { readonly params: { readonly id: string }; readonly services: Services }) {
  const bulk = await services.runs.bulkReplays.get(params.id);
  if (!bulk) return null;
  const { flow } = bulk.filter;
  return { env: bulk.env, channel: typeof flow === 'string' ? await services.flows.channelOf(flow) : null };
}

function found<T>(value: T | null, id: string): T {
  if (value === null) throw new Refusal('NO_SUCH_RUN', `There is no bulk replay "${id}".`);
  return value;
}
