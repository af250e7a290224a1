import type { Idempotency } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import type { IntakeBinding } from '@crossdock/nodes/contract/intake';
import type { Flow, FlowNode, Problem } from '../document/flow.ts';
import type { Catalog } from '../graph/catalog.ts';
import type { ChunkTraits } from '../graph/chunk-parts.ts';
import { type Graph, graphOf } from '../graph/graph.ts';
import { reachableFrom } from '../graph/reach.ts';
import { topologicalOrder } from '../graph/topological-order.ts';

/** Something wrong with a configuration; `path` is written `fields[3].value` or `fields.3.value`, empty for the whole. */
export type ConfigProblem = { readonly path: string; readonly message: string; readonly remedy?: string };

/** What only the server, or only an installation, knows. Rules that need an absent part are left out. */
export type CheckOptions = {
  /** What a node's own schema finds wrong with a configuration; see `configProblems`. */
  readonly checkConfig?: (type: string, version: number, config: Record<string, unknown>) => readonly ConfigProblem[];
  /** How a trigger hears of messages; undefined when its configuration does not say. */
  readonly bindingOf?: (node: FlowNode) => IntakeBinding | undefined;
  /** How an effect node with this configuration tells repeated calls apart, where the descriptor leaves it to the configuration. */
  readonly idempotencyOf?: (node: FlowNode) => Idempotency | undefined;
  /** What a step can do with a part of a big text; undefined while its configuration is wrong. */
  readonly chunkTraitsOf?: (node: FlowNode) => ChunkTraits | undefined;
  /** The contracts there are, as `order@1`. */
  readonly contracts?: readonly string[];
  /** The JSON Schema of a contract; undefined when there is none of that name. */
  readonly contractSchema?: (name: string) => Readonly<Record<string, unknown>> | undefined;
  /** The names of the connections of any environment. */
  readonly connections?: readonly string[];
  /** The tables of all environments to look things up in. */
  readonly lookups?: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** The names of the variables of all environments. */
  readonly variables?: readonly string[];
};

/** What the rules share; made once per check. */
export type CheckContext = {
  readonly flow: Flow;
  readonly catalog: Catalog;
  readonly options: CheckOptions;
  readonly graph: Graph;
  /** Node ids in topological order. */
  readonly order: readonly string[];
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly triggers: readonly FlowNode[];
  /** Nodes that items can come to. */
  readonly reachable: ReadonlySet<string>;
  /** The node's type in its version; undefined when it is not in the catalog. */
  descriptorOf(node: FlowNode): NodeDescriptor | undefined;
};

/** One thing that may be wrong with a flow. Pure. */
export type Rule = (context: CheckContext) => readonly Problem[];

export function contextOf(flow: Flow, catalog: Catalog, options: CheckOptions): CheckContext {
  const graph = graphOf(flow);
  const descriptors = new Map(flow.nodes.map((node) => [node, catalog.get(node.type, node.version)]));
  const triggerTypes = new Set(catalog.all().flatMap((descriptor) => (descriptor.kind === 'trigger' ? [descriptor.type] : [])));
  const triggers = flow.nodes.filter((node) => triggerTypes.has(node.type));
  return {
    flow,
    catalog,
    options,
    graph,
    order: topologicalOrder(graph),
    nodes: new Map(flow.nodes.map((node) => [node.id, node])),
    triggers,
    reachable: reachableFrom(
      graph,
      triggers.map((node) => node.id),
    ),
    descriptorOf: (node) => descriptors.get(node),
  };
}
