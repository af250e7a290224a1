import type { PureExample } from '../contract/define-node.ts';

export const mapExamples: readonly PureExample[] = [
  {
    title: 'A shop order to the canonical order',
    config: {
      fields: [
        { target: 'orderNumber', value: '{{ text.after(item.name, "#") }}', whenMissing: 'fail' },
        { target: 'currency', value: 'USD' },
        { target: 'shipTo.name', value: '{{ text.join(" ", item.ship.first, item.ship.last) }}' },
        { target: 'shipTo.address.city', value: '{{ item.ship.city }}' },
        {
          target: 'lines',
          each: '{{ item.line_items }}',
          fields: [
            { target: 'lineNumber', value: '{{ index + 1 }}' },
            { target: 'sku', value: '{{ each.sku }}' },
            { target: 'quantity', value: '{{ String(each.quantity) }}' },
            { target: 'amount', value: '{{ money.multiply(each.price, each.quantity) }}' },
            {
              target: 'taxes',
              each: '{{ each.tax_lines }}',
              fields: [
                { target: 'of', value: '{{ parent.sku }}' },
                { target: 'amount', value: '{{ each.price }}' },
              ],
            },
          ],
        },
        { target: 'note', value: '{{ item.note }}' },
      ],
    },
    items: [
      {
        name: '#1001',
        ship: { first: 'Ada', last: 'Lovelace', city: 'Reno' },
        note: null,
        line_items: [
          { sku: 'A', quantity: 3, price: '0.10', tax_lines: [{ price: '0.02' }] },
          { sku: 'B', quantity: 1, price: '19.99' },
        ],
      },
    ],
    emits: {
      out: [
        {
          orderNumber: '1001',
          currency: 'USD',
          shipTo: { name: 'Ada Lovelace', address: { city: 'Reno' } },
          lines: [
            { lineNumber: 1, sku: 'A', quantity: '3', amount: '0.30', taxes: [{ of: 'A', amount: '0.02' }] },
            { lineNumber: 2, sku: 'B', quantity: '1', amount: '19.99' },
          ],
        },
      ],
    },
  },
  {
    title: 'Other fields stay; conditions and missing values',
    config: {
      keep: 'all',
      fields: [
        { target: 'customer.class', value: 'B2B', when: '{{ item.customer.company !== undefined }}' },
        { target: 'customer.class', value: 'B2C', when: '{{ item.customer.company === undefined }}' },
        { target: 'dueDate', value: '{{ item.due }}', whenMissing: 'null' },
        { target: 'codes', each: '{{ item.tags }}', value: '{{ each.toUpperCase() }}' },
      ],
    },
    items: [{ customer: { name: 'x', company: 'Acme' }, tags: ['a', 'b'] }, { customer: { name: 'y' } }],
    emits: {
      out: [
        { customer: { name: 'x', company: 'Acme', class: 'B2B' }, tags: ['a', 'b'], dueDate: null, codes: ['A', 'B'] },
        { customer: { name: 'y', class: 'B2C' }, dueDate: null },
      ],
    },
  },
  {
    title: 'What cannot be mapped is lost alone',
    config: {
      fields: [
        { target: 'number', value: '{{ item.number }}', whenMissing: 'fail' },
        { target: 'total', value: '{{ item.price * item.count }}' },
      ],
    },
    items: [
      { number: 1, price: 2, count: 2 },
      { price: 2, count: 2 },
      { number: 3, price: 2 },
    ],
    emits: { out: [{ number: 1, total: 4 }] },
    fails: ['MISSING_VALUE', 'NOT_A_NUMBER'],
  },
];
