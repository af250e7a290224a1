import { z } from 'zod';
import { defineEffect, type Idempotency } from '../../contract/define-node.ts';
import { OutcomeUnknown } from '../../contract/errors.ts';
import { expression } from '../../contract/expression.ts';
import { setInventoryBatch } from './set-inventory.batch.ts';
import { setInventoryExamples } from './set-inventory.examples.ts';
import { complete, prepare } from './set-inventory.run.ts';

const config = z.strictObject({
  connection: z.string().min(1).default('shopify-admin').meta({
    title: 'Connection',
    help: 'Address of the shop, and its access token as header X-Shopify-Access-Token.',
    control: 'connection',
    system: 'shopify',
  }),
  apiVersion: z
    .enum(['2026-04', '2026-01', '2025-10'])
    .default('2026-04')
    .meta({ title: 'API version', help: 'From 2026-01 a repeated call is recognised by its key.', control: 'select' }),
  inventoryItemId: expression(z.string().min(1), {
    title: 'Inventory item',
    help: 'Digits or gid.',
    placeholder: '{{ item.inventoryItemId }}',
  }),
  locationId: expression(z.string().min(1), { title: 'Location', help: 'Digits or gid.', placeholder: '{{ item.locationId }}' }),
  quantity: expression(z.union([z.int(), z.string()]), {
    title: 'Quantity',
    help: 'The new absolute quantity, in whole pieces.',
    placeholder: '{{ item.available }}',
  }),
  changeFromQuantity: expression(z.union([z.int(), z.string(), z.null()]), {
    title: 'Expected quantity',
    help: 'What you believe is there. When it is not, nothing is changed. Empty: no check.',
    placeholder: '{{ item.lastKnown }}',
  }).prefault(''),
  name: z
    .enum(['available', 'on_hand'])
    .default('available')
    .meta({ title: 'Which quantity', control: 'select', options: { available: 'Available', on_hand: 'On hand' } }),
  reason: z
    .enum(['correction', 'cycle_count_available', 'received', 'restock', 'damaged', 'shrinkage', 'safety_stock', 'other'])
    .default('correction')
    .meta({ title: 'Reason', control: 'select' }),
  referenceDocumentUri: expression(z.string(), {
    title: 'Reference',
    help: 'A URI the shop shows in its history.',
    placeholder: 'wms://snapshot/{{ run.id }}',
  }).prefault(''),
});

export const setInventory = defineEffect({
  kind: 'effect',
  type: 'shopify.set-inventory',
  version: 1,
  title: 'Shopify set inventory',
  summary: 'Sets the quantity of an item at a location',
  help: [
    'Sets an absolute quantity with `inventorySetQuantities`. Use it where your system is the source of truth for stock; otherwise two systems overwrite each other.',
    '',
    'Up to 250 records go out in one call. The shop sets all or none of them: a record it refuses is left out as an exception, and the others go again.',
    '',
    'Throttling waits as long as Shopify’s cost figures say. A refusal (`userErrors`) is not tried again. From version 2026-01 a repeated call is recognised by its key;',
    'in 2025-10 an answer that got lost with an expected quantity is decided by a person.',
    '',
    'From practice: name the expected quantity. A sale between your snapshot and this call then shows as a conflict instead of an oversale.',
  ].join('\n'),
  icon: 'packages',
  tile: 'outside',
  section: 'Systems',
  caption: '{name}, {connection}',
  keywords: ['stock', 'availability', 'quantity', 'shop'],
  config,
  ports: {
    inputs: [{ name: 'in', title: 'Stock records' }],
    outputs: [{ name: 'set', title: 'Set', help: 'The record with inventory.delta and inventory.quantityAfterChange' }],
  },
  needs: ['http'],
  system: 'shopify',
  idempotency,
  prepare,
  async call(input) {
    const [outcome] = await setInventoryBatch.call({ ...input, members: [{ request: input.request }] });
    if (outcome === undefined || outcome === 'again')
      throw new OutcomeUnknown('NO_OUTCOME', 'Shopify did not say what became of the quantity.');
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  },
  batch: setInventoryBatch,
  complete,
  examples: setInventoryExamples,
});

function idempotency({ apiVersion, changeFromQuantity }: z.output<typeof config>): Idempotency {
  if (apiVersion !== '2025-10') return { key: { lifetimeHours: 24 } };
  // An absolute quantity without a check comes to the same when it is set twice within a short time.
  return changeFromQuantity === '' || changeFromQuantity === null ? { key: { lifetimeHours: 1 } } : 'none';
}
