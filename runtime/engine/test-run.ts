import { createHash } from 'node:crypto';
import type { Flow } from '@crossdock/flows/document/flow';
import type { Clock } from '../clock/clock.ts';
import type { Deployments } from '../lifecycle/deployments.ts';
import type { Accepted, Arriving } from './accept/accept.ts';
import { sampleText } from './accept/sample-text.ts';
import type { PlanCache } from './plan/plan-cache.ts';
import { newRunId } from './run/run-id.ts';
import type { RunService } from './run-service.ts';

/** Runs a draft, or the part of it that leads to a step. */
export async function startTestRun(
  resources: {
    readonly deployments: Deployments;
    readonly plans: PlanCache;
    readonly clock: Clock;
    readonly accept: (arriving: Arriving) => Promise<Accepted>;
  },
  { flow, env, message, until }: Parameters<RunService['testRun']>[0],
): Promise<{ readonly runId: string }> {
  const { deployments, plans, clock } = resources;
  const cut = until === undefined ? flow : cutAfter(flow, until);
  const text = sampleText(message);
  const hash = digest(JSON.stringify(cut));
  await deployments.keepDraft(cut, hash);
  const plan = plans.compile(cut, 0, hash);
  const result = await resources.accept({
    plan: { ...plan, waitsForAnswer: false },
    env,
    text,
    bytes: Buffer.byteLength(text),
    bodyHash: digest(text),
    contentType: message.contentType,
    headers: message.headers,
    query: message.query,
    sender: 'test',
    idempotencyKey: `test ${newRunId(clock.now())}`,
  });
  if (!('runId' in result)) throw new Error('The runtime takes no more messages at the moment. Try again in a few seconds.');
  return { runId: result.runId };
}

/** The flow up to this node: what leads to it, and itself. */
function cutAfter(flow: Flow, until: string): Flow {
  const kept = new Set([until]);
  for (const id of kept) for (const edge of flow.edges) if (edge.to.node === id) kept.add(edge.from.node);
  return {
    ...flow,
    nodes: flow.nodes.filter((node) => kept.has(node.id)),
    edges: flow.edges.filter((edge) => kept.has(edge.from.node) && kept.has(edge.to.node)),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
