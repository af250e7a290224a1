import { contractUses } from '@crossdock/flows/check/contract-uses';
import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { variablesOf } from '@crossdock/flows/check/variable-uses';
import type { Flow } from '@crossdock/flows/document/flow';
import { valueAt } from '@crossdock/nodes/contract/descriptor';
import type { FlowKnowledge } from './flow-knowledge.ts';
import type { FlowRow } from './flows.ts';

export type FlowSummary = Pick<FlowRow, 'purpose' | 'channel' | 'owner' | 'trigger' | 'lookups' | 'variables' | 'contracts' | 'errors'>;

/** What the list of flows shows of a document. */
export function summaryOf(flow: Flow, { catalog }: Pick<FlowKnowledge, 'catalog'>): FlowSummary {
  const triggers = flow.nodes.flatMap((node) => {
    const descriptor = catalog.get(node.type, node.version);
    return descriptor?.kind === 'trigger'
      ? [{ type: node.type, icon: descriptor.icon, caption: caption(descriptor.caption, node.config) }]
      : [];
  });
  const lookups = [...new Set(lookupUses(flow, catalog).map((use) => use.table))];
  return {
    purpose: flow.purpose,
    channel: flow.channel,
    owner: flow.owner,
    trigger: triggers[0] ?? null,
    lookups,
    variables: variablesOf(flow, catalog),
    contracts: contractUses(flow, catalog),
  };
}

/** `POST {path}` with the values of the configuration. */
function caption(template: string, config: Record<string, unknown>): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, path: string) => {
    const value = valueAt(config, path);
    return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
  });
}
