import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import { open } from './file.run.ts';
import { charsets, charsetTitles } from './file-fields.ts';

const config = z.strictObject({
  folder: z
    .string()
    .regex(
      /^[A-Za-z0-9_][A-Za-z0-9 ._-]*(\/[A-Za-z0-9_][A-Za-z0-9 ._-]*)*$/,
      'names of folders, with "/" between them; none begins with a dot',
    )
    .max(200)
    .meta({
      title: 'Folder',
      help: "Below the environment's folder, which whoever runs Crossdock sets with CROSSDOCK_FILES.",
      placeholder: 'wms/stock',
    }),
  pattern: z
    .string()
    .regex(/^[^/\\]+$/, 'a name, in which * stands for anything and ? for one character')
    .max(120)
    .default('*')
    .meta({ title: 'Files', help: '* stands for anything, ? for one character.', placeholder: 'stock-*.csv' }),
  charset: z.enum(charsets).default('utf-8').meta({ title: 'Written in', control: 'select', options: charsetTitles }),
  everySeconds: z.number().min(1).max(3600).default(10).meta({ title: 'Look every', control: 'duration', unit: 'seconds' }),
});

export const file = defineTrigger({
  type: 'trigger.file',
  version: 1,
  title: 'File',
  summary: 'Starts a run for each file that is put into a folder',
  help: [
    'Watches a folder. A file is taken once it has stopped growing: its size and time are the same at two looks. Each is taken once, known by its name, size and time; afterwards it lies in `done`, or in `failed` with the reason beside it. Names that begin with a dot, or end in `.tmp`, `.part` or `.filepart`, are left alone until they are renamed. What ends in `.gz` is unpacked.',
    '',
    'The record holds `text`, `file` (the name), `bytes` and `modifiedAt`. Put a reader (*Parse CSV*, *Read JSON records*) right behind it: then files may be of any size, and are worked on in chunks.',
    '',
    'From practice: have the other side write under a name with `.tmp` and rename at the end. No half file is ever read then, however slow the line.',
  ].join('\n'),
  icon: 'file-import',
  tile: 'outside',
  section: 'Triggers',
  caption: '{folder}/{pattern}',
  keywords: ['folder', 'watch', 'directory', 'drop', 'import', 'csv', 'batch', 'big'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'File' }] },
  binding: ({ folder, pattern, charset, everySeconds }) => ({ kind: 'file', folder, pattern, charset, everyMs: everySeconds * 1000 }),
  open,
  examples: [
    {
      title: 'A stock file',
      config: { folder: 'wms/stock' },
      message: {
        text: 'sku,on_hand\nA,1\n',
        contentType: 'text/csv',
        headers: { 'x-file-name': 'stock-2026-11-21.csv', 'x-file-bytes': '16', 'x-file-modified': '2026-11-21T06:00:00.000Z' },
        query: {},
      },
      emits: [{ text: 'sku,on_hand\nA,1\n', file: 'stock-2026-11-21.csv', bytes: 16, modifiedAt: '2026-11-21T06:00:00.000Z' }],
    },
  ],
});
