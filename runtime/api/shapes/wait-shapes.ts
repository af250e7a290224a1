import { z } from 'zod';
import { environmentName } from './requests.ts';
import { businessKey } from './run-shapes.ts';

export const approval = z.object({
  id: z.string(),
  env: z.string(),
  flow: z.object({ id: z.string(), name: z.string() }),
  runId: z.string(),
  nodeId: z.string(),
  title: z.string().describe('what is asked, in one line'),
  text: z.string().describe('facts on which to decide'),
  role: z.string().describe('who may decide; empty: everybody with the right to approve'),
  mayDecide: z.boolean().describe('whether the one who asks may'),
  keys: z.array(businessKey),
  since: z.string(),
  until: z.string().nullable().describe('after it nobody decides any more; null: as long as it takes'),
  state: z.enum(['open', 'approved', 'rejected', 'timed out', 'closed']).describe('`closed`: the run was cancelled'),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  comment: z.string(),
});

export const approvalComment = z.strictObject({ comment: z.string().trim().max(2000).default('') });
export const rejectionComment = z.strictObject({
  comment: z.string().trim().min(3, 'say why, in at least 3 characters: it goes on with the order').max(2000),
});

export const newEvent = z.strictObject({
  env: environmentName,
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'lower-case letters, digits, dots and dashes, at most 60')
    .describe('what happened: the name that a waiting step gives'),
  key: z.string().trim().min(1, 'say what the event belongs to, such as an order number').max(200),
  body: z.unknown().describe('handed to the waiting record').default(null),
  idempotencyKey: z.string().min(1).max(255).optional().describe('the same key sends the same event once'),
});

export const compensationRequest = z.strictObject({
  reason: z.string().trim().min(3, 'say why the run is given up, in at least 3 characters').max(500),
});
