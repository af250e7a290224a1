import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { code as codeField } from '../contract/expression.ts';
import { run, type UserCode } from './code.run.ts';

const config = z.strictObject({
  mode: z
    .enum(['each', 'all'])
    .default('each')
    .meta({ title: 'Runs', control: 'select', options: { each: 'for each record', all: 'once, for all records' } }),
  code: codeField<UserCode>({
    title: 'JavaScript',
    help: 'For each record: item, key, headers. For all: items. Also run, env, vars and the function library. Return what goes on.',
    parameters: ['item', 'items', 'key', 'headers'],
    placeholder: 'item.total = money.sum(item.lines, "amount");\nreturn item;',
  }).default('return item;'),
});

export const code = definePure({
  type: 'transform.code',
  version: 1,
  title: 'Code',
  summary: 'JavaScript, where nothing else fits',
  help: [
    'Runs in the sandbox: no network, no files, no timers, no clock but `run.now`, and limits on time and memory. It gets a copy and may change it.',
    '',
    'For each record, return the new record, or null to drop it; what throws is lost alone. For all, return a list: entries that were in `items` keep their identity. The result must be plain data; dates become text.',
    '',
    'From practice: when the same code appears in a second flow, ask for a node. Code is the one step that a check cannot look into.',
  ].join('\n'),
  icon: 'braces',
  tile: 'transform',
  section: 'Transform',
  caption: 'JavaScript, {mode}',
  keywords: ['javascript', 'script', 'function', 'custom', 'js'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: ({ mode }) => (mode === 'each' ? 'item' : 'all'),
  run,
  examples: [
    {
      title: 'A sum for each order, without orders that have no lines',
      config: { code: 'if (item.lines.length === 0) return null;\nitem.total = money.sum(item.lines, "amount");\nreturn item;' },
      items: [{ lines: [{ amount: '0.10' }, { amount: '0.20' }] }, { lines: [] }, {}],
      emits: { out: [{ lines: [{ amount: '0.10' }, { amount: '0.20' }], total: '0.30' }] },
      fails: ['CODE_FAILED'],
    },
    {
      title: 'The newest record of each SKU',
      config: { mode: 'all', code: 'return list.unique(items.toReversed(), "sku");' },
      items: [
        { sku: 'A', n: 1 },
        { sku: 'B', n: 2 },
        { sku: 'A', n: 3 },
      ],
      emits: {
        out: [
          { sku: 'A', n: 3 },
          { sku: 'B', n: 2 },
        ],
      },
    },
    { title: 'A forgotten return', config: { code: 'item.x = 1;' }, items: [{}], emits: {}, fails: ['CODE_RETURNED_NOTHING'] },
  ],
});
