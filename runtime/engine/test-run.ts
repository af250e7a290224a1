import { createHash } from 'node:crypto';
import type { Flow, SampleMessage } from '@crossdock/flows/document/flow';
import type { Clock } from '../clock/clock.ts';
import type { Deployments } from '../lifecycle/deployments.ts';
import { flowOfOneStep, type Pins, silentTrigger, withPins } from '../rehearsal/test-flows.ts';
import type { Accepted, Arriving } from './accept/accept.ts';
import { sampleText } from './accept/sample-text.ts';
import type { PlanCache } from './plan/plan-cache.ts';
import { newRunId } from './run/run-id.ts';
import type { RunService } from './run-service.ts';

type Resources = {
  readonly deployments: Deployments;
  readonly plans: PlanCache;
  readonly clock: Clock;
  readonly accept: (arriving: Arriving) => Promise<Accepted>;
};

/** Runs a draft, or the part of it that leads to a step. A pinned step is not executed: it gives its records. */
export function startTestRun(resources: Resources, request: Parameters<RunService['testRun']>[0]): Promise<{ readonly runId: string }> {
  const { flow, env, message, until, pins = noPins, receivedAt, runId } = request;
  return start(resources, withPins(until === undefined ? flow : cutAfter(flow, until, pins), pins), env, message, { receivedAt, runId });
}

/** Runs one step of a draft on these records, under keys of its own. */
export function startStepRun(resources: Resources, request: Parameters<RunService['stepRun']>[0]): Promise<{ readonly runId: string }> {
  const { flow, env, node, inputs } = request;
  const body = JSON.stringify(inputs);
  const message = { text: body, contentType: 'application/json', headers: {}, query: {} };
  return start(resources, flowOfOneStep(flow, node, Object.keys(inputs)), env, message);
}

const noPins: Pins = new Map();

async function start(
  { deployments, plans, clock, accept }: Resources,
  flow: Flow,
  env: string,
  message: SampleMessage,
  { receivedAt, runId }: Pick<Parameters<RunService['testRun']>[0], 'receivedAt' | 'runId'> = {},
): Promise<{ readonly runId: string }> {
  const text = sampleText(message);
  const hash = digest(JSON.stringify(flow));
  await deployments.keepDraft(flow, hash);
  const plan = plans.compile(flow, 0, hash);
  const result = await accept({
    plan: { ...plan, waitsForAnswer: false },
    env,
    text,
    bytes: Buffer.byteLength(text),
    bodyHash: digest(text),
    contentType: message.contentType,
    headers: message.headers,
    query: message.query,
    receivedAt,
    runId,
    sender: 'test',
    idempotencyKey: `test ${newRunId(clock.now())}`,
  });
  if (!('runId' in result)) throw new Error('The runtime takes no more messages at the moment. Try again in a few seconds.');
  return { runId: result.runId };
}

/** The flow up to this node: what leads to it, and itself. What leads only to pinned steps is not executed. */
function cutAfter(flow: Flow, until: string, pins: Pins): Flow {
  const kept = new Set([until]);
  const behindPins = new Set<string>();
  const silent = new Set<string>();
  for (const id of kept) into(flow, id, pins.has(id) ? behindPins : kept);
  for (const id of behindPins) {
    into(flow, id, behindPins);
    if (!kept.has(id) && !flow.edges.some(({ to }) => to.node === id)) silent.add(id);
  }
  return {
    ...flow,
    nodes: flow.nodes.flatMap((node) => (kept.has(node.id) ? node : silent.has(node.id) ? silentTrigger(node) : [])),
    edges: flow.edges.filter((edge) => kept.has(edge.from.node) && kept.has(edge.to.node)),
  };
}

function into(flow: Flow, node: string, found: Set<string>): void {
  for (const edge of flow.edges) if (edge.to.node === node) found.add(edge.from.node);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
