import { createHash } from 'node:crypto';
import type { Contract } from '@crossdock/flows/contracts/contract';
import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import { stageBehind } from '@crossdock/flows/graph/stages';
import { type NodeDefinition, undoPort } from '@crossdock/nodes/contract/define-node';
import { outputPorts } from '@crossdock/nodes/contract/descriptor';
import { endsStage, type Plan, type PlanNode, type PlannedCall, type PlannedWait } from './plan.ts';
import { planSource } from './plan-source.ts';
import { programSource } from './program-source.ts';

/** What a plan is compiled with. */
export type PlanResources = {
  /** With older majors upgraded; undefined when the type is unknown. */
  definition(type: string, version: number): NodeDefinition | undefined;
  upgradeConfig(type: string, fromVersion: number, config: Record<string, unknown>): Record<string, unknown>;
  contract(name: string): Contract | undefined;
  readonly libraryNames: readonly string[];
  /** Node ids in topological order, ties by id. */
  topologicalOrder(flow: Flow): readonly string[];
};

/** A flow that cannot be executed; `check` finds all of these before publishing. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

export function compilePlan(given: {
  readonly flow: Flow;
  readonly version: number;
  readonly hash: string;
  readonly resources: PlanResources;
}): Plan {
  const { flow, version, hash, resources } = given;
  const order = resources.topologicalOrder(flow);
  const indexOf = new Map(order.map((id, index) => [id, index]));
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const nodes: PlanNode[] = [];
  for (const id of order) nodes.push(planNode(byId.get(id) as FlowNode, nodes, flow, indexOf, resources));

  const trigger = nodes.find((planned) => planned.definition.kind === 'trigger');
  const dedupeNode = nodes.find((planned) => planned.definition.kind === 'pure' && planned.definition.dedupe && !planned.node.disabled);
  const rule = dedupeNode?.definition.kind === 'pure' ? dedupeNode.definition.dedupe?.(configOf(dedupeNode)) : undefined;
  const contracts = contractsOf(nodes, resources);
  const planned = planSource(flow, nodes);
  const { source, lookups, variables } = programSource({
    flow,
    nodes,
    parts: planned.source?.parts ?? [],
    dedupeKey: rule?.key,
    contracts,
    libraryNames: resources.libraryNames,
  });
  return {
    flow,
    version,
    hash,
    program: { hash: createHash('sha256').update(source).digest('hex'), source },
    lookups,
    variables,
    nodes,
    lastStage: lastStageOf(nodes.filter((planned) => !planned.isUndo)),
    lastUndoStage: nodes.some((planned) => planned.isUndo) ? lastStageOf(nodes) : null,
    binding: trigger?.definition.kind === 'trigger' ? trigger.definition.binding(configOf(trigger)) : null,
    dedupe: rule ? { windowMs: rule.windowSeconds * 1000, onDifferentBody: rule.onDifferentBody } : null,
    lane: laneOf(flow),
    laneWidth: flow.settings.concurrency ?? null,
    waitsForAnswer: flow.settings.answer.mode === 'when-finished',
    ...planned,
  };
}

function lastStageOf(nodes: readonly PlanNode[]): number {
  return nodes.reduce((last, planned) => Math.max(last, planned.stage + (endsStage(planned) ? 1 : 0)), 0);
}

/** A flow with a limit of its own has a lane of its own: what waits for the limit takes no place of the channel's other flows. */
function laneOf({ id, channel, settings }: Flow): string {
  const lane = settings.lane ?? channel;
  return settings.concurrency === undefined ? lane : `${lane}:${id}`;
}

