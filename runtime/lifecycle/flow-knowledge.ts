import { configProblems } from '@crossdock/flows/check/config-problems';
import type { CheckOptions } from '@crossdock/flows/check/context';
import type { FlowNode } from '@crossdock/flows/document/flow';
import { type Catalog, catalogOf } from '@crossdock/flows/graph/catalog';
import { chunkTraits } from '@crossdock/flows/graph/chunk-traits';
import type { NodeDefinition } from '@crossdock/nodes/contract/define-node';
import { describe, type NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import type { IntakeBinding } from '@crossdock/nodes/contract/intake';
import type { ContractSource } from './contract-documents.ts';

/** What an installation knows about node types, as far as checking and showing flows needs it. */
export type FlowKnowledge = {
  readonly descriptors: readonly NodeDescriptor[];
  readonly catalog: Catalog;
  readonly checkOptions: Omit<CheckOptions, 'connections' | 'lookups'>;
  /** The configuration with its defaults; as it stands in the document while it is wrong. */
  configOf(node: FlowNode): Record<string, unknown>;
  /** How a trigger hears of messages; undefined for any other node, and while its configuration is wrong. */
  bindingOf(node: FlowNode): IntakeBinding | undefined;
};

export function flowKnowledge(definitions: readonly NodeDefinition[], contracts: ContractSource): FlowKnowledge {
  const descriptors = definitions.map(describe);
  const byType = new Map(definitions.map((definition) => [`${definition.type}@${definition.version}`, definition]));
  const definitionOf = (node: Pick<FlowNode, 'type' | 'version'>) => byType.get(`${node.type}@${node.version}`);

  const bindingOf = (node: FlowNode): IntakeBinding | undefined => {
    const definition = definitionOf(node);
    if (definition?.kind !== 'trigger') return undefined;
    const config = definition.config.safeParse(node.config);
    return config.success ? definition.binding(config.data) : undefined;
  };

  return {
    configOf(node) {
      const config = definitionOf(node)?.config.safeParse(node.config);
      return config?.success ? config.data : node.config;
    },
    descriptors,
    catalog: catalogOf(descriptors),
    bindingOf,
    checkOptions: {
      bindingOf,
      // There may be another one at each look.
      get contracts() {
        return contracts.names();
      },
      contractSchema: (name) => contracts.get(name)?.schema,
      checkConfig(type, version, config) {
        const definition = definitionOf({ type, version });
        return definition ? configProblems(definition.config, config) : [];
      },
      chunkTraitsOf(node) {
        const definition = definitionOf(node);
        const config = definition?.config.safeParse(node.config);
        return definition && config?.success ? chunkTraits(definition, config.data, node.disabled) : undefined;
      },
      idempotencyOf(node) {
        const definition = definitionOf(node);
        if (definition?.kind !== 'effect' || typeof definition.idempotency !== 'function') return undefined;
        const config = definition.config.safeParse(node.config);
        return config.success ? definition.idempotency(config.data) : undefined;
      },
    },
  };
}
