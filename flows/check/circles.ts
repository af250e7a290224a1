import type { Flow, FlowNode, Problem } from '../document/flow.ts';
import { problem } from './problem.ts';
import { calledFlow } from './rules/calls.ts';

/** Flows that call each other in a circle: each message would start runs without end. */
export function circles(flows: readonly Flow[]): { readonly flowId: string; readonly problem: Problem }[] {
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  return flows.flatMap((flow) =>
    flow.nodes.flatMap((node) => {
      const way = wayBack(flow, node, byId);
      if (!way) return [];
      const names = way.map((id) => `"${byId.get(id)?.name ?? id}"`).join(' → ');
      const message = `Flows call each other in a circle: ${names}. Each message would start runs without end.`;
      const remedy = 'Call another flow here, or remove one of the calls.';
      return [{ flowId: flow.id, problem: problem('error', 'CALLS_IN_A_CIRCLE', { node, field: 'config.flow' }, message, remedy) }];
    }),
  );
}

/** The flows from this call back to the flow it stands in; null when it does not come back. A flow that calls itself is told of by itself. */
function wayBack(flow: Flow, node: FlowNode, byId: ReadonlyMap<string, Flow>): string[] | null {
  const first = calledFlow(node);
  if (first === undefined || first === flow.id) return null;
  const cameFrom = new Map<string, string>([[first, flow.id]]);
  for (const id of cameFrom.keys()) {
    for (const next of (byId.get(id)?.nodes ?? []).flatMap((one) => calledFlow(one) ?? [])) {
      if (next === flow.id) return [...wayTo(id, cameFrom, flow.id), flow.id];
      if (!cameFrom.has(next)) cameFrom.set(next, id);
    }
  }
  return null;
}

function wayTo(id: string, cameFrom: ReadonlyMap<string, string>, start: string): string[] {
  const way: string[] = [];
  for (let at: string | undefined = id; at !== undefined && at !== start; at = cameFrom.get(at)) way.unshift(at);
  return [start, ...way];
}
