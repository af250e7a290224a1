import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { run } from './merge.run.ts';

const byKey = { mode: ['by-key'] };
const config = z
  .strictObject({
    mode: z
      .enum(['append', 'by-key', 'wait'])
      .default('append')
      .meta({
        title: 'Merge',
        control: 'select',
        options: {
          append: 'append: left, then right',
          'by-key': 'by key: each left with its right',
          wait: 'wait: left goes on when right has come',
        },
      }),
    leftKey: expression(anyValue, { title: 'Key of the left', placeholder: '{{ item.sku }}', when: byKey }).optional(),
    rightKey: expression(anyValue, { title: 'Key of the right', placeholder: '{{ item.sku }}', when: byKey }).optional(),
    join: z
      .enum(['inner', 'left'])
      .default('inner')
      .meta({
        title: 'A left without match',
        control: 'select',
        options: { inner: 'leaves on unmatched', left: 'goes on as it is' },
        when: byKey,
      }),
    several: z
      .enum(['first', 'each', 'fail'])
      .default('each')
      .meta({
        title: 'Several matches',
        control: 'select',
        options: { first: 'the first counts', each: 'each gives a record', fail: 'the record fails' },
        when: byKey,
      }),
    into: z
      .union([z.literal(''), recordPath])
      .default('')
      .meta({
        title: 'Put the match into',
        help: 'Empty: its fields are added, and the left record keeps what it has.',
        control: 'text',
        when: byKey,
      }),
  })
  .refine((given) => given.mode !== 'by-key' || (given.leftKey !== undefined && given.rightKey !== undefined), {
    message: 'say by which key of the left and of the right',
    path: ['leftKey'],
  });

export const merge = definePure({
  type: 'routing.merge',
  version: 1,
  title: 'Merge',
  summary: 'Brings two branches together',
  help: [
    'Waits until both branches have settled. *Append* puts the right records behind the left ones. *By key* joins each left record with the right records of the same key; numbers and text with the same digits are the same key. *Wait* lets the left records go on when the right branch is through.',
    '',
    'Right records that nobody asked for leave on `unmatched`, and with *leaves on unmatched* also left ones. A record without a key matches nothing.',
    '',
    'From practice: to add one field to a record, a *lookup* or a read step in line is simpler than a second branch and a merge.',
  ].join('\n'),
  icon: 'git-merge',
  tile: 'routing',
  section: 'Routing',
  caption: '{mode}',
  keywords: ['join', 'combine', 'enrich', 'append', 'union', 'barrier', 'wait for all'],
  config,
  ports: {
    inputs: [
      { name: 'left', title: 'Left' },
      { name: 'right', title: 'Right' },
    ],
    outputs: [
      { name: 'out', title: 'Merged' },
      { name: 'unmatched', title: 'Unmatched' },
    ],
  },
  scope: 'all',
  barrier: true,
  run,
  examples: [
    { title: 'Append', config: {}, items: [{ a: 1 }], inputs: { right: [{ b: 2 }] }, emits: { out: [{ a: 1 }, { b: 2 }] } },
    {
      title: 'Order lines with their articles',
      config: { mode: 'by-key', leftKey: '{{ item.sku }}', rightKey: '{{ item.number }}', into: 'article', several: 'first' },
      items: [{ sku: 'A' }, { sku: 'X' }],
      inputs: {
        right: [
          { number: 'A', weight: '1.5' },
          { number: 'A', weight: '9' },
          { number: 'B', weight: '2' },
        ],
      },
      emits: {
        out: [{ sku: 'A', article: { number: 'A', weight: '1.5' } }],
        unmatched: [{ sku: 'X' }, { number: 'B', weight: '2' }],
      },
    },
    {
      title: 'Every left goes on; its own fields win; each match gives a record',
      config: { mode: 'by-key', join: 'left', leftKey: '{{ item.id }}', rightKey: '{{ item.id }}' },
      items: [
        { id: 1, name: 'left' },
        { id: 2, name: 'alone' },
      ],
      inputs: {
        right: [
          { id: '1', name: 'r1', x: 1 },
          { id: '1', name: 'r2', x: 2 },
        ],
      },
      emits: {
        out: [
          { id: 1, name: 'left', x: 1 },
          { id: 1, name: 'left', x: 2 },
          { id: 2, name: 'alone' },
        ],
      },
    },
    {
      title: 'Several matches where one is expected',
      config: { mode: 'by-key', leftKey: '{{ item.id }}', rightKey: '{{ item.id }}', several: 'fail' },
      items: [{ id: 1 }],
      inputs: {
        right: [
          { id: 1, a: 1 },
          { id: 1, a: 2 },
        ],
      },
      emits: {},
      fails: ['SEVERAL_MATCHES'],
    },
    {
      title: 'Wait for the right branch',
      config: { mode: 'wait' },
      items: [{ a: 1 }],
      inputs: { right: [{ done: true }] },
      emits: { out: [{ a: 1 }] },
    },
  ],
});
