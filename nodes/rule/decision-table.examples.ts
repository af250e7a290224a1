import type { PureExample } from '../contract/define-node.ts';

const route = {
  inputs: [
    { label: 'Total', value: '{{ item.total }}', type: 'number' },
    { label: 'State', value: '{{ item.shipTo?.state }}', type: 'text' },
    { label: 'New customer', value: '{{ item.isNew }}', type: 'boolean' },
  ],
  outputs: [{ name: 'route' }, { name: 'warehouse.code' }],
  rows: [
    { when: ['>= 2,500', '-', 'true'], give: ['review', ''], note: 'new customers with big orders are looked at' },
    { when: ['(0..2500)', 'NV, CA', '-'], give: ['priority', 'RNO1'] },
    { when: ['-', 'not(NV, CA)', '-'], give: ['normal', '{{ item.shipTo.state === "PR" ? "MIA1" : "MEM1" }}'] },
  ],
};

const surcharges = {
  inputs: [{ label: 'Weight', value: '{{ item.kg }}', type: 'number' }],
  outputs: [{ name: 'fee', type: 'number' }],
  rows: [
    { when: ['-'], give: ['1.50'] },
    { when: ['> 10'], give: ['4.25'] },
    { when: ['> 30, empty'], give: ['20.00'] },
  ],
};

export const decisionTableExamples: readonly PureExample[] = [
  {
    title: 'The first row that matches',
    config: { table: route },
    items: [
      { total: '2500.00', isNew: true, shipTo: { state: 'NV' } },
      { total: 99.5, isNew: false, shipTo: { state: 'CA' } },
      { total: '10', shipTo: { state: 'PR' } },
      { total: '0', shipTo: { state: 'NV' } },
      { total: 'much', shipTo: { state: 'NV' } },
    ],
    emits: {
      out: [
        { total: '2500.00', isNew: true, shipTo: { state: 'NV' }, route: 'review' },
        { total: 99.5, isNew: false, shipTo: { state: 'CA' }, route: 'priority', warehouse: { code: 'RNO1' } },
        { total: '10', shipTo: { state: 'PR' }, route: 'normal', warehouse: { code: 'MIA1' } },
      ],
    },
    fails: ['NO_ROW', 'RULE_INPUT'],
  },
  {
    title: 'Unique: two rows that match fail the record',
    config: { hitPolicy: 'unique', table: { ...surcharges, rows: surcharges.rows.slice(1) }, onNoMatch: 'default', defaults: ['0'] },
    items: [{ kg: 5 }, { kg: 20 }, { kg: 31 }, {}],
    emits: { out: [{ kg: 5, fee: '0' }, { kg: 20, fee: '4.25' }, { fee: '20.00' }] },
    fails: ['SEVERAL_ROWS'],
  },
  {
    title: 'Any: several rows, if they say the same',
    config: {
      hitPolicy: 'any',
      table: {
        inputs: [{ label: 'Due', value: '{{ item.due }}', type: 'date' }],
        outputs: [{ name: 'late' }],
        rows: [
          { when: ['< 2026-04-01'], give: ['{{ true }}'] },
          { when: ['2026-01-01..2026-02-01'], give: ['{{ true }}'] },
          { when: ['2026-03-01'], give: ['{{ false }}'] },
        ],
      },
      onNoMatch: 'pass',
    },
    items: [{ due: '2026-01-15' }, { due: '2026-03-01' }, { due: '2026-05-01T00:00:00Z' }],
    emits: { out: [{ due: '2026-01-15', late: true }, { due: '2026-05-01T00:00:00Z' }] },
    fails: ['ROWS_DISAGREE'],
  },
  {
    title: 'Collect: the exact sum of all surcharges',
    config: { hitPolicy: 'collect', collect: 'sum', table: surcharges, into: 'surcharge' },
    items: [{ kg: 5 }, { kg: '30.01' }],
    emits: {
      out: [
        { kg: 5, surcharge: { fee: '1.50' } },
        { kg: '30.01', surcharge: { fee: '25.75' } },
      ],
    },
  },
  {
    title: 'Rule order: every result, as the table lists them',
    config: { hitPolicy: 'rule-order', table: surcharges, into: 'fees' },
    items: [{ kg: 11 }],
    emits: { out: [{ kg: 11, fees: [{ fee: '1.50' }, { fee: '4.25' }] }] },
  },
];
