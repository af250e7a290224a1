import { compatibilityModes } from '@crossdock/flows/contracts/compatibility';
import { z } from 'zod';
import { usedByOthers } from './used-by-others.ts';

const contractSubject = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'start with a lower-case letter; then lower-case letters, digits and dashes, at most 60');

export const contractSubjectParam = z.object({ subject: contractSubject });

const compatibility = z
  .enum(compatibilityModes)
  .describe(
    'what the next version may change; backward: documents of the version before fit it, forward: its documents fit the version before',
  );

export const compatibilityRequest = z.strictObject({ compatibility });

export const contractNameParam = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,59}@\d{1,6}$/, 'a contract with its version, such as order@1'),
});

const direction = z.enum(['backward', 'forward']);

export const schemaChange = z.object({
  path: z.string().describe('`lines[].sku`; empty: the document itself'),
  kind: z.enum(['compatible', 'breaking']),
  breaks: z
    .array(direction)
    .describe('backward: documents of the older version may not fit; forward: readers of the older version may not take it'),
  message: z.string(),
});

const contractUse = z.object({ flow: z.string(), name: z.string(), isLive: z.boolean().describe('a deployed version uses it') });

const schema = z.record(z.string(), z.unknown()).describe('JSON Schema 2020-12');

/** A versioned JSON Schema: canonical, or of the company's own. */
export const contractShape = z.object({
  name: z.string().describe('as `order@1`'),
  title: z.string(),
  schema,
  origin: z.enum(['canonical', 'own']),
  subject: z.string().describe('`order` of `order@1`'),
  version: z.int(),
  made: z.object({ at: z.string(), by: z.string(), why: z.string() }).nullable().describe('null: it came with Crossdock'),
  changes: z.array(schemaChange).describe('against the version before'),
  compatibility,
  usedBy: z.array(contractUse),
  usedByOthers,
});

export const newContract = z.strictObject({
  subject: contractSubject,
  title: z.string().trim().min(1).max(80),
  schema,
  why: z.string().trim().max(300).default('').describe('the reason, for the history'),
  newest: z
    .int()
    .min(0)
    .optional()
    .describe('the newest version when it was made; refused when there is another by now. 0: it is to be the first'),
});

export const contractDraft = z.strictObject({ subject: contractSubject.nullable().default(null), schema });

export const contractCheck = z.object({
  problems: z.array(z.object({ path: z.string(), message: z.string() })).describe('what makes it no JSON Schema; empty: it can be used'),
  newest: z.int().nullable().describe('the newest version of the subject; null: it would be the first'),
  changes: z.array(schemaChange).describe('against the newest version'),
  compatibility,
  broken: z
    .array(z.object({ path: z.string(), message: z.string(), breaks: z.array(direction), remedy: z.string() }))
    .describe('changes that the compatibility does not allow: the version cannot be made'),
});
