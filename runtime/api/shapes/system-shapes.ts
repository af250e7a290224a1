import { z } from 'zod';

export const erpMode = z.enum(['ok', 'slow', 'failing', 'throttling', 'down']);

export const demoState = z.object({
  shop: z.object({
    made: z.int(),
    acknowledged: z.int(),
    pending: z.int().describe('made and not yet acknowledged'),
    perSecond: z.number().nullable(),
  }),
  erp: z.object({ mode: erpMode, total: z.int(), unique: z.int() }),
});

/** An order as the demo ERP keeps it. */
export const erpOrder = z.object({
  erpOrder: z.string().describe('the number the ERP gave: SO-100001'),
  orderNumber: z.string(),
  key: z.string().nullable().describe('the Idempotency-Key it came with'),
  tries: z.int().describe('how many requests with this key or number arrived'),
  receivedAt: z.string(),
  customer: z.string(),
  lines: z.int(),
  total: z.string(),
  currency: z.string(),
  body: z.unknown(),
});

export const erpBehaviour = z.object({
  mode: erpMode.default('ok'),
  /** `slow`: how long an answer takes. Default 3,000. */
  delayMs: z.int().min(0).max(120_000).optional(),
  /** `failing`: the status it answers. Default 500. */
  status: z.int().min(400).max(599).optional(),
  /** `throttling`: calls per second before 429. Default 2. */
  perSecond: z.number().min(0.1).max(1000).optional(),
  /** How it treats `Idempotency-Key`. Default `honoured`. */
  keys: z.enum(['honoured', 'forgotten', 'none']).optional(),
  /** Share of calls that are accepted and then the connection dropped. Default 0. */
  dropAfterAccept: z.number().min(0).max(1).optional(),
  /** How long after it booked an order it answers. Default 0. */
  answerLateMs: z.int().min(0).max(120_000).optional(),
});

/** Some codes carry further fields, such as the version that stands now; routes name those under `failures`. */
export const apiError = z.looseObject({
  code: z.string(),
  message: z.string(),
  details: z.array(z.object({ path: z.string(), message: z.string() })),
  requestId: z.string(),
});

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
