import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { graphOf } from '@crossdock/flows/graph/graph';
import { topologicalOrder } from '@crossdock/flows/graph/topological-order';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { canvasTexts } from '../../texts/canvas.ts';
import { portKey } from '../connect-gesture.ts';
import { namedOutputs } from '../named-outputs.ts';

const { json, text, row, failed, mixed } = canvasTexts.ports;

/** What kinds of step hand on: the record as it came, or a form of its own. */
const madeBy: Readonly<Record<string, string>> = {
  'format.build-json': text,
  'transform.build-json': text,
  'format.parse-csv': row,
  'format.csv': row,
  'connector.http-read': json,
};
/** Steps of these sections look at records and send them on as they are. */
const handsOn = new Set(['Routing', 'Distribution', 'Waiting', 'Human']);
/** The outputs of a check on which what did not hold leaves. */
const unproven = new Set(['invalid', 'rejected', 'duplicate', 'timeout']);

/**
 * What kind of record passes each port, by `portKey`, as far as the flow itself says so: a contract (`order@1`), `text`, `CSV row`, else `JSON`.
 * Inputs are named `in:` in front, since an input may be called like an output.
 */
export function portTypes(flow: Flow, catalog: Catalog): Map<string, string> {
  const types = new Map<string, string>();
  const graph = graphOf(flow);
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  for (const id of topologicalOrder(graph)) {
    const node = nodes.get(id);
    const descriptor = node && catalog.get(node.type, node.version);
    if (!node || !descriptor) continue;
    const arriving = new Map<string, Set<string>>();
    for (const edge of graph.into.get(id) ?? []) {
      const seen = arriving.get(edge.to.port) ?? new Set();
      arriving.set(edge.to.port, seen.add(types.get(portKey(edge.from.node, edge.from.port)) ?? json));
    }
    for (const [port, seen] of arriving) types.set(inputKey(id, port), seen.size === 1 ? ([...seen][0] as string) : mixed);
    const incoming = types.get(inputKey(id, descriptor.ports.inputs[0]?.name ?? '')) ?? json;
    const contract = contractOf(node, descriptor);
    for (const { name } of namedOutputs(descriptor, node.config)) {
      const made = madeBy[node.type] ?? (handsOn.has(descriptor.section) && descriptor.kind !== 'trigger' ? incoming : json);
      types.set(portKey(id, name), node.disabled ? incoming : unproven.has(name) ? incoming : (contract ?? made));
    }
    types.set(portKey(id, errorPort), failed);
    types.set(portKey(id, undoPort), incoming);
  }
  return types;
}

export function inputKey(node: string, port: string): string {
  return `in:${portKey(node, port)}`;
}

/** The contract that a step's records are checked against, wherever its settings name one. */
function contractOf({ config }: FlowNode, descriptor: NodeDescriptor): string | null {
  const properties = (descriptor.configSchema.properties ?? {}) as Record<string, { control?: string }>;
  for (const [name, property] of Object.entries(properties)) {
    const value = config[name];
    if (property.control === 'contract' && typeof value === 'string' && value !== '') return value;
  }
  return null;
}
