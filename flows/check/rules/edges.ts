import { closest } from '@crossdock/nodes/contract/closest';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { edgeKey } from '../../document/edge-key.ts';
import type { FlowEdge, FlowNode, Problem } from '../../document/flow.ts';
import { inputNames, outputNames } from '../../graph/catalog.ts';
import type { CheckContext, Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

export const edges: Rule = (context) => {
  const seen = new Set<string>();
  return context.flow.edges.flatMap((edge): Problem[] => {
    const [from, to] = [context.nodes.get(edge.from.node), context.nodes.get(edge.to.node)];
    if (!from || !to) return [danglingEdge(edge, from, to)];
    const key = edgeKey(edge);
    const isSecond = seen.has(key);
    seen.add(key);
    return isSecond ? [secondEdge(edge, from, to)] : [...checkOutput(edge, from, to, context), ...checkInput(edge, from, to, context)];
  });
};

function danglingEdge(edge: FlowEdge, from: FlowNode | undefined, to: FlowNode | undefined): Problem {
  const missing = from ? edge.to.node : edge.from.node;
  const other = from ?? to;
  return problem(
    'error',
    'EDGE_WITHOUT_NODE',
    { node: other, field: `edges.${edgeKey(edge)}` },
    `An edge ${from ? 'leads to' : 'comes from'} step "${missing}", which is not in the flow.`,
    other ? `Remove the edge, or connect "${other.name}" to a step that exists.` : 'Remove the edge.',
  );
}

function secondEdge(edge: FlowEdge, from: FlowNode, to: FlowNode): Problem {
  return problem(
    'error',
    'DUPLICATE_EDGE',
    { node: to, field: `edges.${edgeKey(edge)}` },
    `"${from.name}" and "${to.name}" are connected twice at the same ports, so each item would arrive twice.`,
    'Remove one of the two edges.',
  );
}

function checkOutput(edge: FlowEdge, from: FlowNode, to: FlowNode, context: CheckContext): Problem[] {
  const descriptor = context.descriptorOf(from);
  if (!descriptor) return [];
  const outputs = outputNames(descriptor, from);
  const { port } = edge.from;
  if (outputs.includes(port)) return [];
  const place = { node: from, field: `edges.${edgeKey(edge)}` };
  if (port === errorPort) {
    return [
      problem('error', 'UNKNOWN_OUTPUT', place, `The trigger "${from.name}" has no error output.`, `Remove the edge to "${to.name}".`),
    ];
  }
  const own = outputs.filter((name) => name !== errorPort && name !== undoPort);
  const isDerived = !Array.isArray(descriptor.ports.outputs);
  const meant = closest(port, own);
  return [
    problem(
      'error',
      'UNKNOWN_OUTPUT',
      place,
      isDerived
        ? `The output "${port}" of "${from.name}", which leads to "${to.name}", is no longer in its settings.`
        : `"${from.name}" has no output "${port}", from which an edge leads to "${to.name}".`,
      meant
        ? `Did you mean "${meant}"? Move the edge there, or remove it.`
        : own.length > 0
          ? `Move the edge to ${listOf(own)}, or remove it.`
          : 'Remove the edge.',
    ),
  ];
}

function checkInput(edge: FlowEdge, from: FlowNode, to: FlowNode, context: CheckContext): Problem[] {
  const descriptor = context.descriptorOf(to);
  if (!descriptor) return [];
  const place = { node: to, field: `edges.${edgeKey(edge)}` };
  if (descriptor.kind === 'trigger') {
    return [
      problem(
        'error',
        'INPUT_OF_TRIGGER',
        place,
        `An edge leads from "${from.name}" into the trigger "${to.name}". A trigger takes no input.`,
        'Remove the edge.',
      ),
    ];
  }
  const inputs = inputNames(descriptor);
  if (inputs.includes(edge.to.port)) return [];
  return [
    problem(
      'error',
      'UNKNOWN_INPUT',
      place,
      `"${to.name}" has no input "${edge.to.port}", to which an edge leads from "${from.name}".`,
      inputs.length > 0 ? `Move the edge to ${listOf(inputs)}, or remove it.` : 'Remove the edge.',
    ),
  ];
}
