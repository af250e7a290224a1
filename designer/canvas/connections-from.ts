import type { Flow, FlowEdge } from '@crossdock/flows/document/flow';
import { canConnect } from '@crossdock/flows/graph/can-connect';
import { type Catalog, inputNames, outputNames } from '@crossdock/flows/graph/catalog';
import { readingOrder } from './walk.ts';

/** A wire that could be drawn, in words. */
export type PossibleWire = { readonly edge: FlowEdge; readonly output: string; readonly target: string; readonly input: string };

/** Every wire that could leave a step now, by output and then in reading order: what a drag can do, as a list. */
export function connectionsFrom(flow: Flow, catalog: Catalog, id: string): PossibleWire[] {
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const descriptor = node && catalog.get(node.type, node.version);
  if (!node || !descriptor) return [];
  return outputNames(descriptor, node).flatMap((output) =>
    readingOrder(flow).flatMap((targetId) => {
      const target = flow.nodes.find((candidate) => candidate.id === targetId);
      const type = target && catalog.get(target.type, target.version);
      if (!target || !type) return [];
      const inputs = inputNames(type);
      return inputs
        .map((input) => ({ from: { node: id, port: output }, to: { node: targetId, port: input } }))
        .filter((edge) => canConnect(flow, catalog, edge.from, edge.to).ok)
        .map((edge) => ({ edge, output, target: target.name, input: inputs.length > 1 ? edge.to.port : '' }));
    }),
  );
}
