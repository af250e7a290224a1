import { z } from 'zod';
import { NotReplayable } from '../../engine/run-service.ts';
import { envOfQuery, flowInQueried } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { environmentName, flowIdParam } from '../shapes/requests.ts';
import { trigger } from '../shapes/trigger-shapes.ts';

const where = z.object({ env: environmentName });
const reason = z.string().trim().min(3, 'say why, for the next one who looks').max(500);

export const triggerRoutes = [
  route({
    method: 'GET',
    path: '/triggers',
    summary: 'Schedules and polls of an environment: when they come next, how far they have read',
    permission: 'runs.read',
    about: envOfQuery,
    shows: ({ flow }: { flow: { id: string } }) => ({ flow: flow.id }),
    query: where,
    reply: z.object({ items: z.array(trigger) }),
    async handle({ query, services }) {
      requireEnvironment(services, query.env);
      return { items: [...(await services.runs.triggers.list(query.env))] };
    },
  }),
  route({
    method: 'PUT',
    path: '/flows/:id/trigger/pause',
    summary: 'Pause a schedule or poll; what comes due in the pause is left out',
    permission: 'triggers.operate',
    about: flowInQueried,
    params: flowIdParam,
    query: where,
    body: z.strictObject({ reason }),
    reply: trigger,
    async handle({ params, query, body, services, session }) {
      const by = session.user.name;
      const paused = found(await services.runs.triggers.pause(query.env, params.id, { by, reason: body.reason }), params.id, query.env);
      await services.audit.record({ by, act: 'trigger.paused', subject: params.id, details: { env: query.env, reason: body.reason } });
      return paused;
    },
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/trigger/pause',
    summary: 'Let a paused schedule or poll go on',
    permission: 'triggers.operate',
    about: flowInQueried,
    params: flowIdParam,
    query: where,
    reply: trigger,
    status: 200,
    async handle({ params, query, services, session }) {
      const resumed = found(await services.runs.triggers.resume(query.env, params.id), params.id, query.env);
      await services.audit.record({ by: session.user.name, act: 'trigger.resumed', subject: params.id, details: { env: query.env } });
      return resumed;
    },
  }),
  route({
    method: 'PUT',
    path: '/flows/:id/trigger/watermark',
    summary: 'Set how far a poll has read: it goes on from there, and knows again what it has taken',
    permission: 'triggers.operate',
    about: flowInQueried,
    params: flowIdParam,
    query: where,
    body: z.strictObject({ value: z.string().max(4000).nullable().describe('null: from the beginning'), reason }),
    reply: trigger,
    async handle({ params, query, body, services, session }) {
      const before = (await services.runs.triggers.list(query.env)).find((one) => one.flow.id === params.id)?.poll?.watermark ?? null;
      const set = found(await settable(() => services.runs.triggers.setWatermark(query.env, params.id, body.value)), params.id, query.env);
      const details = { env: query.env, before, value: body.value, reason: body.reason };
      await services.audit.record({ by: session.user.name, act: 'trigger.watermark-set', subject: params.id, details });
      return set;
    },
  }),
];

function found<T>(value: T | null, flowId: string, env: string): T {
  if (value === null)
    throw new Refusal('NO_SUCH_TRIGGER', `No schedule or poll of flow "${flowId}" runs in ${env}. Deploy a version that has one.`);
  return value;
}

async function settable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NotReplayable) throw new Refusal('NO_WATERMARK', error.message);
    throw error;
  }
}
