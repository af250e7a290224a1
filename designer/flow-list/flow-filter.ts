import type { FlowSummary } from '../server/shapes.ts';
import { flowListTexts as texts } from '../texts/flow-list.ts';

export type FlowState = 'any' | 'live' | 'not-live' | 'changed' | 'exceptions';
export type FlowFilter = { text: string; channel: string; state: FlowState };

export const flowStates: { value: FlowState; label: string }[] = [
  { value: 'live', label: texts.liveHere },
  { value: 'not-live', label: texts.notLiveHere },
  { value: 'changed', label: texts.draftHasChanges },
  { value: 'exceptions', label: texts.withExceptions },
];

/** The flows a filter lets through, grouped by channel, by name within. */
export function filterFlows(flows: readonly FlowSummary[], filter: FlowFilter, env: string): FlowSummary[] {
  const words = filter.text.trim().toLowerCase().split(/\s+/);
  return flows
    .filter((flow) => {
      const text = `${flow.name} ${flow.purpose} ${flow.channel} ${flow.owner} ${flow.trigger?.caption ?? ''}`.toLowerCase();
      return (
        words.every((word) => text.includes(word)) &&
        (filter.channel === '' || flow.channel === filter.channel) &&
        isInState(flow, filter.state, env)
      );
    })
    .sort((a, b) => a.channel.localeCompare(b.channel) || a.name.localeCompare(b.name));
}

export function channelsOf(flows: readonly FlowSummary[]): string[] {
  return [...new Set(flows.map((flow) => flow.channel))].sort((a, b) => a.localeCompare(b));
}

function isInState(flow: FlowSummary, state: FlowState, env: string): boolean {
  switch (state) {
    case 'any':
      return true;
    case 'live':
      return flow.deployments[env] !== undefined;
    case 'not-live':
      return flow.deployments[env] === undefined;
    case 'changed':
      return flow.draft.isChanged;
    case 'exceptions':
      return flow.openExceptions > 0;
  }
}
