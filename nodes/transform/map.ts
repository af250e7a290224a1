import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { type Expression, expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import type { Json } from '../contract/item.ts';
import { mapExamples } from './map.examples.ts';
import { run, setup } from './map.run.ts';

/** One line of a mapping; written out because it contains itself. */
export type MapLine = {
  target: string;
  value?: Expression<Json> | undefined;
  each?: Expression<Json> | undefined;
  fields?: MapLine[] | undefined;
  when?: Expression<boolean> | undefined;
  whenMissing: 'omit' | 'null' | 'fail';
};

const line: z.ZodType<MapLine> = z
  .strictObject({
    target: recordPath.meta({ title: 'Target', help: 'The field to fill, such as shipTo.name.', placeholder: 'shipTo.name' }),
    value: expression(anyValue, {
      title: 'Value',
      help: 'A constant or an expression. In a loop: each, index, parent.',
      placeholder: '{{ item.shipping_address.name }}',
    }).optional(),
    each: expression(anyValue, {
      title: 'For each of',
      help: 'A list; the target becomes a list.',
      placeholder: '{{ item.line_items }}',
    }).optional(),
    get fields() {
      return z.array(line).max(1000).optional().meta({ title: 'Fields', control: 'map-fields' });
    },
    when: expression(z.boolean(), { title: 'Only when', placeholder: '{{ item.is_company }}' }).optional(),
    whenMissing: z
      .enum(['omit', 'null', 'fail'])
      .default('omit')
      .meta({
        title: 'Without a value',
        control: 'select',
        options: { omit: 'leave the field out', null: 'write null', fail: 'fail the record' },
      }),
  })
  .superRefine((given, context) => {
    if (given.fields && given.value !== undefined)
      context.addIssue({ code: 'custom', path: ['value'], message: 'a line has either a value or fields of its own' });
    if (!given.fields && given.value === undefined)
      context.addIssue({ code: 'custom', path: ['value'], message: 'give a value, or fields of its own' });
  });

const config = z.strictObject({
  fields: z
    .array(line)
    .max(2000)
    .default([])
    .superRefine((lines, context) => {
      const seen = new Set<string>();
      for (const [i, { target, when }] of lines.entries()) {
        if (seen.has(target) && when === undefined)
          context.addIssue({
            code: 'custom',
            path: [i, 'target'],
            message: `"${target}" is filled twice; give the later line a condition`,
          });
        seen.add(target);
      }
    })
    .meta({ title: 'Fields', control: 'map-fields' }),
  keep: z
    .enum(['none', 'all'])
    .default('none')
    .meta({ title: 'Fields that are not mapped', control: 'select', options: { none: 'are left out', all: 'stay as they are' } }),
  contract: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*@\d+$/, 'a contract with its version, such as order@1')
    .optional()
    .meta({
      title: 'Result',
      help: 'The contract that the result must fit. The mapper lists its fields, and required ones that are not mapped are found before a run.',
      control: 'contract',
      placeholder: 'order@1',
    }),
  /** Where no contract names the result: what it looks like, as a JSON Schema. Read by the mapper only. */
  shape: z.record(z.string(), z.unknown()).optional().meta({ title: 'Shape of the result', control: 'hidden' }),
});

export const map = definePure({
  type: 'transform.map',
  version: 1,
  title: 'Map',
  summary: 'Builds a new record, field by field',
  help: [
    'Each line fills one field of the result: with a constant, a source field or a formula. A line with *For each of* fills a list; its own lines see the entry as `each`, its number as `index` and the entry of the loop around it as `parent`. Loops may be nested.',
    '',
    'A value that is missing or null is left out, written as null, or fails the record, as the line says. A formula that fails loses its record only, and the run names the line. Numbers that JSON cannot carry fail too, instead of becoming null in silence.',
    '',
    'From practice: amounts come as text and stay text; compute with `money`, never with + and *.',
  ].join('\n'),
  icon: 'transform',
  tile: 'transform',
  section: 'Transform',
  caption: '{fields.length} fields',
  keywords: ['mapper', 'message translator', 'transform', 'convert', 'rename', 'loop', 'canonical'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Mapped' }] },
  scope: 'item',
  setup,
  run,
  examples: mapExamples,
});
