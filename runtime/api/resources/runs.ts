import { flowSchema, nodeId } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { NotReplayable } from '../../engine/run-service.ts';
import { envOfQuery, flowInQueried, runOfPath } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { replayPlan } from '../shapes/replay-shapes.ts';
import {
  chunkPageStart,
  dismissal,
  environmentName,
  flowIdParam,
  instant,
  pageStart,
  replayRequest,
  runIdParam,
} from '../shapes/requests.ts';
import { chunkSummary, ledger, lineage, runDetail, runStatus, runSummary, stepDetail, stepHistory } from '../shapes/run-shapes.ts';
import { page } from '../shapes/system-shapes.ts';

const runQuery = z.object({
  env: environmentName,
  flow: z.string().max(80).optional(),
  status: z
    .string()
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(runStatus))
    .optional()
    .describe(`one or several of ${runStatus.options.join(', ')}, separated by commas`),
  key: z.string().max(200).optional().describe('a business key, whole or its beginning'),
  text: z.string().max(200).optional().describe('the same as `key`: what a person typed into the search'),
  from: instant.optional(),
  to: instant.optional(),
  isTest: z
    .stringbool()
    .meta({ openapi: { type: 'boolean' } })
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: pageStart.optional(),
});

export const runRoutes = [
  route({
    method: 'GET',
    path: '/runs',
    summary: 'Runs of an environment, newest first',
    permission: 'runs.read',
    about: envOfQuery,
    shows: ({ channel }: { channel: string }) => ({ channel }),
    query: runQuery,
    reply: page(runSummary),
    async handle({ query: { text, ...query }, services }) {
      requireEnvironment(services, query.env);
      const typed = text?.trim() || undefined;
      const { items, next } = await services.runs.list({ ...query, key: query.key ?? typed });
      return { items: [...items], next };
    },
  }),
  route({
    method: 'GET',
    path: '/runs/:id',
    summary: 'One run with its steps',
    permission: 'runs.read',
    about: runOfPath,
    params: runIdParam,
    reply: runDetail,
    handle: async ({ params, services }) => found(await services.runs.get(params.id), params.id),
  }),
  route({
    method: 'GET',
    path: '/runs/:id/chunks',
    summary: 'The chunks of a message that was too big for one run: first those that need somebody, then in the order of the text',
    permission: 'runs.read',
    about: runOfPath,
    params: runIdParam,
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50), after: chunkPageStart.optional() }),
    reply: page(chunkSummary),
    async handle({ params, query, services }) {
      const { items, next } = found(await services.runs.chunks(params.id, { limit: query.limit, after: query.after ?? null }), params.id);
      return { items: [...items], next };
    },
  }),
  route({
    method: 'GET',
    path: '/runs/:id/flow',
    summary: 'The document that ran',
    permission: 'runs.read',
    about: runOfPath,
    params: runIdParam,
    reply: z.object({ flow: flowSchema }),
    handle: async ({ params, services }) => ({ flow: found(await services.runs.flow(params.id), params.id) }),
  }),
  route({
    method: 'GET',
    path: '/runs/:id/steps/:nodeId',
    summary: 'What went in and out of a step, as captured',
    permission: 'payloads.read',
    about: runOfPath,
    params: runIdParam.extend({ nodeId }),
    reply: stepDetail,
    async handle({ params, services }) {
      const step = await services.runs.step(params.id, params.nodeId);
      if (step) return step;
      found(await services.runs.get(params.id), params.id);
      throw new Refusal('NO_SUCH_STEP', `The flow of run ${params.id} has no step "${params.nodeId}".`);
    },
  }),
  route({
    method: 'GET',
    path: '/flows/:id/steps/:nodeId/history',
    summary: 'What came into a step in past runs, newest first',
    permission: 'payloads.read',
    about: flowInQueried,
    params: flowIdParam.extend({ nodeId }),
    query: z.object({
      env: environmentName,
      limit: z.coerce.number().int().min(1).max(2000).default(500).describe('records, at most'),
      days: z.coerce.number().int().min(1).max(365).default(30),
    }),
    reply: stepHistory,
    async handle({ params, query: { env, limit, days }, services }) {
      requireEnvironment(services, env);
      return services.runs.stepHistory({ env, flow: params.id, nodeId: params.nodeId, limit, days });
    },
  }),
  route({
    method: 'GET',
    path: '/runs/:id/lineage',
    summary: 'Where an item of a step came from and what became of it, as captured',
    permission: 'payloads.read',
    about: runOfPath,
    params: runIdParam,
    query: z.object({ node: nodeId, item: z.string().min(1).max(400).describe('one of the inputs of the step, else of its outputs') }),
    reply: lineage,
    async handle({ params, query, services }) {
      const way = await services.runs.lineage(params.id, query.node, query.item);
      if (way) return way;
      found(await services.runs.get(params.id), params.id);
      throw new Refusal('NO_SUCH_ITEM', `Step "${query.node}" of run ${params.id} has no item "${query.item}", or it was not kept.`);
    },
  }),
  route({
    method: 'GET',
    path: '/runs/:id/ledger',
    summary: 'Where each item stands at each step that touches the outside',
    permission: 'runs.read',
    about: runOfPath,
    params: runIdParam,
    query: z.object({
      node: nodeId.optional(),
      state: ledger.shape.items.element.shape.state.optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
    }),
    reply: ledger,
    handle: async ({ params, query, services }) => found(await services.runs.ledger(params.id, query), params.id),
  }),
  route({
    method: 'POST',
    path: '/runs/:id/replay-plan',
    summary: 'What a replay would do, before it is done',
    permission: 'runs.read',
    about: runOfPath,
    params: runIdParam,
    body: replayRequest,
    reply: replayPlan,
    status: 200,
    handle: ({ params, body, services, session }) =>
      replayable(async () => found(await services.runs.replayPlan(params.id, { ...body, by: session.user.name }), params.id)),
  }),
  route({
    method: 'POST',
    path: '/runs/:id/replays',
    summary: 'Run again what failed, from where it failed or from a step',
    permission: 'runs.replay',
    about: runOfPath,
    params: runIdParam,
    body: replayRequest,
    reply: z.object({ runId: z.string() }),
    status: 202,
    handle: ({ params, body, services, session }) =>
      replayable(async () => {
        const by = session.user.name;
        const replay = found(await services.runs.replay(params.id, { ...body, by }), params.id);
        const { edits, ...rest } = body;
        // What was corrected is kept sealed with the run; here it is said that something was.
        const details = { replay: replay.runId, ...rest, ...(edits && { corrected: edits.map(({ item }) => item) }) };
        await services.audit.record({ by, act: 'run.replayed', subject: params.id, details });
        return replay;
      }),
  }),
  route({
    method: 'POST',
    path: '/runs/:id/dismissal',
    summary: 'Say of exceptions that nothing more is to be done',
    permission: 'runs.replay',
    about: runOfPath,
    params: runIdParam,
    body: dismissal,
    reply: z.object({ dismissed: z.int() }),
    status: 200,
    async handle({ params, body, services, session }) {
      const by = session.user.name;
      const dismissed = found(await services.runs.dismiss(params.id, { ...body, by }), params.id);
      if (dismissed === 0) throw new Refusal('NOTHING_OPEN', 'None of these exceptions is open; look at the run again.');
      await services.audit.record({ by, act: 'run.exceptions-dismissed', subject: params.id, details: { dismissed, ...body } });
      return { dismissed };
    },
  }),
  route({
    method: 'POST',
    path: '/runs/:id/cancellation',
    summary: 'Stop a run that has not ended',
    permission: 'runs.replay',
    about: runOfPath,
    params: runIdParam,
    reply: z.object({ runId: z.string() }),
    status: 202,
    async handle({ params, services, session }) {
      const isCancelled = found(await services.runs.cancel(params.id, session.user.name), params.id);
      if (!isCancelled) throw new Refusal('RUN_HAS_ENDED', 'The run has ended; there is nothing left to cancel.');
      await services.audit.record({ by: session.user.name, act: 'run.cancelled', subject: params.id });
      return { runId: params.id };
    },
  }),
];

function found<T>(value: T | null, runId: string): T {
  if (value === null) throw new Refusal('NO_SUCH_RUN', `There is no run "${runId}"; its retention may have ended.`);
  return value;
}

async function replayable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NotReplayable) throw new Refusal('NOT_REPLAYABLE', error.message, [{ path: '', message: error.code }]);
    throw error;
  }
}
