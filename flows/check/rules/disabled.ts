import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { outputPorts } from '@crossdock/nodes/contract/descriptor';
import type { Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** A disabled node hands everything on at its first output: the others fall dry. */
export const disabled: Rule = ({ flow, graph, descriptorOf }) =>
  flow.nodes.flatMap((node) => {
    const descriptor = descriptorOf(node);
    if (!node.disabled || !descriptor || descriptor.kind === 'trigger') return [];
    const [first] = outputPorts(descriptor.ports, node.config);
    const used = new Set((graph.from.get(node.id) ?? []).map((edge) => edge.from.port));
    const dry = [...used].filter((port) => port !== first && port !== errorPort && port !== undoPort);
    if (dry.length === 0) return [];
    return [
      problem(
        'warning',
        'DISABLED_OUTPUT',
        { node, field: 'disabled' },
        `While "${node.name}" is disabled, all items leave on "${first}" and nothing comes out of ${listOf(dry)}.`,
        'Enable it, or disconnect these outputs.',
      ),
    ];
  });
