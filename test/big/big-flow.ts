import type { FlowInput } from '@crossdock/flows/document/flow';
import type { ApiClient } from '../support/api-client.ts';

type Trigger = { readonly type: string; readonly config: Record<string, unknown> };

/** CSV rows are counted and summed by their column `qty`. */
export function countFlow(id: string, trigger: Trigger): FlowInput {
  return {
    format: 1,
    id,
    name: id,
    nodes: [
      { id: 'start', name: 'Start', ...trigger },
      { id: 'rows', type: 'format.parse-csv', name: 'Rows' },
      {
        id: 'count',
        type: 'routing.aggregate',
        name: 'Count',
        config: {
          by: 'all',
          into: '',
          summaries: [
            { target: 'rows', operation: 'count' },
            { target: 'qty', value: '{{ item.qty }}' },
          ],
        },
      },
    ],
    edges: [
      { from: { node: 'start', port: 'out' }, to: { node: 'rows', port: 'in' } },
      { from: { node: 'rows', port: 'rows' }, to: { node: 'count', port: 'in' } },
    ],
  };
}

export async function deploy(api: ApiClient, flow: FlowInput): Promise<void> {
  const draft = await api.post<{ flow: { id: string } }>('/flows', { name: flow.name, from: { flow } });
  await api.post(`/flows/${draft.flow.id}/versions`, { note: 'test', deployTo: ['dev'] });
}

/** The text of a file with so many rows, about 20 bytes each, each with the quantity 1. */
export function countFile(rows: number): string {
  return `sku,qty\n${Array.from({ length: rows }, (_, row) => `SKU-${String(row).padStart(12, '0')},1\n`).join('')}`;
}
