import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { run } from './parse-csv.run.ts';
import { isWholeText } from './whole-text.ts';

const oneCharacter = z.string().refine((text) => text.length === 1, 'give one character');

const config = z.strictObject({
  text: expression(z.string(), { title: 'Text', help: 'The text of the file.', placeholder: '{{ item.text }}' }).default('{{ item.text }}'),
  delimiter: oneCharacter
    .default(',')
    .meta({ title: 'Delimiter', control: 'select', options: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } }),
  quote: z
    .enum(['"', "'", ''])
    .default('"')
    .meta({ title: 'Quote', control: 'select', options: { '"': 'double quote', "'": 'single quote', '': 'none' } }),
  header: z.boolean().default(true).meta({ title: 'First line names the columns' }),
  columns: z
    .array(z.string().min(1))
    .default([])
    .meta({ title: 'Columns', control: 'list', help: 'Their names, when the first line does not give them.' }),
  trim: z.boolean().default(true).meta({ title: 'Trim spaces around values' }),
});

export type ParseCsvConfig = z.output<typeof config>;

export const parseCsv = definePure({
  type: 'format.parse-csv',
  version: 1,
  title: 'Parse CSV',
  summary: 'Makes one record of each row of a CSV text',
  help: [
    'Reads CSV as RFC 4180 describes it: quoted fields may hold delimiters and line ends, a quote inside is doubled. A byte order mark is passed over. Every value stays text, so leading zeros of SKUs and GTINs survive.',
    '',
    'A row with too many or too few fields is lost alone and names its line; the others go on. Right behind the trigger it takes files of any size: they are cut between rows and worked on in chunks.',
    '',
    'From practice: spreadsheets in Europe write semicolons. When everything lands in one column, change the delimiter.',
  ].join('\n'),
  icon: 'file-type-csv',
  tile: 'transform',
  section: 'Transform',
  caption: 'by {delimiter}',
  keywords: ['csv', 'file', 'rows', 'spreadsheet', 'delimited', 'tsv'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'rows', title: 'Rows' }] },
  scope: 'item',
  cut: ({ text, delimiter, quote, header }) =>
    isWholeText(text) && delimiter.charCodeAt(0) < 128 ? { kind: 'csv', delimiter, quote, header } : null,
  run,
  examples: [
    {
      title: 'An inventory file',
      config: {},
      items: [{ text: 'sku,on_hand\nVLV-BR-075,12\n"HSE, 20 ft",3\n' }],
      emits: {
        rows: [
          { sku: 'VLV-BR-075', on_hand: '12' },
          { sku: 'HSE, 20 ft', on_hand: '3' },
        ],
      },
    },
    {
      title: 'A row with a field too many is lost alone',
      config: { delimiter: ';' },
      items: [{ text: 'sku;on_hand\nA;1\nB;2;3\nC;4' }],
      emits: {
        rows: [
          { sku: 'A', on_hand: '1' },
          { sku: 'C', on_hand: '4' },
        ],
      },
      fails: ['CSV_BAD_ROW'],
    },
  ],
});
