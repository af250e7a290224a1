import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { edgeKey } from '../document/edge-key.ts';
import type { Flow, FlowEdge, FlowNode } from '../document/flow.ts';
import { type Catalog, inputNames, outputNames } from './catalog.ts';
import { graphOf } from './graph.ts';
import { pathBetween } from './reach.ts';

export type CanConnect = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Whether a wire may be drawn from an output to an input. The reason is for the person who draws it. */
export function canConnect(flow: Flow, catalog: Catalog, from: FlowEdge['from'], to: FlowEdge['to']): CanConnect {
  const source = flow.nodes.find((node) => node.id === from.node);
  const target = flow.nodes.find((node) => node.id === to.node);
  if (!source || !target) return refuse('This step is no longer in the flow');
  if (source === target) return refuse('A step cannot feed itself');
  return checkTarget(catalog, target, to.port) ?? checkSource(catalog, source, from.port) ?? checkFlow(flow, { from, to });
}

function checkTarget(catalog: Catalog, node: FlowNode, port: string): CanConnect | null {
  const descriptor = catalog.get(node.type, node.version);
  if (!descriptor) return refuse(`The type of ${node.name} is not known here`);
  if (descriptor.kind === 'trigger') return refuse('A trigger takes no input');
  return inputNames(descriptor).includes(port) ? null : refuse(`${node.name} has no input "${port}"`);
}

function checkSource(catalog: Catalog, node: FlowNode, port: string): CanConnect | null {
  const descriptor = catalog.get(node.type, node.version);
  if (!descriptor) return refuse(`The type of ${node.name} is not known here`);
  const outputs = outputNames(descriptor, node);
  if (outputs.includes(port)) return null;
  if (port === errorPort) return refuse('A trigger has no error output');
  if (port === undoPort) return refuse(`${node.name} changes nothing outside, so there is nothing to undo`);
  return refuse(outputs.some((name) => name !== errorPort) ? `${node.name} has no output "${port}"` : `Nothing leaves ${node.name}`);
}

function checkFlow(flow: Flow, edge: FlowEdge): CanConnect {
  const key = edgeKey(edge);
  if (flow.edges.some((existing) => edgeKey(existing) === key)) return refuse('These two are already connected');
  const way = pathBetween(graphOf(flow), edge.to.node, edge.from.node);
  if (!way) return { ok: true };
  const names = new Map(flow.nodes.map((node) => [node.id, node.name]));
  const words = [...way, edge.to.node].map((id) => names.get(id) ?? id);
  return refuse(`This would close a loop: ${words.join(' → ')}`);
}

function refuse(reason: string): CanConnect {
  return { ok: false, reason };
}
