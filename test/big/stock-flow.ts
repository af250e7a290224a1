import type { FlowInput } from '@crossdock/flows/document/flow';
import type { ApiClient } from '../support/api-client.ts';

/** A stock file becomes what is on hand per SKU. */
const stockFlow: FlowInput = {
  format: 1,
  id: 'big-stock',
  name: 'Big stock file',
  nodes: [
    { id: 'file', type: 'trigger.webhook', name: 'Stock file', config: { path: 'big/stock' } },
    { id: 'rows', type: 'format.parse-csv', name: 'Rows' },
    {
      id: 'stock',
      type: 'routing.aggregate',
      name: 'On hand per SKU',
      config: {
        by: 'key',
        key: '{{ item.sku }}',
        keyInto: 'sku',
        into: '',
        summaries: [
          { target: 'onHand', value: '{{ Number(item.on_hand) }}' },
          { target: 'rows', operation: 'count' },
        ],
      },
      onFailure: { onMissing: 'proceed' },
    },
    {
      id: 'check',
      type: 'transform.code',
      name: 'All of it',
      config: { mode: 'all', code: 'return [Object.fromEntries(items.map(({ sku, onHand, rows }) => [sku, [onHand, rows]]))];' },
    },
  ],
  edges: [
    { from: { node: 'file', port: 'out' }, to: { node: 'rows', port: 'in' } },
    { from: { node: 'rows', port: 'rows' }, to: { node: 'stock', port: 'in' } },
    { from: { node: 'stock', port: 'out' }, to: { node: 'check', port: 'in' } },
  ],
};

/** Publishes it to dev; it listens at `/in/dev/big/stock`. */
export async function deployStockFlow(api: ApiClient): Promise<void> {
  const draft = await api.post<{ flow: { id: string } }>('/flows', { name: stockFlow.name, from: { flow: stockFlow } });
  await api.post(`/flows/${draft.flow.id}/versions`, { note: 'big', deployTo: ['dev'] });
}
