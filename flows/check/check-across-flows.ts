import type { IntakeBinding } from '@crossdock/nodes/contract/intake';
import type { Flow, FlowNode, Problem } from '../document/flow.ts';
import { circles } from './circles.ts';
import { problem } from './problem.ts';

/**
 * Problems that only show between the flows of one environment: two that listen at the same method and path, and calls in a circle.
 * @param bindingOf how a trigger hears of messages; undefined for any other node
 */
export function checkAcrossFlows(
  flows: readonly Flow[],
  bindingOf: (node: FlowNode) => IntakeBinding | undefined,
): { readonly flowId: string; readonly problem: Problem }[] {
  const listeners = Map.groupBy(
    flows.flatMap((flow) => flow.nodes.flatMap((node) => listenerOf(flow, node, bindingOf))),
    (listener) => listener.address,
  );
  const taken = [...listeners.values()]
    .filter((group) => new Set(group.map(({ flow }) => flow.id)).size > 1)
    .flatMap((group) =>
      group.map(({ flow, node, address }) => {
        const others = [...new Set(group.filter((other) => other.flow !== flow).map((other) => `"${other.flow.name}"`))];
        const message = `${others.join(' and ')} also listens at ${address}, so nobody could say which flow gets a message.`;
        return {
          flowId: flow.id,
          problem: problem('error', 'PATH_TAKEN', { node, field: 'config.path' }, message, 'Give this trigger another path or method.'),
        };
      }),
    );
  return [...taken, ...circles(flows)];
}

type Listener = { readonly flow: Flow; readonly node: FlowNode; readonly address: string };

function listenerOf(flow: Flow, node: FlowNode, bindingOf: (node: FlowNode) => IntakeBinding | undefined): Listener[] {
  const binding = node.disabled ? undefined : bindingOf(node);
  if (binding?.kind !== 'http') return [];
  return [{ flow, node, address: `${binding.method} /${binding.path.replaceAll(/^\/+|\/+$/g, '')}` }];
}
