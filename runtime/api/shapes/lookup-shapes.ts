import { z } from 'zod';
import { lookupLimits } from '../../lookups/lookup.ts';
import { usedByOthers } from './used-by-others.ts';

export const lookupName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'start with a lower-case letter; then lower-case letters, digits and dashes, at most 60');

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const lookupColumn = z.strictObject({
  name: z.string().trim().min(1).max(60),
  type: z.enum(['text', 'number', 'boolean', 'date']).default('text'),
  isKey: z.boolean().default(false).describe('part of the key by which rows are found'),
});

const effective = z
  .strictObject({
    from: z.string().min(1).max(60).describe('date column with the day or instant from which a row counts; an empty cell: since ever'),
    to: z
      .string()
      .min(1)
      .max(60)
      .nullable()
      .default(null)
      .describe('date column with the last day a row counts; an empty cell: for ever. null: until the next row of the key begins'),
    zone: z.string().min(1).max(60).default('UTC').describe('whose days they are, such as America/Chicago'),
  })
  .nullable();

const missingRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exception') }),
  z.strictObject({
    kind: z.literal('default'),
    values: z.record(z.string(), cell).describe('by column; one that is not named gives nothing'),
  }),
  z.strictObject({ kind: z.literal('pass') }),
]);

const needsApproval = z
  .boolean()
  .nullable()
  .describe('whether a save waits until somebody else approves it; null: in environments of class prod');

const lookupUse = z.object({
  flow: z.string(),
  name: z.string(),
  isLive: z.boolean().describe('a deployed version uses it in this environment; otherwise only the draft does'),
});

export const lookupVersion = z.object({
  version: z.int(),
  at: z.string(),
  by: z.string(),
  why: z.string(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  approvedBy: z.string().nullish().describe('who let it count; null: it needed nobody'),
});

/** What a table is beside its columns and rows. */
const tableRules = {
  ignoreCase: z.boolean().describe('whether `ea` finds `EA`; blanks around a key never count'),
  effective: effective.describe('which columns say when a row counts; null: rows always count'),
  missing: missingRule.describe('what a flow gets for a key without a row: an exception, a default, or the key itself'),
  needsApproval,
};

const lookupDraft = lookupVersion.extend({
  authors: z.array(z.object({ name: z.string() })).describe('everybody who had a hand in it; none of them approves it'),
  base: z.int().describe('the version it changes; 0: the table is new'),
  table: z.object({ purpose: z.string(), columns: z.array(lookupColumn), ...tableRules }).describe('what the table becomes'),
});

export const lookup = z.object({
  name: z.string(),
  env: z.string(),
  purpose: z.string(),
  columns: z.array(lookupColumn),
  ...tableRules,
  waitsForApproval: z.boolean().describe('whether a save waits, in this environment'),
  nextVersion: z.int().describe('the number that the next save gets; none is given twice'),
  draft: lookupDraft.nullable().describe('a save that waits for approval; until then the table stays as it was'),
  rows: z.int(),
  bytes: z.int(),
  version: z.int().describe('the one that counts; rises with each save. 0: it is new and waits for approval'),
  updatedAt: z.string(),
  updatedBy: z.string(),
  why: z.string(),
  usedBy: z.array(lookupUse),
  usedByOthers,
});

export const lookupDetail = lookup.extend({
  history: z.array(lookupVersion).describe('newest first; those that can be brought back'),
  mayApprove: z
    .object({ may: z.boolean(), why: z.string().nullable() })
    .nullable()
    .describe('whether who asks may let the draft count, and why not; null: no draft waits'),
});

export const lookupDecision = z.strictObject({
  version: z.int().min(1).describe('the draft that was looked at'),
  why: z.string().trim().max(300).default(''),
});

export const droppedDraft = z.object({ lookup: lookupDetail.nullable().describe('null: the table was only a draft') });

export const rowHistory = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      at: z.string(),
      by: z.string(),
      why: z.string(),
      approvedBy: z.string().nullable(),
      kind: z.enum(['added', 'changed', 'removed']),
      row: z.record(z.string(), cell),
      before: z.record(z.string(), cell).nullable(),
    }),
  ),
});

const rows = z.array(z.array(cell).max(lookupLimits.columns)).describe('each a list of cells in the order of the columns');

export const lookupRows = z.object({
  version: z.int(),
  total: z.int().describe('rows of the table'),
  matching: z.int().describe('rows that hold `q`'),
  rows,
});

export const rowChanges = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  items: z.array(z.object({ kind: z.enum(['added', 'changed', 'removed']), row: z.array(cell), before: z.array(cell).optional() })),
});

const why = z.string().trim().max(300).default('').describe('the reason, for the history');
const baseVersion = z
  .int()
  .min(0)
  .optional()
  .describe('the version that was changed; refused when there is another one by now. 0: it is to be new');

export const savedLookup = z.strictObject({
  purpose: z.string().trim().max(200).default(''),
  columns: z.array(lookupColumn).min(1).max(lookupLimits.columns),
  ignoreCase: z.boolean().default(false),
  effective: effective.optional().describe('left out, it stays'),
  missing: missingRule.optional().describe('left out, it stays'),
  needsApproval: needsApproval.optional().describe('left out, it stays'),
  rows: rows.optional().describe('left out, the rows stay'),
  version: baseVersion,
  why,
});

export const rowEdits = z.strictObject({
  upsert: z.array(z.record(z.string(), cell)).max(5_000).default([]).describe('cells by column name; a row with this key keeps the others'),
  remove: z.array(z.array(cell)).max(5_000).default([]).describe('values of the key columns, and where rows count from a day on that day'),
  version: baseVersion,
  why,
});

export const csvImport = z.strictObject({
  csv: z.string().describe('with the names of the columns in its first line; for a new table the first is the key'),
  mode: z.enum(['replace', 'merge']).default('replace').describe('`merge` keeps the rows the file has not'),
  isDryRun: z.boolean().default(false).describe('only say what would change'),
  version: baseVersion,
  why,
});

export const importReply = z.object({
  refused: z
    .object({ code: z.string(), message: z.string(), problems: z.array(z.object({ path: z.string(), message: z.string() })) })
    .nullable()
    .describe('of a dry run: why the file cannot be read in; `path` is its line'),
  changes: rowChanges.nullable(),
  columns: z.array(lookupColumn),
  lookup: lookupDetail.nullable().describe('null: a dry run'),
});

export const broughtBack = z.strictObject({ version: z.int().min(1), why });
