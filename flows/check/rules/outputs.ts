import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { type NodeDescriptor, outputPorts } from '@crossdock/nodes/contract/descriptor';
import type { FlowNode, Problem } from '../../document/flow.ts';
import type { CheckContext, Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** Where items end although the flow could go on, and outputs that share a name. */
export const outputs: Rule = (context) => context.flow.nodes.flatMap((node) => checkNode(node, context));

function checkNode(node: FlowNode, context: CheckContext): Problem[] {
  const descriptor = context.descriptorOf(node);
  if (!descriptor) return [];
  const names = outputPorts(descriptor.ports, node.config);
  const found = twice(names).map((name) => sharedName(node, name, descriptor.ports.outputs));
  const wired = new Set((context.graph.from.get(node.id) ?? []).map((edge) => edge.from.port));
  wired.delete(errorPort);
  wired.delete(undoPort);
  // What changes or tells something outside may well be the last.
  if (descriptor.kind === 'effect' || descriptor.kind === 'wait' || !context.reachable.has(node.id) || names.length === 0) return found;
  const isDerived = !Array.isArray(descriptor.ports.outputs);
  if (wired.size === 0) return isMeantToGoOn(descriptor, isDerived) ? [...found, deadEnd(node, descriptor.kind === 'trigger')] : found;
  const open = isDerived ? [...new Set(names)].filter((name) => !wired.has(name)) : [];
  return open.length === 0 ? found : [...found, openOutputs(node, open)];
}

/** Logging, answering or dropping may well be the last thing; a computed or fetched record that nobody takes is probably forgotten. */
function isMeantToGoOn(descriptor: NodeDescriptor, isDerived: boolean): boolean {
  if (descriptor.kind !== 'pure' || isDerived) return true;
  return descriptor.tile !== 'outside' && (descriptor.tile !== 'routing' || descriptor.isBarrier);
}

function sharedName(node: FlowNode, name: string, ports: unknown): Problem {
  const from = (ports as { from?: string }).from;
  return problem(
    'error',
    'DUPLICATE_OUTPUT',
    { node, ...(from && { field: `config.${from}` }) },
    `"${node.name}" has two outputs with the name "${name}".`,
    'Give each output a name of its own.',
  );
}

function deadEnd(node: FlowNode, isTrigger: boolean): Problem {
  return isTrigger
    ? problem(
        'warning',
        'DEAD_END',
        { node },
        `Nothing follows the trigger "${node.name}": messages are accepted and nothing happens.`,
        'Connect a step to it.',
      )
    : problem(
        'hint',
        'DEAD_END',
        { node },
        `Nothing follows "${node.name}": what it emits is only seen in the run.`,
        'Connect a step, or delete it if nobody needs its result.',
      );
}

function openOutputs(node: FlowNode, open: readonly string[]): Problem {
  return problem(
    'hint',
    'OPEN_OUTPUT',
    { node },
    `Items on ${listOf(open)} of "${node.name}" go nowhere and end as done.`,
    'Connect a step there; "Stop with error" if they must not occur.',
  );
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
