import { ConfigError } from '@crossdock/nodes/contract/compile-config';
import { z } from 'zod';
import { PlanError } from '../../engine/plan/compile-plan.ts';
import { firstOf } from '../../environments/first-of.ts';
import { flowInGiven } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { sample } from '../shapes/flow-shapes.ts';
import { environmentName, flowIdParam, testRun } from '../shapes/requests.ts';

/** Trying things out: samples and runs of the draft. */
export const testRunRoutes = [
  route({
    method: 'GET',
    path: '/flows/:id/samples',
    summary: 'Messages to try the flow with: its test cases, the examples of its trigger, and what came last',
    permission: 'payloads.read',
    about: async ({ params, query, services }) => ({
      env: query.env ?? firstOf(services.environments).name,
      channel: await services.flows.channelOf(params.id),
    }),
    params: flowIdParam,
    query: z.object({
      env: environmentName.optional().describe('where past runs are taken from; default: the first environment'),
      key: z.string().max(200).optional().describe('only messages of runs with this business key, whole or its beginning'),
    }),
    reply: z.object({ items: z.array(sample) }),
    async handle({ params, query, services }) {
      const env = query.env ?? firstOf(services.environments).name;
      requireEnvironment(services, env);
      const key = query.key?.trim() || undefined;
      const [given, { items }] = await Promise.all([
        key === undefined ? services.flows.samples(params.id) : [],
        services.runs.list({ env, flow: params.id, isTest: key === undefined ? false : undefined, limit: key === undefined ? 5 : 20, key }),
      ]);
      const messages = await Promise.all(items.map((run) => services.runs.message(run.id)));
      const fromRuns = items.flatMap(({ id, title }, i) => {
        const message = messages[i];
        return message ? [{ id: `run:${id}`, name: title, source: 'run' as const, message }] : [];
      });
      return { items: [...given, ...fromRuns] };
    },
  }),
  route({
    method: 'POST',
    path: '/flows/:id/test-runs',
    summary: "Run the draft with a message, against the environment's connections",
    permission: 'runs.test',
    about: flowInGiven,
    params: flowIdParam,
    body: testRun,
    reply: z.object({ runId: z.string() }),
    status: 202,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, body.env);
      const { flow } = await services.flows.draft(params.id);
      const { usePins, ...request } = body;
      const pins = usePins ? await services.pins.of(flow) : undefined;
      const run = await runnable(() => services.runs.testRun({ flow, ...request, pins, by: session.user.name }));
      await services.audit.record({
        by: session.user.name,
        act: 'flow.test-run',
        subject: params.id,
        details: { env: body.env, run: run.runId, until: body.until ?? null },
      });
      return run;
    },
  }),
];

/** A draft may be unfinished; then it says which step cannot be executed yet. */
export async function runnable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof PlanError || error instanceof ConfigError) {
      throw new Refusal('FLOW_HAS_ERRORS', `The draft cannot be executed yet: ${error.message}`);
    }
    throw error;
  }
}
