import { nodeId } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { noSuchStep } from '../../rehearsal/pins.ts';
import { NotPure } from '../../rehearsal/preview-step.ts';
import { envOfBody, flowInFirst, flowInGiven, flowOfPath } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { pin, pinRequest, stepPreview, stepPreviewRequest, stepRunRequest } from '../shapes/rehearsal-shapes.ts';
import { flowIdParam } from '../shapes/requests.ts';
import { runnable } from './test-runs.ts';

const pinParams = flowIdParam.extend({ nodeId });

/** Single steps, tried on given records. */
export const rehearsalRoutes = [
  route({
    method: 'POST',
    path: '/steps/preview',
    summary: 'Run one pure step on some records, in the sandbox; nothing is stored',
    permission: 'runs.test',
    about: envOfBody,
    body: stepPreviewRequest,
    reply: stepPreview,
    async handle({ body, services }) {
      requireEnvironment(services, body.env);
      try {
        return await services.runs.previewStep(body);
      } catch (error) {
        if (error instanceof NotPure) throw new Refusal('NOT_PURE', error.message, [{ path: 'body.node.type', message: 'is not pure' }]);
        throw error;
      }
    },
  }),
  route({
    method: 'POST',
    path: '/flows/:id/step-runs',
    summary: "Run one step of the draft on some records, against the environment's connections",
    permission: 'runs.test',
    about: flowInGiven,
    params: flowIdParam,
    body: stepRunRequest,
    reply: z.object({ runId: z.string() }),
    status: 202,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, body.env);
      const { flow } = await services.flows.draft(params.id);
      const node = flow.nodes.find(({ id }) => id === body.node);
      if (!node) throw noSuchStep(params.id, body.node);
      const type = services.nodeTypes.find((known) => known.type === node.type);
      if (type?.kind === 'trigger')
        throw new Refusal('INVALID_REQUEST', 'A trigger takes no records. Run a test with a message instead.', [
          { path: 'body.node', message: 'is a trigger' },
        ]);
      const run = await runnable(() => services.runs.stepRun({ flow, env: body.env, node, inputs: body.inputs }));
      await services.audit.record({
        by: session.user.name,
        act: 'flow.step-run',
        subject: params.id,
        details: { env: body.env, run: run.runId, node: node.id },
      });
      return run;
    },
  }),
  route({
    method: 'GET',
    path: '/flows/:id/pins',
    summary: 'Records pinned to steps of the draft',
    permission: 'payloads.read',
    about: flowInFirst,
    params: flowIdParam,
    reply: z.object({ items: z.array(pin) }),
    async handle({ params, services }) {
      const { flow } = await services.flows.draft(params.id);
      return { items: [...(await services.pins.list(flow))] };
    },
  }),
  route({
    method: 'PUT',
    path: '/flows/:id/pins/:nodeId',
    summary: 'Pin records to a step: test runs take them instead of executing it',
    permission: 'flows.edit',
    about: flowOfPath,
    params: pinParams,
    body: pinRequest,
    reply: pin,
    async handle({ params, body, services, session }) {
      const { flow } = await services.flows.draft(params.id);
      return services.pins.put(flow, params.nodeId, body.outputs, session.user.name);
    },
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/pins/:nodeId',
    summary: 'Unpin: test runs execute the step again',
    permission: 'flows.edit',
    about: flowOfPath,
    params: pinParams,
    async handle({ params, services, session }) {
      await services.pins.remove(params.id, params.nodeId, session.user.name);
    },
  }),
];
