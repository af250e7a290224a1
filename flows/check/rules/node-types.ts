import { closest } from '@crossdock/nodes/contract/closest';
import type { FlowNode, Problem } from '../../document/flow.ts';
import type { CheckContext, Rule } from '../context.ts';
import { problem } from '../problem.ts';

export const nodeTypes: Rule = (context) => {
  const newest = new Map<string, number>();
  for (const { type, version } of context.catalog.all()) newest.set(type, Math.max(version, newest.get(type) ?? 0));
  return context.flow.nodes.flatMap((node) => checkType(node, newest, context));
};

function checkType(node: FlowNode, newest: ReadonlyMap<string, number>, context: CheckContext): Problem[] {
  const latest = newest.get(node.type);
  if (latest === undefined) {
    const meant = closest(node.type, [...newest.keys()]);
    return [
      problem(
        'error',
        'UNKNOWN_NODE_TYPE',
        { node, field: 'type' },
        `The type ${node.type} of "${node.name}" is not known here.`,
        meant
          ? `Did you mean ${meant}? Otherwise replace the step.`
          : 'Replace the step by one from the palette, or install what brings this type.',
      ),
    ];
  }
  if (node.version > latest) {
    return [
      problem(
        'error',
        'UNKNOWN_NODE_VERSION',
        { node, field: 'version' },
        `"${node.name}" needs version ${node.version} of ${node.type}; this Crossdock has version ${latest}.`,
        'Update Crossdock, or replace the step by one from the palette.',
      ),
    ];
  }
  if (node.version === latest) return [];
  const isRunnable = context.descriptorOf(node) !== undefined;
  return [
    problem(
      'hint',
      'OLD_NODE_VERSION',
      { node, field: 'version' },
      `"${node.name}" uses version ${node.version} of ${node.type}; the newest is ${latest}.`,
      isRunnable
        ? `It goes on working. Change it to version ${latest} when convenient.`
        : `Its settings are read as version ${latest}. Change it to version ${latest}.`,
    ),
  ];
}
