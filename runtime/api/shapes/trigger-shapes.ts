import { misfires } from '@crossdock/nodes/contract/intake';
import { z } from 'zod';

/** A schedule or poll that is deployed. */
export const trigger = z.object({
  flow: z.object({ id: z.string(), name: z.string(), version: z.int() }),
  env: z.string(),
  kind: z.enum(['schedule', 'poll']),
  timing: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('cron'), cron: z.string(), zone: z.string() }),
    z.object({ kind: z.literal('every'), ms: z.number(), from: z.enum(['clock', 'start']) }),
  ]),
  misfire: z.enum(misfires).nullable(),
  next: z.array(z.string()).describe('the next three times; empty while it is paused'),
  lastAt: z.string().nullable().describe('the due time that was fired last, or when it was last read to the end'),
  paused: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  poll: z
    .object({
      connection: z.string(),
      watermark: z.string().nullable().describe('up to where it has read; null: it begins at the beginning'),
      kind: z.enum(['record', 'cursor', 'off']),
      taken: z.int().describe('records that became messages so far'),
      isReading: z.boolean(),
      failures: z.int().describe('in a row'),
      error: z.object({ code: z.string(), message: z.string(), at: z.string() }).nullable(),
    })
    .nullable(),
});
