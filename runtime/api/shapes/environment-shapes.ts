import { z } from 'zod';

const environmentClass = z.enum(['dev', 'test', 'prod']).describe('how dangerous it looks, and what it asks for');
const days = z.number().min(0.01, 'at least 0.01 days, a quarter of an hour').max(3650, 'at most 3,650 days');

/** What can be said of an environment. */
export const environmentSettings = z.strictObject({
  title: z.string().trim().min(1).max(40).describe('as people call it'),
  class: environmentClass,
  retention: z
    .strictObject({
      runDays: days.default(90).describe('ended runs; a flow may ask for less. Open exceptions and runs that wait stay'),
      payloadDays: days.default(30).describe('of these the messages and what was captured of their steps'),
    })
    .refine(({ runDays, payloadDays }) => payloadDays <= runDays, {
      path: ['payloadDays'],
      error: 'payloads go with their runs at the latest: at most `runDays`',
    })
    .prefault({}),
  limits: z
    .strictObject({
      backlog: z
        .int()
        .min(1)
        .max(100_000_000)
        .nullable()
        .default(null)
        .describe('waiting runs of all flows together, before intake answers 429; null: only the limits of the flows count'),
      concurrency: z
        .int()
        .min(1)
        .max(10_000)
        .nullable()
        .default(null)
        .describe('runs at once of all lanes together, per worker; null: only the limits of the lanes count'),
    })
    .prefault({}),
  lanes: z
    .array(z.strictObject({ lane: z.string().trim().min(1).max(60), concurrency: z.int().min(1).max(1000) }))
    .max(200)
    .refine((lanes) => new Set(lanes.map(({ lane }) => lane)).size === lanes.length, 'name each lane once')
    .default([])
    .describe('lanes with a limit of their own: runs at once per worker'),
});

export const environment = z.object({
  name: z.string(),
  title: z.string(),
  class: environmentClass,
  position: z.int().describe('from 0; flows are promoted from one to the next'),
  retention: z.object({ runDays: z.number(), payloadDays: z.number() }),
  limits: z.object({ backlog: z.int().nullable(), concurrency: z.int().nullable() }),
  lanes: z.array(z.object({ lane: z.string(), concurrency: z.int() })),
  intake: z.string().describe('the path below which its flows listen'),
  flows: z.int().describe('deployed there'),
  workers: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['server', 'worker']),
        host: z.string(),
        pid: z.int(),
        version: z.string(),
        lanes: z.array(z.string()).describe('empty: all'),
        startedAt: z.string(),
      }),
    )
    .describe('processes that execute its runs'),
  warnings: z.array(z.string()).describe('what somebody should look at'),
});
