import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import { open } from './download.run.ts';
import { charsets, charsetTitles } from './file-fields.ts';
import { cronField, misfireField, zoneField } from './timing-fields.ts';

const config = z.strictObject({
  cron: cronField,
  zone: zoneField,
  connection: z.string().min(1, 'choose a connection').meta({ title: 'Connection', control: 'connection', system: 'http' }),
  path: z
    .string()
    .regex(/^\/[^\s#]*$/, 'a path that begins with /, without blanks')
    .max(500)
    .meta({
      title: 'Path',
      help: '{date} stands for the day of the due time (UTC), as 2026-11-21.',
      placeholder: '/exports/stock-{date}.csv',
    }),
  charset: z.enum(charsets).default('utf-8').meta({ title: 'Written in', control: 'select', options: charsetTitles }),
  misfire: misfireField,
});

export const download = defineTrigger({
  type: 'trigger.download',
  version: 1,
  title: 'Download',
  summary: 'Fetches a file of any size at set times',
  help: [
    'At each time of the cron expression it asks the connection for the file and keeps it, before anything is done with it: what cannot be fetched twice in the same way is read once. However many servers run, each time starts one run.',
    '',
    'The record holds `text`, `path` and `due`. Put a reader (*Parse CSV*, *Read JSON records*) right behind it: then the file may be of any size, and is worked on in chunks. A file that cannot be had after five tries is an exception.',
    '',
    'From practice: leave the other side some minutes between the end of its export and your time.',
  ].join('\n'),
  icon: 'cloud-download',
  tile: 'outside',
  section: 'Triggers',
  caption: '{path}, {cron}',
  keywords: ['fetch', 'http', 'file', 'csv', 'export', 'nightly', 'big', 'schedule'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'File' }] },
  binding: ({ cron, zone, misfire, connection, path, charset }) => ({
    kind: 'schedule',
    timing: { kind: 'cron', cron, zone },
    misfire,
    download: { connection, path, charset },
  }),
  open,
  examples: [
    {
      title: 'A nightly export',
      config: { connection: 'wms', path: '/exports/stock-{date}.csv' },
      message: {
        text: 'sku,on_hand\nA,1\n',
        contentType: 'text/csv',
        headers: { 'x-download-path': '/exports/stock-2026-11-21.csv', 'x-download-due': '2026-11-21T06:00:00.000Z' },
        query: {},
      },
      emits: [{ text: 'sku,on_hand\nA,1\n', path: '/exports/stock-2026-11-21.csv', due: '2026-11-21T06:00:00.000Z' }],
    },
  ],
});
