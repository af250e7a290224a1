import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { combining, run } from './aggregate.run.ts';
import { operations } from './summaries.run.ts';

const config = z
  .strictObject({
    by: z
      .enum(['group', 'key', 'all'])
      .default('group')
      .meta({
        title: 'One result for',
        control: 'select',
        options: { group: 'what one split took apart', key: 'each key', all: 'everything' },
      }),
    key: expression(anyValue, { title: 'Key', placeholder: '{{ item.sku }}', when: { by: ['key'] } }).optional(),
    keyInto: recordPath.default('key').meta({ title: 'Put the key into', when: { by: ['key'] } }),
    collect: expression(anyValue, { title: 'Collect', help: 'What is kept of each record.' }).prefault('{{ item }}'),
    into: z
      .union([z.literal(''), recordPath])
      .default('items')
      .meta({ title: 'Put the list into', help: 'Empty: no list, only the sums below.', control: 'text' }),
    summaries: z
      .array(
        z
          .strictObject({
            target: recordPath.meta({ title: 'Field', placeholder: 'total' }),
            operation: z.enum(operations).default('sum').meta({ title: 'Is', control: 'select' }),
            value: expression(anyValue, { title: 'of', placeholder: '{{ item.quantity }}' }).optional(),
          })
          .meta({ title: 'Sum or count' }),
      )
      .default([])
      .meta({ title: 'Sums and counts' }),
  })
  .refine((given) => given.by !== 'key' || (given.key !== undefined && given.key !== ''), { message: 'say which key', path: ['key'] });

export const aggregate = definePure({
  type: 'routing.aggregate',
  version: 1,
  title: 'Aggregate',
  summary: 'Puts records together: per group, per key or all',
  help: [
    'An aggregator. It waits until everything before it has settled, then makes one record per group, in the order in which the groups first appeared. Sums are exact: decimal text stays decimal text.',
    '',
    'When records were lost before, the setting *When items are missing* decides: by default nothing is put together from the rest (99 of 100 warehouses must never give a wrong sum in silence). Set it to *proceed* where a part is better than nothing.',
    '',
    'A big file comes here in chunks: each is summed on its own, and the sums are put together in the order of the file. A list over the whole file may hold 10,000 records per result.',
    '',
    'From practice: after a split, leave it at *what one split took apart*: order lines find back to their order without any key.',
  ].join('\n'),
  icon: 'arrows-join-2',
  tile: 'routing',
  section: 'Routing',
  caption: 'by {by}',
  keywords: ['aggregator', 'group', 'sum', 'collect', 'join', 'batch', 'barrier'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Together' }] },
  scope: 'all',
  barrier: true,
  run,
  combining,
  examples: [
    {
      title: 'Available stock per SKU over all warehouses',
      config: {
        by: 'key',
        key: '{{ item.sku }}',
        keyInto: 'sku',
        into: '',
        summaries: [{ target: 'available', value: '{{ item.quantity }}' }],
      },
      items: [
        { sku: 'A', quantity: '10.5' },
        { sku: 'B', quantity: '1' },
        { sku: 'A', quantity: '0.5' },
      ],
      emits: {
        out: [
          { sku: 'A', available: '11.0' },
          { sku: 'B', available: '1' },
        ],
      },
    },
    {
      title: 'Everything in one record, with what is needed of each',
      config: {
        by: 'all',
        collect: '{{ item.sku }}',
        into: 'skus',
        summaries: [
          { target: 'lines', operation: 'count' },
          { target: 'dates.first', operation: 'min', value: '{{ item.due }}' },
        ],
      },
      items: [
        { sku: 'B', due: '2026-04-02' },
        { sku: 'A', due: '2026-03-31' },
      ],
      emits: { out: [{ lines: 2, dates: { first: '2026-03-31' }, skus: ['B', 'A'] }] },
    },
  ],
});
