import { z } from 'zod';
import { defineEffect } from '../../contract/define-node.ts';
import { expression } from '../../contract/expression.ts';
import { erpConnection } from './erp-connection.ts';
import { complete, prepare } from './get-item.run.ts';
import { readRecord } from './read-outcome.ts';

const config = z.strictObject({
  connection: erpConnection,
  sku: expression(z.string().min(1), { title: 'SKU', placeholder: '{{ item.sku }}' }),
  into: z
    .string()
    .regex(/^[A-Za-z]\w{0,59}$/, 'a field name: a letter, then letters and digits')
    .default('erpItem')
    .meta({ title: 'Put it into', control: 'text' }),
});

export const getItem = defineEffect({
  kind: 'read',
  type: 'erp.get-item',
  version: 1,
  title: 'ERP get item',
  summary: 'Looks an item up in the ERP by its SKU',
  help: [
    'Reads the item a record names and adds it: description, unit of measure, list price, weight.',
    '',
    'An item the ERP does not know is no failure: the record leaves unchanged on `not-found`. A dead ERP is: it is tried again.',
    '',
    'From practice: for the lines of an order, split first and bring the lines together again behind this step.',
  ].join('\n'),
  icon: 'package',
  tile: 'outside',
  section: 'Systems',
  caption: '{sku}, {connection}',
  keywords: ['product', 'sku', 'enrich', 'lookup', 'unit of measure'],
  config,
  ports: {
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'found', title: 'Found' },
      { name: 'not-found', title: 'Not found', help: 'The ERP knows no such item' },
    ],
  },
  needs: ['http'],
  system: 'erp',
  idempotency: 'none',
  prepare,
  call: readRecord,
  complete,
  examples: [
    {
      title: 'A known item',
      config: { sku: '{{ item.sku }}' },
      item: { sku: 'VLV-BR-075', quantity: '24' },
      request: { method: 'GET', path: '/items/VLV-BR-075' },
      answer: { status: 200, body: '{"sku":"VLV-BR-075","uom":"EA","price":"11.40"}' },
      emits: { found: [{ sku: 'VLV-BR-075', quantity: '24', erpItem: { sku: 'VLV-BR-075', uom: 'EA', price: '11.40' } }] },
    },
    {
      title: 'A slash in a SKU stays within its segment',
      config: { sku: '{{ item.sku }}', into: 'master' },
      item: { sku: '1/2-NPT' },
      request: { method: 'GET', path: '/items/1%2F2-NPT' },
      answer: { status: 404, body: '{}' },
      emits: { 'not-found': [{ sku: '1/2-NPT' }] },
    },
  ],
});
