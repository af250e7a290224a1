import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { run, setup } from './set-fields.run.ts';

const config = z.strictObject({
  fields: z
    .array(
      z
        .strictObject({
          name: recordPath.meta({ title: 'Field', control: 'place', placeholder: 'shipTo.country' }),
          value: expression(anyValue, { title: 'Value', placeholder: 'US' }),
        })
        .meta({ title: 'Field' }),
    )
    .max(500)
    .default([])
    .meta({ title: 'Set' }),
  remove: z
    .array(recordPath.meta({ title: 'Field', control: 'place', placeholder: 'customer.email' }))
    .max(500)
    .default([])
    .meta({ title: 'Remove', help: 'Fields to take away.' }),
});

export const setFields = definePure({
  type: 'transform.set-fields',
  version: 1,
  title: 'Set fields',
  summary: 'Adds, changes or removes fields of a record',
  help: [
    'Everything else in the record stays as it is. All expressions see the record as it came in, so the order of the lines does not matter. Fields are removed last.',
    '',
    'An expression that gives undefined leaves its field alone; one that fails loses its record only.',
    '',
    'From practice: for more than a handful of fields use *Map*, which shows what the target still wants.',
  ].join('\n'),
  icon: 'forms',
  tile: 'transform',
  section: 'Transform',
  caption: '{fields.length} fields',
  keywords: ['assign', 'add field', 'remove field', 'content enricher', 'default'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: 'item',
  setup,
  run,
  examples: [
    {
      title: 'A default, a computed field and one less',
      config: {
        fields: [
          { name: 'shipTo.country', value: '{{ item.shipTo.country ?? "US" }}' },
          { name: 'lines[0].first', value: true },
        ],
        remove: ['email'],
      },
      items: [{ email: 'a@b.c', shipTo: { city: 'Reno' }, lines: [{ sku: 'A' }, { sku: 'B' }] }],
      emits: { out: [{ shipTo: { city: 'Reno', country: 'US' }, lines: [{ sku: 'A', first: true }, { sku: 'B' }] }] },
    },
  ],
});
