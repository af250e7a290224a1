import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';

export type GuideStepName = 'trigger' | 'sample' | 'map' | 'decide' | 'send' | 'test' | 'publish' | 'live';
export type GuideStep = {
  readonly name: GuideStepName;
  readonly isDone: boolean;
  /** The step of the flow it is about, once it is there. */
  readonly node: FlowNode | null;
};

/** What happened beside the document. */
export type GuideFacts = {
  readonly flow: Flow;
  readonly catalog: Catalog;
  readonly hasGreenTest: boolean;
  readonly hasVersion: boolean;
  readonly hasRun: boolean;
};

/** The way from an empty canvas to a running flow. What is done follows from the flow itself, so it can be done in any order and any way. */
export function guideSteps({ flow, catalog, hasGreenTest, hasVersion, hasRun }: GuideFacts): readonly GuideStep[] {
  const kindOf = (node: FlowNode) => catalog.get(node.type, node.version)?.kind;
  const trigger = flow.nodes.find((node) => kindOf(node) === 'trigger') ?? null;
  const map = flow.nodes.find((node) => node.type === 'transform.map') ?? null;
  const table = flow.nodes.find((node) => node.type === 'rule.decision-table') ?? null;
  const effect = flow.nodes.find((node) => kindOf(node) === 'effect') ?? null;
  return [
    { name: 'trigger', isDone: trigger !== null && (trigger.type !== 'trigger.webhook' || isGiven(trigger.config.path)), node: trigger },
    { name: 'sample', isDone: flow.tests.length > 0, node: null },
    { name: 'map', isDone: hasEntries(map?.config.fields), node: map },
    { name: 'decide', isDone: hasEntries((table?.config.table as { rows?: unknown } | undefined)?.rows), node: table },
    { name: 'send', isDone: isGiven(effect?.config.connection), node: effect },
    { name: 'test', isDone: hasGreenTest, node: null },
    { name: 'publish', isDone: hasVersion, node: null },
    { name: 'live', isDone: hasRun, node: null },
  ];
}

/** The first that is not done; null: all are. */
export function nextStep(steps: readonly GuideStep[]): GuideStep | null {
  return steps.find((step) => !step.isDone) ?? null;
}

/** The call that sends the first test case to the flow's webhook, for a terminal. */
export function callOf(flow: Flow, origin: string, env: string): string | null {
  const webhook = flow.nodes.find((node) => node.type === 'trigger.webhook');
  if (typeof webhook?.config.path !== 'string') return null;
  const message = flow.tests[0]?.message;
  const body = message?.text ?? JSON.stringify(message?.body ?? {});
  const method = typeof webhook.config.method === 'string' ? webhook.config.method : 'POST';
  return [
    `curl -X ${method} ${origin}/in/${env}/${webhook.config.path}`,
    `  -H 'content-type: ${message?.contentType ?? 'application/json'}'`,
    `  --data-binary '${body.replaceAll("'", "'\\''")}'`,
  ].join(' \\\n');
}

function hasEntries(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function isGiven(text: unknown): boolean {
  return typeof text === 'string' && text !== '';
}
