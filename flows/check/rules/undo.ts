import { undoPort } from '@crossdock/nodes/contract/define-node';
import type { FlowEdge, FlowNode, Problem } from '../../document/flow.ts';
import { reachableFrom } from '../../graph/reach.ts';
import type { CheckContext, Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** What lies behind the port `undo` of an effect is executed only by a compensation, so it must lie apart from the rest of the flow. */
export const undo: Rule = (context) => {
  const { flow, graph, nodes } = context;
  const wires = flow.edges.filter((edge) => isUndoWire(edge, context));
  if (wires.length === 0) return flow.settings.compensate === 'never' ? [] : [nothingToUndo()];
  const behind = reachableFrom(
    graph,
    wires.map((edge) => edge.to.node),
  );
  return [
    ...[...behind].flatMap((id) => mixed(nodes.get(id), behind, context)),
    ...wires.flatMap((edge) => (behind.has(edge.from.node) ? undoOfUndo(nodes.get(edge.from.node)) : [])),
    ...wires.flatMap((edge) => withoutEffect(edge, context)),
  ];
};

function isUndoWire({ from }: FlowEdge, { nodes, descriptorOf }: CheckContext): boolean {
  const node = nodes.get(from.node);
  return from.port === undoPort && node !== undefined && descriptorOf(node)?.kind === 'effect';
}

function mixed(node: FlowNode | undefined, behind: ReadonlySet<string>, context: CheckContext): Problem[] {
  if (!node) return [];
  const others = (context.graph.into.get(node.id) ?? []).filter((edge) => !behind.has(edge.from.node) && !isUndoWire(edge, context));
  if (others.length === 0) return [];
  const names = others.map((edge) => context.nodes.get(edge.from.node)?.name ?? edge.from.node);
  return [
    problem(
      'error',
      'UNDO_MIXED',
      { node },
      `"${node.name}" stands behind an Undo output and also gets records from ${listOf(names)}. It would be executed only when effects are taken back.`,
      'Use a copy of the step for one of the two.',
    ),
  ];
}

function undoOfUndo(node: FlowNode | undefined): Problem[] {
  if (!node) return [];
  return [
    problem(
      'error',
      'UNDO_OF_UNDO',
      { node },
      `"${node.name}" takes an effect back, and its own Undo output is wired. What was taken back is not done again by that.`,
      'Remove the wire.',
    ),
  ];
}

function withoutEffect(edge: FlowEdge, { graph, nodes, descriptorOf }: CheckContext): Problem[] {
  const changesSomething = [...reachableFrom(graph, [edge.to.node])].some((id) => {
    const node = nodes.get(id);
    const kind = node && descriptorOf(node)?.kind;
    return node && !node.disabled && (kind === 'effect' || kind === 'wait');
  });
  if (changesSomething) return [];
  const [from, to] = [nodes.get(edge.from.node), nodes.get(edge.to.node)];
  return [
    problem(
      'warning',
      'UNDO_WITHOUT_EFFECT',
      { node: to },
      `The Undo output of "${from?.name}" leads to "${to?.name}", and no step there changes anything outside. The effect would count as taken back and still be there.`,
      'Lead it to the step that takes it back in the other system, such as a cancellation.',
    ),
  ];
}

function nothingToUndo(): Problem {
  return problem(
    'hint',
    'NOTHING_TO_UNDO',
    { field: 'settings.compensate' },
    'Failed runs are to be taken back, but no step says how: nothing is wired to an Undo output.',
    'Wire the Undo output of a step that takes effect to the step that takes it back, or set it to never.',
  );
}
