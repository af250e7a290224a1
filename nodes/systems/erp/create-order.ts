import { z } from 'zod';
import { defineEffect } from '../../contract/define-node.ts';
import { expression } from '../../contract/expression.ts';
import { createOrderExamples } from './create-order.examples.ts';
import { complete, prepare } from './create-order.run.ts';
import { erpConnection } from './erp-connection.ts';
import { createOutcome } from './erp-outcome.ts';
import { lookUpOrder } from './look-up-order.ts';

const config = z.strictObject({
  connection: erpConnection,
  orderType: z
    .enum(['standard', 'express'])
    .default('standard')
    .meta({
      title: 'Order type',
      help: 'Express orders are picked first.',
      control: 'select',
      options: { standard: 'Standard sales order', express: 'Express sales order' },
    }),
  orderNumber: expression(z.string().min(1), {
    title: 'Order number',
    help: 'The number people search by, in the ERP and here.',
    placeholder: '{{ item.orderNumber }}',
  }).prefault('{{ item.orderNumber }}'),
  requestedShipDate: expression(z.string(), {
    title: 'Requested ship date',
    help: 'A day such as 2026-11-23. Empty: as soon as possible.',
    placeholder: '{{ item.requestedShipDate }}',
  }).prefault('{{ item.requestedShipDate ?? "" }}'),
  warehouse: expression(z.string(), { title: 'Warehouse', help: 'Empty: the ERP chooses.', placeholder: 'RNO1' }).prefault(''),
  repeats: z
    .enum(['key', 'order-number'])
    .default('key')
    .meta({
      title: 'A repeat is known by',
      help: 'How it is found out whether an order arrived when no answer came back.',
      control: 'select',
      options: { key: 'Its idempotency key', 'order-number': 'Looking its number up' },
    }),
  hold: expression(z.string(), {
    title: 'Hold reason',
    help: 'With a reason the order is filed but not released until the order desk frees it.',
    placeholder: '{{ (item.holds ?? []).join(", ") }}',
  }).prefault(''),
});

export const createOrder = defineEffect({
  kind: 'effect',
  type: 'erp.create-order',
  version: 1,
  title: 'ERP create order',
  summary: 'Files a canonical order in the ERP',
  help: [
    'Sends an order of contract `order@1` to the ERP and adds the number it got: `erpOrder`, and `erpStatus` (`booked` or `on-hold`).',
    '',
    'Each order carries an idempotency key, which the ERP honours for 24 hours: after a lost answer the same request is sent again and no second order appears.',
    'Later than that, and for an ERP that knows no keys, the order number is looked up first.',
    'What the ERP refuses (an unknown item, a wrong postcode, totals that do not add up) is not tried again; it leaves on `error` or waits as an exception.',
    '',
    'From practice: put the check against `order@1` right before this step, so that mapping mistakes are found by name and not by the ERP.',
  ].join('\n'),
  icon: 'building-warehouse',
  tile: 'outside',
  section: 'Systems',
  caption: '{orderType}, {connection}',
  keywords: ['sales order', 'book', 'SO', 'customer order'],
  config,
  ports: {
    inputs: [{ name: 'in', title: 'Orders' }],
    outputs: [{ name: 'created', title: 'Created', help: 'The order with erpOrder and erpStatus' }],
  },
  needs: ['http'],
  system: 'erp',
  idempotency: ({ repeats }) => (repeats === 'key' ? { key: { lifetimeHours: 24 } } : { lookUp: true }),
  prepare,
  call: async ({ request, http, idempotencyKey }) => {
    const answer = await http.send({ ...request, headers: { ...request.headers, 'idempotency-key': idempotencyKey } });
    const error = createOutcome(answer);
    if (error) throw error;
    return { ...answer, seenBefore: answer.headers['idempotent-replayed'] === 'true' };
  },
  lookUp: lookUpOrder,
  complete,
  examples: createOrderExamples,
});
