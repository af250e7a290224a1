import { z } from 'zod';
import { promotionState } from './promotion-state.ts';
import { runDetail, runSummary, step } from './run-shapes.ts';

/** Server-sent on `GET /api/events?env=dev[&flow=ID][&run=ID]`: event name and data. */
export const liveEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('run'), data: runSummary }),
  z
    .object({ event: z.literal('steps'), data: z.object({ runId: z.string(), steps: z.array(step), edges: runDetail.shape.edges }) })
    .describe('only with `run=`'),
  z.object({ event: z.literal('flow'), data: z.object({ flowId: z.string(), revision: z.int(), by: z.string() }) }),
  z
    .object({
      event: z.literal('presence'),
      data: z.object({
        flowId: z.string(),
        people: z.array(
          z.object({
            name: z.string(),
            initials: z.string(),
            colour: z.int(),
            node: z.string().nullable(),
            field: z.string().nullable(),
          }),
        ),
      }),
    })
    .describe('only with `flow=`'),
  z.object({ event: z.literal('promotion'), data: z.object({ id: z.string().describe('PR-118'), state: promotionState }) }),
  z.object({ event: z.literal('demo'), data: z.object({ ordersReceived: z.int() }) }),
]);
