import type { EffectExample } from '../../contract/define-node.ts';

const item = { sku: 'VLV-BR-075', inventoryItemId: '530322695418700304', locationId: '905684977124656943', available: '77' };
const fields = { inventoryItemId: '{{ item.inventoryItemId }}', locationId: '{{ item.locationId }}', quantity: '{{ item.available }}' };
const ids = { inventoryItemId: 'gid://shopify/InventoryItem/530322695418700304', locationId: 'gid://shopify/Location/905684977124656943' };
const selection =
  '{\n    inventoryAdjustmentGroup { changes { name delta quantityAfterChange item { id } location { id } } }\n    userErrors { field message code }\n  }';

const request = (version: string, query: string, input: Record<string, unknown>) => ({
  method: 'POST' as const,
  path: `/admin/api/${version}/graphql.json`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables: { input } }),
});
const answer = (delta: number) => ({
  status: 200,
  body: JSON.stringify({
    data: {
      inventorySetQuantities: {
        inventoryAdjustmentGroup: { changes: [{ name: 'available', delta, quantityAfterChange: 77 }] },
        userErrors: [],
      },
    },
  }),
});

export const setInventoryExamples: readonly EffectExample[] = [
  {
    title: 'A quantity with the one expected before',
    config: { ...fields, changeFromQuantity: '{{ 57 }}' },
    item,
    request: request(
      '2026-04',
      `mutation SetInventory($input: InventorySetQuantitiesInput!, $idempotencyKey: String!) {\n  inventorySetQuantities(input: $input) @idempotent(key: $idempotencyKey) ${selection}\n}`,
      { name: 'available', reason: 'correction', quantities: [{ ...ids, quantity: 77, changeFromQuantity: 57 }] },
    ),
    answer: answer(20),
    emits: { set: [{ ...item, inventory: { delta: 20, quantityAfterChange: 77 } }] },
  },
  {
    title: 'The version before keys, without a check',
    config: { ...fields, apiVersion: '2025-10', reason: 'cycle_count_available' },
    item,
    request: request(
      '2025-10',
      `mutation SetInventory($input: InventorySetQuantitiesInput!) {\n  inventorySetQuantities(input: $input) ${selection}\n}`,
      {
        name: 'available',
        reason: 'cycle_count_available',
        ignoreCompareQuantity: true,
        quantities: [{ ...ids, quantity: 77 }],
      },
    ),
    answer: answer(-3),
    emits: { set: [{ ...item, inventory: { delta: -3, quantityAfterChange: 77 } }] },
  },
];
