import { z } from 'zod';
import { defineEffect } from '../../contract/define-node.ts';
import { expression } from '../../contract/expression.ts';
import { erpConnection } from './erp-connection.ts';
import { complete, prepare } from './get-customer.run.ts';
import { readRecord } from './read-outcome.ts';

const config = z.strictObject({
  connection: erpConnection,
  customer: expression(z.string().min(1), {
    title: 'Customer',
    help: 'An account such as C-10301, or the id another system has, such as shopify:715243470612851245.',
    placeholder: '{{ item.buyer.ids[0].value }}',
  }),
  into: z
    .string()
    .regex(/^[A-Za-z]\w{0,59}$/, 'a field name: a letter, then letters and digits')
    .default('customer')
    .meta({ title: 'Put it into', control: 'text' }),
});

export const getCustomer = defineEffect({
  kind: 'read',
  type: 'erp.get-customer',
  version: 1,
  title: 'ERP get customer',
  summary: 'Looks a customer up in the ERP',
  help: [
    'Reads the customer an item names and adds it to the item: account, terms, address, tax exemption.',
    '',
    'A customer the ERP does not know is no failure: the item leaves unchanged on `not-found`. A dead ERP is: the item is tried again.',
    '',
    'From practice: wire `not-found` to a step that creates the customer or to a person, never back to `found`.',
  ].join('\n'),
  icon: 'user-search',
  tile: 'outside',
  section: 'Systems',
  caption: '{customer}, {connection}',
  keywords: ['account', 'buyer', 'enrich', 'lookup'],
  config,
  ports: {
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'found', title: 'Found' },
      { name: 'not-found', title: 'Not found', help: 'The ERP knows no such customer' },
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
      title: 'A known customer',
      config: { customer: '{{ "shopify:" + item.customerId }}' },
      item: { customerId: '715243470612851245' },
      request: { method: 'GET', path: '/customers/shopify%3A715243470612851245' },
      answer: { status: 200, body: '{"account":"C-10301","company":"Harbor Hardware","terms":"NET30"}' },
      emits: {
        found: [{ customerId: '715243470612851245', customer: { account: 'C-10301', company: 'Harbor Hardware', terms: 'NET30' } }],
      },
    },
    {
      title: 'A stranger',
      config: { customer: '{{ item.account }}' },
      item: { account: 'C-1' },
      request: { method: 'GET', path: '/customers/C-1' },
      answer: { status: 404, body: '{"error":{"code":"NOT_FOUND","message":"Customer C-1 is not known."}}' },
      emits: { 'not-found': [{ account: 'C-1' }] },
    },
  ],
});
