import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import { open } from './schedule.run.ts';

export const manual = defineTrigger({
  type: 'trigger.manual',
  version: 1,
  title: 'Manual start',
  summary: 'Starts when a person or the command line says so',
  help: [
    'Has no address: runs are started from the editor, from the command line or by another flow. The record is the JSON that was given.',
    '',
    'From practice: good for one-time loads and for trying steps out.',
  ].join('\n'),
  icon: 'player-play',
  tile: 'outside',
  section: 'Triggers',
  caption: 'by hand',
  keywords: ['start', 'button', 'test', 'once'],
  config: z.strictObject({}),
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Record' }] },
  binding: () => ({ kind: 'manual' }),
  open,
  examples: [
    {
      title: 'One record',
      config: {},
      message: { text: '{"sku":"VLV-BR-075"}', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ sku: 'VLV-BR-075' }],
    },
  ],
});
