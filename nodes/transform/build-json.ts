import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { run } from './build-json.run.ts';

const config = z.strictObject({
  value: expression(anyValue, { title: 'Value', help: 'What becomes JSON text.' }).prefault('{{ item }}'),
  into: recordPath.default('text').meta({ title: 'Put the text into' }),
  indent: z.int().min(0).max(8).default(0).meta({ title: 'Indent', unit: 'blanks', help: '0: all on one line.' }),
});

export const buildJson = definePure({
  type: 'transform.build-json',
  version: 1,
  title: 'Build JSON',
  summary: 'Writes a value as JSON text into a field',
  help: [
    'For systems that take JSON as text inside of something else. The rest of the record stays.',
    '',
    'What JSON cannot carry (a number that is no number, a record that contains itself) fails its record.',
    '',
    'From practice: steps that call a system with a JSON body write it themselves.',
  ].join('\n'),
  icon: 'code-dots',
  tile: 'transform',
  section: 'Transform',
  caption: '{into}',
  keywords: ['json', 'encode', 'serialise', 'stringify', 'text'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: 'item',
  run,
  examples: [
    {
      title: 'The lines as text',
      config: { value: '{{ item.lines }}', into: 'payload' },
      items: [{ lines: [{ sku: 'A' }] }],
      emits: { out: [{ lines: [{ sku: 'A' }], payload: '[{"sku":"A"}]' }] },
    },
  ],
});
