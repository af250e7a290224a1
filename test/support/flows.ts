import type { FlowInput } from '@crossdock/flows/document/flow';
import type { ApiClient } from './api-client.ts';
import { isFinal, type RunDetail } from './runs.ts';
import { until } from './until.ts';

type Step = Omit<NonNullable<FlowInput['nodes']>[number], 'name'>;

/** A webhook at `/in/dev/ID` and one step after the other. */
export function chain(id: string, steps: readonly Step[], settings: FlowInput['settings'] = {}): FlowInput {
  const nodes = [{ id: 'hook', type: 'trigger.webhook', config: { path: id } }, ...steps];
  return {
    format: 1,
    id,
    name: id,
    settings,
    nodes: nodes.map((node) => ({ name: node.id, ...node })),
    edges: steps.map((step, i) => ({ from: { node: nodes[i]?.id ?? '', port: 'out' }, to: { node: step.id, port: 'in' } })),
  };
}

/** Runs a draft with one message; resolves when the run has ended. The draft is made, or replaced. */
export async function tryFlow(api: ApiClient, flow: FlowInput, body: unknown): Promise<RunDetail> {
  await api.put(`/flows/${flow.id}`, { flow });
  const { runId } = await api.post<{ runId: string }>(`/flows/${flow.id}/test-runs`, { env: 'dev', message: { body } });
  return until('the test run to end', () => api.get<RunDetail>(`/runs/${runId}`), isFinal);
}

/** The records that a step gave out on a port, as people see them. */
export async function outputOf(api: ApiClient, runId: string, nodeId: string, port = 'out'): Promise<readonly unknown[]> {
  const { output } = await api.get<{ output: Record<string, readonly { readonly json: unknown }[]> }>(`/runs/${runId}/steps/${nodeId}`);
  return (output[port] ?? []).map(({ json }) => json);
}
