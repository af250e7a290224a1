import { z } from 'zod';

const part = z.enum(['status', 'request', 'output', 'error', 'decision']);
const kind = z
  .enum(['differs', 'missing', 'unexpected', 'count', 'sent', 'not-sent'])
  .describe('`count`: a list has another number of entries; `sent` and `not-sent`: a whole request');
const code = z.string().optional().describe('of runs that would fail: why');
const value = z.unknown().optional().describe('left out: there is none, or it may not be seen');

const group = z.object({
  flow: z.string(),
  part,
  step: z.string().nullable().describe('null: of the run as a whole'),
  port: z.string().nullable(),
  kind,
  path: z
    .array(z.string())
    .describe('within the request (`method`, `path`, `query`, `body`) or the record; an empty part is each entry of a list'),
  from: value,
  to: value,
  code,
  count: z.int().describe('runs'),
  pairs: z.int().describe('different pairs of values; with more than three none is told'),
});

/** What a shadow run found, without the runs. */
export const shadowSummary = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  isStale: z.boolean().describe('what moves, or what runs in the target, has changed since'),
  mayRun: z.boolean().describe('something that moves runs in the target already, and it is still open'),
  by: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  failure: z.string().nullable(),
  total: z.int().describe('runs to look at'),
  looked: z.int(),
  same: z.int(),
  differ: z.int(),
  fail: z.int().describe('of those that differ: they went well and would fail'),
  isOutOfTime: z.boolean(),
  leftOut: z.array(z.object({ why: z.enum(['not-kept', 'too-big', 'no-end']), count: z.int() })),
  flows: z.array(
    z.object({
      flow: z.string(),
      name: z.string(),
      before: z.int(),
      after: z.int(),
      runs: z.int(),
      steps: z.record(z.string(), z.string()),
    }),
  ),
  groups: z.array(group).describe('what differs alike, those of the most runs first'),
  unanswered: z.array(z.object({ flow: z.string(), step: z.string(), count: z.int() })).describe('calls without a recorded answer'),
});

export const shadowReport = z.object({
  summary: shadowSummary,
  hasValues: z.boolean().describe('false: values are left out, because the one who asks may not see the content of messages there'),
  runs: z
    .array(
      z.object({
        id: z.string(),
        flow: z.string(),
        title: z.string().describe('its first business key'),
        keyKind: z.string().nullable(),
        at: z.string(),
        fails: z.boolean(),
        differences: z.array(
          z.object({
            group: z.int().describe('index in `summary.groups`; -1: none'),
            part,
            step: z.string().nullable(),
            port: z.string().nullable(),
            kind,
            path: z.array(z.union([z.string(), z.int()])),
            from: value,
            to: value,
            code,
          }),
        ),
        more: z.int().describe('further differences'),
      }),
    )
    .describe('those that differ, at most 500; those that would fail first'),
});
