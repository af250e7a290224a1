import { inputNames } from '../../graph/catalog.ts';
import type { Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** A node with several inputs joins what comes in on them; one with a single input is a matter of reach. */
export const inputs: Rule = ({ flow, graph, descriptorOf }) =>
  flow.nodes.flatMap((node) => {
    const descriptor = descriptorOf(node);
    const into = graph.into.get(node.id) ?? [];
    if (!descriptor || into.length === 0) return [];
    const wired = new Set(into.map((edge) => edge.to.port));
    const missing = inputNames(descriptor).filter((name) => !wired.has(name));
    if (missing.length === 0) return [];
    return [
      problem(
        'warning',
        'UNCONNECTED_INPUT',
        { node },
        `The input ${listOf(missing)} of "${node.name}" is not connected, so nothing comes from there.`,
        `Connect a step to it, or replace "${node.name}" by a step with one input.`,
      ),
    ];
  });
