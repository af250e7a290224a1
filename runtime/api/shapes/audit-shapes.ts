import { z } from 'zod';
import { exportFormats } from '../../audit/export-audit.ts';

const instant = z.iso.datetime({ offset: true, error: 'is no time; write it as 2026-11-21T08:00:00Z' });

export const auditEntry = z.object({
  id: z.string(),
  sequence: z.int().describe('from 1, without gaps'),
  at: z.string(),
  by: z.string(),
  byId: z.string().nullable().describe('the account; null for the API token, commands on the machine, and Crossdock itself'),
  from: z.string().nullable().describe('network address'),
  requestId: z.string().nullable(),
  env: z.string().nullable(),
  act: z.string().describe('such as `flow.published`'),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  before: z.unknown(),
  after: z.unknown(),
  why: z.string().nullable(),
  hash: z.string().describe('HMAC-SHA256 over the line and the hash before it'),
});

export const auditFilter = z.object({
  q: z.string().max(200).optional().describe('words that begin words of the line'),
  subject: z.string().max(200).optional(),
  by: z.string().max(80).optional(),
  act: z
    .string()
    .max(80)
    .regex(/^[a-z0-9.-]+$/, 'is no act; write one such as flow.published, or flow. for all of a kind')
    .optional(),
  env: z.string().max(60).optional(),
  from: instant.optional().describe('lines at this time and later'),
  to: instant.optional().describe('lines before this time'),
});

export const auditStart = z.string().regex(/^\d{1,15}$/, 'is no page; give the `next` of the page before');

export const auditLink = z.object({ sequence: z.int(), hash: z.string() });

export const auditVerdict = z.object({
  ok: z.boolean(),
  lines: z.int().describe('lines that hold'),
  head: auditLink.nullable().describe('the last of them; note it elsewhere to tell later whether the chain was exchanged'),
  broken: z.object({ sequence: z.int(), why: z.string() }).nullable(),
});

export const auditExport = z.object({
  fileName: z.string(),
  contentType: z.string(),
  text: z.string(),
  lines: z.int(),
  next: z.string().nullable().describe('where the next part begins; null: that was all'),
});

export const exportFormat = z.enum(exportFormats);
