import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue, recordPath } from '../contract/fields.ts';
import { decisionTableExamples } from './decision-table.examples.ts';
import { run, setup } from './decision-table.run.ts';
import { CellError, parseCell } from './unary-test.ts';

const cellTypes = ['text', 'number', 'boolean', 'date'] as const;
const result = expression(anyValue, { title: 'Result' });
const unit = z.string().max(20).default('').meta({ title: 'Unit', placeholder: 'USD', help: 'Stands in the head of the column.' });
const allowed = z
  .string()
  .max(4000)
  .default('')
  .meta({ title: 'Allowed values', placeholder: 'EU, US, UK', help: 'Written as a cell. Gaps are looked for only among them.' });

const table = z
  .strictObject({
    inputs: z
      .array(
        z.strictObject({
          label: z.string().min(1).max(80).meta({ title: 'Name', placeholder: 'Total' }),
          value: expression(anyValue, { title: 'Value', placeholder: '{{ item.totals.total }}' }),
          type: z.enum(cellTypes).default('text').meta({ title: 'Type', control: 'select' }),
          unit,
          allowed,
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Conditions' }),
    outputs: z
      .array(
        z.strictObject({
          name: recordPath.meta({ title: 'Field', placeholder: 'route' }),
          type: z.enum(cellTypes).default('text').meta({ title: 'Type', control: 'select' }),
          unit,
          allowed,
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Results' }),
    rows: z
      .array(
        z.strictObject({
          when: z.array(z.string().max(2000)).default([]).meta({ title: 'When' }),
          give: z.array(result).default([]).meta({ title: 'Result' }),
          note: z.string().max(500).default('').meta({ title: 'Note' }),
        }),
      )
      .max(2000)
      .default([])
      .meta({ title: 'Rows' }),
  })
  .superRefine(({ inputs, outputs, rows }, context) => {
    for (const [side, columns] of Object.entries({ inputs, outputs }))
      for (const [i, { type, allowed: values }] of columns.entries()) {
        const problem = cellProblem(values, type);
        if (problem) context.addIssue({ code: 'custom', path: [side, i, 'allowed'], message: `allowed values: ${problem}` });
      }
    for (const [i, row] of rows.entries()) {
      if (row.when.length !== inputs.length)
        context.addIssue({
          code: 'custom',
          path: ['rows', i, 'when'],
          message: `row ${i + 1} has ${row.when.length} conditions for ${inputs.length} columns`,
        });
      if (row.give.length !== outputs.length)
        context.addIssue({
          code: 'custom',
          path: ['rows', i, 'give'],
          message: `row ${i + 1} has ${row.give.length} results for ${outputs.length} columns`,
        });
      for (const [column, cell] of row.when.entries()) {
        const problem = cellProblem(cell, inputs[column]?.type ?? 'text');
        if (problem) context.addIssue({ code: 'custom', path: ['rows', i, 'when', column], message: `row ${i + 1}: ${problem}` });
      }
    }
  })
  .meta({ title: 'Table', control: 'decision-table' });

const config = z
  .strictObject({
    hitPolicy: z
      .enum(['first', 'unique', 'any', 'collect', 'rule-order'])
      .default('first')
      .meta({
        title: 'Hit policy',
        control: 'select',
        options: {
          first: 'First: the first row that matches',
          unique: 'Unique: exactly one row may match',
          any: 'Any: several may match with the same result',
          collect: 'Collect: all that match, as a list or a sum',
          'rule-order': 'Rule order: all that match, in the order of the table',
        },
      }),
    table: table.prefault({}),
    collect: z
      .enum(['list', 'sum', 'min', 'max', 'count'])
      .default('list')
      .meta({ title: 'Collect as', control: 'select', when: { hitPolicy: ['collect'] } }),
    onNoMatch: z
      .enum(['fail', 'default', 'pass'])
      .default('fail')
      .meta({
        title: 'When no row matches',
        control: 'select',
        options: { fail: 'the record fails', default: 'the default result', pass: 'the record goes on as it is' },
      }),
    defaults: z
      .array(result)
      .default([])
      .meta({ title: 'Default result', help: 'One value for each result column.', when: { onNoMatch: ['default'] } }),
    into: z
      .union([z.literal(''), recordPath])
      .default('')
      .meta({ title: 'Put the result into', help: 'Empty: the result fields are added to the record.', control: 'text' }),
  })
  .superRefine((given, context) => {
    const { hitPolicy, collect, into, onNoMatch, defaults } = given;
    if (into === '' && (hitPolicy === 'rule-order' || (hitPolicy === 'collect' && collect === 'list')))
      context.addIssue({ code: 'custom', path: ['into'], message: 'several results make a list; say into which field it goes' });
    if (onNoMatch === 'default' && defaults.length !== given.table.outputs.length)
      context.addIssue({
        code: 'custom',
        path: ['defaults'],
        message: `give one value for each of the ${given.table.outputs.length} result columns`,
      });
  });

export const decisionTable = definePure({
  type: 'rule.decision-table',
  version: 1,
  title: 'Decision table',
  summary: 'Decides by rows of conditions and results',
  help: [
    'Each row asks something of every condition column; a row fires when all its cells hold. Cells are written as in DMN: `-` anything, `A, B` one of, `>= 2,500`, `10..50` (both ends count; `(10..50)` neither), `not(A)`, `empty`. In a list of numbers put a blank behind the comma. Numbers are compared exactly, as text or as numbers.',
    '',
    'The fired rows stand in the run at each record. Two hits under *unique*, or different results under *any*, fail the record and name the rows; a value of the wrong type fails it too. Overlaps and gaps are reported while you edit.',
    '',
    'From practice: end a *first* table with a row of `-` that sends the rest to a person. It is worth more than a clever default.',
  ].join('\n'),
  icon: 'table-options',
  tile: 'rule',
  section: 'Rules',
  caption: '{table.rows.length} rows, {hitPolicy}',
  keywords: ['dmn', 'rules', 'business rules', 'decision', 'table', 'routing', 'priority'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Decided' }] },
  scope: 'item',
  setup,
  run,
  examples: decisionTableExamples,
});

function cellProblem(cell: string, type: (typeof cellTypes)[number]): string | undefined {
  try {
    parseCell(cell, type);
    return undefined;
  } catch (error) {
    if (error instanceof CellError) return error.message;
    throw error;
  }
}
