import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { run } from './parse-json.run.ts';

const config = z.strictObject({
  text: expression(anyValue, { title: 'Text', help: 'Where the JSON text is.', placeholder: '{{ item.payload }}' }).prefault(
    '{{ item.text }}',
  ),
  into: z
    .union([z.literal(''), recordPath])
    .default('')
    .meta({ title: 'Put it into', help: 'Empty: it replaces the record.', control: 'text' }),
});

export const parseJson = definePure({
  type: 'transform.parse-json',
  version: 1,
  title: 'Parse JSON',
  summary: 'Turns JSON text into a record',
  help: [
    'For JSON that arrives as text inside of something else: a field of a form, a message of a queue, a column of a file.',
    '',
    'Long numbers (order ids beyond 2^53, amounts of more than 15 digits) become text with all their digits. Text that is no JSON fails its record and says at which place.',
    '',
    'From practice: a webhook with a JSON body needs no such step; its trigger has parsed it.',
  ].join('\n'),
  icon: 'json',
  tile: 'transform',
  section: 'Transform',
  caption: '{text}',
  keywords: ['json', 'decode', 'deserialise', 'text'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: 'item',
  run,
  examples: [
    {
      title: 'A payload inside a record, with a long id',
      config: { text: '{{ item.payload }}', into: 'order' },
      items: [{ payload: '{"id":820982911946154509,"total":"1.50"}' }, { payload: '{"id":' }],
      emits: { out: [{ payload: '{"id":820982911946154509,"total":"1.50"}', order: { id: '820982911946154509', total: '1.50' } }] },
      fails: ['NOT_JSON'],
    },
    { title: 'Instead of the record', config: {}, items: [{ text: '[1,2]' }, { text: 5 }], emits: { out: [[1, 2]] }, fails: ['NOT_TEXT'] },
  ],
});
