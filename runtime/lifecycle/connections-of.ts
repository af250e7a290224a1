import type { Flow } from '@crossdock/flows/document/flow';
import type { FlowKnowledge } from './flow-knowledge.ts';

/** The names of the connections that a flow needs: of its calls, and of its trigger's secret. */
export function connectionsOf(flow: Flow, knowledge: Pick<FlowKnowledge, 'bindingOf' | 'configOf'>): readonly string[] {
  const names = flow.nodes.flatMap((node) => {
    if (node.disabled) return [];
    const { connection } = knowledge.configOf(node);
    const binding = knowledge.bindingOf(node);
    const ofTrigger = binding?.kind === 'http' && binding.auth.kind !== 'none' ? [binding.auth.connection] : [];
    return typeof connection === 'string' && connection !== '' ? [connection, ...ofTrigger] : ofTrigger;
  });
  return [...new Set(names)].sort();
}
