import { testCaseSchema } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { caseFromRun, loosened, type PastRun } from '../../rehearsal/case-from-run.ts';
import { flowInGiven } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import { testReport, testReportRequest } from '../shapes/rehearsal-shapes.ts';
import { flowIdParam } from '../shapes/requests.ts';

/** Test cases of a flow: run here, and made from runs. */
export const testCaseRoutes = [
  route({
    method: 'POST',
    path: '/flows/:id/test-report',
    summary: 'Run test cases of the draft; their systems are mocked unless a case says that they are live',
    permission: 'runs.test',
    about: flowInGiven,
    params: flowIdParam,
    body: testReportRequest,
    reply: testReport,
    async handle({ params, body, services, session }) {
      requireEnvironment(services, body.env);
      const { flow } = await services.flows.draft(params.id);
      const wanted = body.tests && new Set(body.tests);
      const unknown = body.tests?.find((id) => !flow.tests.some((test) => test.id === id));
      if (unknown !== undefined)
        throw new Refusal('INVALID_REQUEST', `The flow "${params.id}" has no test case "${unknown}". Reload the flow.`, [
          { path: 'body.tests', message: `${unknown} is not one of its test cases` },
        ]);
      const tests = wanted ? flow.tests.filter(({ id }) => wanted.has(id)) : flow.tests;
      const live = tests.filter(({ systems }) => systems === 'live').map(({ id }) => id);
      // What really sends something is on the record, as a test run is.
      if (live.length > 0)
        await services.audit.record({
          by: session.user.name,
          act: 'flow.live-test',
          subject: params.id,
          details: { env: body.env, tests: live },
        });
      const startedAt = performance.now();
      const results = [...(await services.rehearsal.report(flow, tests, body.env))];
      const passed = results.filter((result) => result.passed).length;
      return { passed, failed: results.length - passed, durationMs: Math.round(performance.now() - startedAt), results };
    },
  }),
  route({
    method: 'POST',
    path: '/flows/:id/test-cases/from-run',
    summary: 'Propose a test case that holds what a run got and gave; `add-test` puts it into the flow',
    permission: 'payloads.read',
    about: ({ body, services }) => services.runs.place(body.runId),
    params: flowIdParam,
    body: z.strictObject({ runId: z.string().min(1).max(120) }),
    reply: z.object({
      test: testCaseSchema,
      loosened: z.array(z.string()).describe('places that differ from run to run, where any value is expected now'),
      hasRedacted: z.boolean().describe('secrets or personal data of the run stand as "[redacted]" in the case'),
    }),
    async handle({ params, body, services }) {
      const [{ flow: draft }, past] = await Promise.all([services.flows.draft(params.id), pastRun(services, body.runId)]);
      const kindOf = ({ type, version }: { readonly type: string; readonly version: number }) =>
        services.nodeTypes.find((known) => known.type === type && known.version === version)?.kind;
      if (past.detail.flow.id !== params.id)
        throw new Refusal(
          'INVALID_REQUEST',
          `The run ${body.runId} is one of the flow "${past.detail.flow.name}". Make the test case there.`,
        );
      if (!past.flow.nodes.some((node) => kindOf(node) === 'trigger'))
        throw new Refusal('INVALID_REQUEST', 'This run is of a single step, which no message came to. Take a run of the whole flow.');
      const proposed = caseFromRun(past, (node) => kindOf(node) === 'effect', draft.tests);
      const [report] = await services.rehearsal.report(past.flow, [proposed], past.detail.env);
      const proposal = loosened(proposed, report?.findings ?? []);
      return { ...proposal, loosened: [...proposal.loosened], hasRedacted: JSON.stringify(proposal.test).includes('"[redacted]"') };
    },
  }),
];

async function pastRun({ runs }: Services, runId: string): Promise<PastRun> {
  const [detail, message, flow, waits] = await Promise.all([runs.get(runId), runs.message(runId), runs.flow(runId), runs.waitEnds(runId)]);
  if (!detail || !flow) throw new Refusal('NO_SUCH_RUN', `There is no run ${runId}. It may be past its retention.`);
  if (!message)
    throw new Refusal('INVALID_REQUEST', 'The message of this run is no longer kept, or it was too big for one run. Take another run.');
  if (detail.steps.some(({ pinned }) => pinned))
    throw new Refusal('INVALID_REQUEST', 'Steps of this run gave pinned records instead of being executed. Take a run without them.');
  if (detail.finishedAt === null) throw new Refusal('INVALID_REQUEST', 'The run has not ended yet. Make a test case of it when it has.');
  const steps = await Promise.all(detail.steps.map(async ({ nodeId }) => [nodeId, await runs.step(runId, nodeId)] as const));
  return { detail, message, flow, waits: waits ?? {}, steps: new Map(steps.flatMap(([id, step]) => (step ? [[id, step] as const] : []))) };
}
