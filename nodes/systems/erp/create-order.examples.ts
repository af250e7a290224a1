import type { EffectExample } from '../../contract/define-node.ts';

const order = {
  orderNumber: '10482',
  customerPoNumber: 'PO 4711',
  placedAt: '2026-11-20T16:04:11.000Z',
  currency: 'USD',
  pricesIncludeTax: false,
  source: { system: 'shopify', id: '820982911946157876' },
  buyer: {
    name: 'Dana Whitfield',
    company: 'Harbor Hardware',
    email: 'dana@harborhardware.example',
    ids: [{ scheme: 'shopify', value: '715243470612851245' }],
  },
  billTo: null,
  shipTo: {
    name: 'Dana Whitfield',
    company: 'Harbor Hardware',
    address: { line1: '1180 Dock Rd', line2: 'Dock 4', city: 'Reno', region: 'NV', postalCode: '89502', country: 'US' },
  },
  lines: [
    {
      lineNumber: 1,
      sku: 'VLV-BR-075',
      description: 'Brass ball valve 3/4 in NPT, full port',
      quantity: { value: '24', uom: 'EA' },
      unitPrice: '11.40',
      discounts: [],
      taxes: [],
    },
  ],
  shipping: { service: 'UPS Ground' },
  totals: { discount: '0.00', shipping: '14.50', charges: '0.00', tax: '0.00', total: '288.10' },
  notes: [{ kind: 'buyer', text: 'Ring bell 3' }],
};

const body = {
  orderNumber: '10482',
  channel: 'shopify',
  sequence: null,
  sourceId: '820982911946157876',
  orderType: 'standard',
  hold: null,
  purchaseOrder: 'PO 4711',
  orderDate: '2026-11-20T16:04:11.000Z',
  requestedShipDate: null,
  warehouse: null,
  currency: 'USD',
  pricesIncludeTax: false,
  customer: {
    externalId: 'shopify:715243470612851245',
    name: 'Harbor Hardware',
    contact: 'Dana Whitfield',
    email: 'dana@harborhardware.example',
    phone: null,
  },
  billTo: null,
  shipTo: {
    name: 'Dana Whitfield',
    company: 'Harbor Hardware',
    line1: '1180 Dock Rd',
    line2: 'Dock 4',
    city: 'Reno',
    region: 'NV',
    postalCode: '89502',
    country: 'US',
    phone: null,
  },
  lines: [
    {
      line: 1,
      item: 'VLV-BR-075',
      description: 'Brass ball valve 3/4 in NPT, full port',
      quantity: '24',
      uom: 'EA',
      unitPrice: '11.40',
      discounts: [],
      taxes: [],
    },
  ],
  discount: '0.00',
  freight: '14.50',
  freightService: 'UPS Ground',
  charges: '0.00',
  tax: '0.00',
  total: '288.10',
  notes: ['Ring bell 3'],
};

const request = (more: Record<string, unknown> = {}) => ({
  method: 'POST' as const,
  path: '/orders',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...body, ...more }),
});

export const createOrderExamples: readonly EffectExample[] = [
  {
    title: 'An order is booked',
    config: {},
    item: order,
    request: request(),
    answer: {
      status: 201,
      body: '{"erpOrder":"SO-208841","orderNumber":"10482","status":"booked","lines":1,"total":"288.10","currency":"USD"}',
    },
    emits: { created: [{ ...order, erpOrder: 'SO-208841', erpStatus: 'booked' }] },
  },
  {
    title: 'An express order on hold for review',
    config: { orderType: 'express', hold: 'value above 5,000', warehouse: 'RNO1', requestedShipDate: '2026-11-23' },
    item: order,
    request: request({ orderType: 'express', hold: 'value above 5,000', requestedShipDate: '2026-11-23', warehouse: 'RNO1' }),
    answer: { status: 200, headers: { 'idempotent-replayed': 'true' }, body: '{"erpOrder":"SO-208842","status":"on-hold"}' },
    emits: { created: [{ ...order, erpOrder: 'SO-208842', erpStatus: 'on-hold' }] },
  },
];
