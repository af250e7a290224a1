import { ConfigError } from '@crossdock/nodes/contract/compile-config';
import { z } from 'zod';
import { PlanError } from '../../engine/plan/compile-plan.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { sample } from '../shapes/flow-shapes.ts';
import { expressionPreview, flowIdParam, testRun } from '../shapes/requests.ts';

/** Trying things out: samples, runs of the draft, expressions on an item. */
export const testRunRoutes = [
  route({
    method: 'GET',
    path: '/flows/:id/samples',
    summary: 'Messages to try the flow with: its test cases and the examples of its trigger',
    permission: 'payloads.read',
    params: flowIdParam,
    reply: z.object({ items: z.array(sample) }),
    handle: async ({ params, services }) => ({ items: [...(await services.flows.samples(params.id))] }),
  }),
  route({
    method: 'POST',
    path: '/flows/:id/test-runs',
    summary: "Run the draft with a message, against the environment's connections",
    permission: 'runs.test',
    params: flowIdParam,
    body: testRun,
    reply: z.object({ runId: z.string() }),
    status: 202,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, body.env);
      const { flow } = await services.flows.draft(params.id);
      const run = await runnable(() => services.runs.testRun({ flow, ...body, by: session.user.name }));
      await services.audit.record({
        by: session.user.name,
        act: 'flow.test-run',
        subject: params.id,
        details: { env: body.env, run: run.runId, until: body.until ?? null },
      });
      return run;
    },
  }),
  route({
    method: 'POST',
    path: '/expressions/preview',
    summary: 'Evaluate a template on an item, in the sandbox',
    permission: 'runs.test',
    body: expressionPreview,
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: z.string() }),
    ]),
    handle: ({ body, services }) => services.runs.previewExpression(body),
  }),
];

/** A draft may be unfinished; then it says which step cannot be executed yet. */
async function runnable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof PlanError || error instanceof ConfigError) {
      throw new Refusal('FLOW_HAS_ERRORS', `The draft cannot be executed yet: ${error.message}`);
    }
    throw error;
  }
}
