import { z } from 'zod';
import { lookupLimits } from '../../lookups/lookup.ts';

export const lookupName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'start with a lower-case letter; then lower-case letters, digits and dashes, at most 60');

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const lookupColumn = z.strictObject({
  name: z.string().trim().min(1).max(60),
  type: z.enum(['text', 'number', 'boolean', 'date']).default('text'),
  isKey: z.boolean().default(false).describe('part of the key by which rows are found'),
});

const lookupUse = z.object({
  flow: z.string(),
  name: z.string(),
  isLive: z.boolean().describe('a deployed version uses it in this environment; otherwise only the draft does'),
});

export const lookup = z.object({
  name: z.string(),
  env: z.string(),
  purpose: z.string(),
  columns: z.array(lookupColumn),
  ignoreCase: z.boolean().describe('whether `ea` finds `EA`; blanks around a key never count'),
  rows: z.int(),
  bytes: z.int(),
  version: z.int().describe('rises by one with each save'),
  updatedAt: z.string(),
  updatedBy: z.string(),
  why: z.string(),
  usedBy: z.array(lookupUse),
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
});

export const lookupDetail = lookup.extend({ history: z.array(lookupVersion).describe('newest first; those that can be brought back') });

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
  rows: rows.optional().describe('left out, the rows stay'),
  version: baseVersion,
  why,
});

export const rowEdits = z.strictObject({
  upsert: z.array(z.record(z.string(), cell)).max(5_000).default([]).describe('cells by column name; a row with this key keeps the others'),
  remove: z.array(z.array(cell)).max(5_000).default([]).describe('values of the key columns'),
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
