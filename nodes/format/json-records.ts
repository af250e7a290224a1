import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { run } from './json-records.run.ts';
import { isWholeText } from './whole-text.ts';

const config = z.strictObject({
  text: expression(z.string(), { title: 'Text', help: 'The text of the file.', placeholder: '{{ item.text }}' }).default('{{ item.text }}'),
  layout: z
    .enum(['lines', 'array'])
    .default('lines')
    .meta({ title: 'Records are', control: 'select', options: { lines: 'one a line (JSON Lines)', array: 'the elements of a list' } }),
  path: z
    .string()
    .max(200)
    .default('')
    .meta({ title: 'List is at', help: 'Dotted path of the list; empty when the text is the list.', when: { layout: ['array'] } }),
});

export type JsonRecordsConfig = z.output<typeof config>;

export const jsonRecords = definePure({
  type: 'format.json-records',
  version: 1,
  title: 'Read JSON records',
  summary: 'Makes one record of each line or list element of a JSON text',
  help: [
    'Reads JSON Lines (one record a line), or the elements of one list. Long numbers keep all digits: they become text.',
    '',
    'What cannot be read is lost alone and names its line; the others go on. Right behind the trigger it takes files of any size: they are cut between records and worked on in chunks.',
    '',
    'From practice: ask partners for JSON Lines where you can. A broken line costs one record, a broken list may cost the rest of the file.',
  ].join('\n'),
  icon: 'json',
  tile: 'transform',
  section: 'Transform',
  caption: '{layout}',
  keywords: ['json', 'jsonl', 'ndjson', 'lines', 'array', 'list', 'file', 'big', 'stream'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'records', title: 'Records' }] },
  scope: 'item',
  cut: ({ text, layout, path }) =>
    isWholeText(text) ? (layout === 'lines' ? { kind: 'lines' } : { kind: 'json-array', path: path === '' ? [] : path.split('.') }) : null,
  run,
  examples: [
    {
      title: 'JSON Lines; a broken line is lost alone',
      config: {},
      items: [{ text: '{"sku":"A","qty":1}\n{"sku":\n\n{"sku":"B","qty":2}\n' }],
      emits: {
        records: [
          { sku: 'A', qty: 1 },
          { sku: 'B', qty: 2 },
        ],
      },
      fails: ['JSON_BAD_RECORD'],
    },
    {
      title: 'A list within an answer',
      config: { layout: 'array', path: 'data.orders' },
      items: [{ text: '{"data":{"orders":[{"id":820982911946154508},{"id":7}]}}' }],
      emits: { records: [{ id: '820982911946154508' }, { id: 7 }] },
    },
  ],
});
