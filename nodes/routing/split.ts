import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { run } from './split.run.ts';

const config = z.strictObject({
  list: expression(z.array(anyValue), { title: 'List', help: 'Each entry becomes a record of its own.', placeholder: '{{ item.lines }}' }),
  whenEmpty: z
    .enum(['drop', 'fail'])
    .default('drop')
    .meta({ title: 'When the list is empty', control: 'select', options: { drop: 'nothing goes on', fail: 'the record fails' } }),
  parentInto: recordPath.optional().meta({
    title: 'Put the whole record into',
    help: 'A field of each entry that gets the record it came from. Empty: entries only.',
    placeholder: 'order',
  }),
  key: expression(anyValue, {
    title: 'Key',
    help: 'What people know the entry by; the entry is `each`.',
    placeholder: '{{ each.sku }}',
  }).optional(),
});

export const split = definePure({
  type: 'routing.split',
  version: 1,
  title: 'Split',
  summary: 'Makes a record of each entry of a list',
  help: [
    'A splitter. The entries leave in their order, and know the record they came from: they are its *group*. *Aggregate* by group puts them together again, and a failure scope of *group* loses the lines of one order together.',
    '',
    'A missing list counts as empty. What is no list fails its record.',
    '',
    'From practice: split as late as you can. One call to a system with all lines is faster, and simpler to repeat, than one call a line.',
  ].join('\n'),
  icon: 'arrows-split-2',
  tile: 'routing',
  section: 'Routing',
  caption: '{list}',
  keywords: ['splitter', 'for each', 'loop', 'lines', 'array', 'iterate'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Entries' }] },
  scope: 'item',
  run,
  examples: [
    {
      title: 'The lines of an order, each with the order number',
      config: { list: '{{ item.lines.map((line) => ({ ...line, order: item.number })) }}', key: '{{ each.sku }}' },
      items: [
        { number: 'SO-1', lines: [{ sku: 'A' }, { sku: 'B' }] },
        { number: 'SO-2', lines: [] },
      ],
      emits: {
        out: [
          { sku: 'A', order: 'SO-1' },
          { sku: 'B', order: 'SO-1' },
        ],
      },
    },
    {
      title: 'With the whole record beside each entry; one entry alone is no list',
      config: { list: '{{ item.lines }}', parentInto: 'order' },
      items: [
        { number: 1, lines: [{ sku: 'A' }] },
        { number: 2, lines: { sku: 'B' } },
      ],
      emits: { out: [{ sku: 'A', order: { number: 1, lines: [{ sku: 'A' }] } }] },
      fails: ['NOT_A_LIST'],
    },
  ],
});
