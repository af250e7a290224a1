import { check } from '@crossdock/flows/check/check';
import { configProblems } from '@crossdock/flows/check/config-problems';
import type { Flow, FlowNode, Problem } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { definitions } from '@crossdock/nodes/registry';
import { isLocal } from './step-problems.ts';

/**
 * What is wrong with the settings of one step, by the rules and in the words of the server, without asking it. Types that only the installation
 * knows are left to the server. Heavy: loaded on its own.
 */
export function checkStep(flow: Flow, node: FlowNode, catalog: Catalog): Problem[] {
  const alone: Flow = { ...flow, nodes: [node], edges: [], notes: [], tests: [], groups: [] };
  return check(alone, catalog, {
    checkConfig(type, version, config) {
      const definition = definitions.find((each) => each.type === type && each.version === version);
      return definition ? configProblems(definition.config, config) : [];
    },
  }).filter((problem) => problem.nodeId === node.id && isLocal(problem));
}

/** Whether this page knows the schema of a type, so that its own check can stand for the server's. */
export function knowsType(node: Pick<FlowNode, 'type' | 'version'>): boolean {
  return definitions.some((each) => each.type === node.type && each.version === node.version);
}
