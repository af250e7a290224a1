import { flowSchema, sampleMessageSchema } from '@crossdock/flows/document/flow';
import { z } from 'zod';

export const problem = z.object({
  severity: z.enum(['error', 'warning', 'hint']),
  nodeId: z.string().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});

/** One hour of a flow in one environment. */
export const activityHour = z.object({ hour: z.string().describe('start of the hour, ISO 8601 UTC'), done: z.int(), failed: z.int() });

export const flowSummary = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  channel: z.string(),
  owner: z.string(),
  trigger: z.object({ type: z.string(), icon: z.string(), caption: z.string() }).nullable(),
  draft: z.object({
    revision: z.int(),
    isChanged: z.boolean().describe('differs from the newest version'),
    updatedAt: z.string(),
    updatedBy: z.string(),
  }),
  latestVersion: z.int().nullable(),
  deployments: z.record(z.string(), z.int()).describe('environment to version number'),
  activity: z.array(activityHour).describe('the last 24 hours, oldest first'),
  runsLastHour: z.int(),
  openExceptions: z.int(),
});

export const flowDraft = z.object({
  flow: flowSchema,
  revision: z.int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  problems: z.array(problem),
  latestVersion: z.int().nullable(),
  deployments: z.record(z.string(), z.int()),
  changes: z.int().describe('semantic changes against the newest version'),
});

export const versionSummary = z.object({
  number: z.int(),
  hash: z.string(),
  note: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  counts: z
    .object({ added: z.int(), removed: z.int(), changed: z.int() })
    .nullable()
    .describe('things that differ from the version before: steps with their wires, settings, notes, test cases'),
  environments: z.array(z.string()).describe('where it is deployed now'),
});

/** One difference between two documents. `path` is dotted, within the node or the flow. */
export const change = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  part: z.enum(['node', 'edge', 'settings', 'note', 'group', 'test']),
  nodeId: z.string().nullable(),
  path: z.string().nullable(),
  title: z.string().describe('what it is about: "Map to order: quantity"'),
  words: z.string().describe('what became of it: "Map to order: quantity now {{ each.qty }}"'),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const sample = z.object({
  id: z.string(),
  name: z.string(),
  source: z.enum(['test case', 'run', 'example']),
  message: sampleMessageSchema,
});