function planNode(
  node: FlowNode,
  before: readonly PlanNode[],
  flow: Flow,
  indexOf: ReadonlyMap<string, number>,
  resources: PlanResources,
): PlanNode {
  const definition = resources.definition(node.type, node.version);
  if (!definition) throw new PlanError(`Step "${node.name}" is of the unknown type ${node.type} version ${node.version}.`);
  const config = definition.version === node.version ? node.config : resources.upgradeConfig(node.type, node.version, node.config);
  const upgraded = { ...node, version: definition.version, config };
  const into = flow.edges.filter((edge) => edge.to.node === node.id);
  const inputs = definition.ports.inputs.map(({ name }) => ({
    port: name,
    edges: into
      .filter((edge) => edge.to.port === name)
      .map((edge) => ({ node: indexOf.get(edge.from.node) ?? -1, port: edge.from.port }))
      .sort((a, b) => a.node - b.node || (a.port < b.port ? -1 : a.port > b.port ? 1 : 0)),
  }));
  const parents = inputs.flatMap((input) => input.edges.map((edge) => before[edge.node] as PlanNode));
  const ancestors = [...new Set(parents.flatMap((parent) => [parent.index, ...parent.ancestors]))].sort((a, b) => a - b);
  const upstream = ancestors.map((index) => before[index] as PlanNode);
  const call = node.disabled ? null : plannedCall(definition, upgraded, upstream);
  const isUndo = parents.some((parent) => parent.isUndo) || into.some((edge) => isUndoEdge(edge, before));
  return {
    index: before.length,
    node: upgraded,
    definition,
    stage: stageBehind(parents.map((parent) => ({ stage: parent.stage, endsStage: endsStage(parent) }))),
    inputs,
    outputs: outputPorts(definition.ports, config),
    ancestors,
    hasErrorEdge: flow.edges.some((edge) => edge.from.node === node.id && edge.from.port === 'error'),
    onFailure: node.onFailure,
    call,
    wait: node.disabled ? null : plannedWait(definition, upstream),
    isUndo,
    undoneBy: flow.edges.flatMap(({ from, to }) =>
      from.node === node.id && from.port === undoPort && definition.kind === 'effect' ? (indexOf.get(to.node) ?? []) : [],
    ),
  };
}

function isUndoEdge({ from }: Flow['edges'][number], before: readonly PlanNode[]): boolean {
  return from.port === undoPort && before.some(({ node, definition }) => node.id === from.node && definition.kind === 'effect');
}

function plannedWait({ kind }: NodeDefinition, upstream: readonly PlanNode[]): PlannedWait | null {
  return kind === 'wait' ? { needsIntent: upstream.some(endsStage) } : null;
}

function plannedCall(definition: NodeDefinition, node: FlowNode, upstream: readonly PlanNode[]): PlannedCall | null {
  if (definition.kind !== 'effect' && definition.kind !== 'read') return null;
  const parsed = parsedConfig(definition, node);
  const declared = typeof definition.idempotency === 'function' ? definition.idempotency(parsed) : definition.idempotency;
  const idempotency = definition.kind === 'read' ? 'read' : declared;
  const hasKey = typeof idempotency === 'object' && 'key' in idempotency;
  return {
    definition,
    config: parsed,
    connection: String(parsed.connection ?? ''),
    idempotency,
    needsIntent: idempotency !== 'read' && (definition.batch !== undefined || !hasKey || upstream.some(endsStage)),
  };
}

function configOf({ definition, node }: PlanNode): Record<string, unknown> {
  return parsedConfig(definition, node);
}

/** A draft may be unfinished: then the step and the field are named. */
function parsedConfig({ config }: NodeDefinition, node: FlowNode): Record<string, unknown> {
  const parsed = config.safeParse(node.config);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const [first] = parsed.error.issues;
  throw new PlanError(`Step "${node.name}", field ${first?.path.join('.') || 'settings'}: ${first?.message ?? 'it does not fit'}.`);
}

function contractsOf(nodes: readonly PlanNode[], resources: PlanResources): ReadonlyMap<string, Contract> {
  const contracts = new Map<string, Contract>();
  for (const planned of nodes) {
    if (planned.definition.kind !== 'pure') continue;
    for (const { name } of planned.definition.resources?.(configOf(planned)) ?? []) {
      const contract = resources.contract(name);
      if (!contract) throw new PlanError(`Step "${planned.node.name}" names the unknown contract ${name}.`);
      contracts.set(name, contract);
    }
  }
  return contracts;
}
