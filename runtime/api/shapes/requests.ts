import { nodeId, sampleMessageSchema } from '@crossdock/flows/document/flow';
import { operationSchema } from '@crossdock/flows/operations/vocabulary';
import { z } from 'zod';
import { connectionPolicy } from '../../connections/connection-policy.ts';
import { hasNoUser, noUserInAddress } from '../../connections/kinds/fields.ts';
import { kindOf } from '../../connections/kinds/kinds.ts';
import { writtenAuth } from '../../connections/kinds/written-auth.ts';
import { decodeCursor } from '../../store/page-cursor.ts';
import { runStatus } from './run-shapes.ts';
import { erpBehaviour } from './system-shapes.ts';

/** Names that are part of a path. */
export const flowIdParam = z.object({ id: z.string().min(1).max(80).describe('the flow') });
export const runIdParam = z.object({ id: z.string().min(1).max(120).describe('the run') });
export const environmentName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'start with a lower-case letter; then lower-case letters, digits and dashes, at most 30');
export const connectionName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'start with a lower-case letter; then lower-case letters, digits and dashes, at most 60');

/** ISO 8601, as milliseconds since 1970. */
export const instant = z.iso
  .datetime({ offset: true, error: 'an ISO 8601 instant, such as 2026-11-21T08:00:00Z' })
  .transform((text) => Date.parse(text));

/** Where the page before ended. */
export const pageStart = z
  .string()
  .max(500)
  .refine(isCursor, 'is no place that a page ended at; give `next` of the page before, unchanged')
  .describe('`next` of the page before');

/** The same in a list of two parts: chunks that need somebody, then the others. */
export const chunkPageStart = z
  .string()
  .max(500)
  .refine((text) => {
    const [, part, cursor = ''] = /^(amiss|fine):(.*)$/.exec(text) ?? [];
    return part !== undefined && (cursor === '' ? part === 'fine' : isCursor(cursor));
  }, 'is no place that a page ended at; give `next` of the page before, unchanged')
  .describe('`next` of the page before');

function isCursor(text: string): boolean {
  try {
    decodeCursor(text);
    return true;
  } catch {
    return false;
  }
}

export const newFlow = z.strictObject({
  name: z.string().trim().min(1).max(80),
  channel: z.string().max(60).optional(),
  from: z
    .union([
      z.literal('blank'),
      z.strictObject({ sample: z.string() }),
      z.strictObject({ flow: z.unknown().describe('a flow document of any released format') }),
    ])
    .default('blank'),
});

export const replacedFlow = z.strictObject({
  flow: z.unknown().describe('a flow document of any released format'),
  revision: z.int().min(0).optional().describe('refuse when the draft has another one'),
});

export const edit = z.strictObject({
  revision: z.int().min(0).describe('the revision that the operations were made on'),
  operations: z.array(operationSchema).min(1).max(500),
});

export const publication = z.strictObject({
  note: z.string().max(500).default('').describe('what changed, for people'),
  deployTo: z.array(environmentName).max(20).optional(),
});

export const testRun = z.strictObject({
  env: environmentName,
  message: sampleMessageSchema,
  until: nodeId.optional().describe('stop behind this node'),
  usePins: z.boolean().default(true).describe('steps with pinned records give these instead of being executed'),
});

const decision = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('repeat') }).describe('it did not take effect: send it'),
  z
    .strictObject({
      do: z.literal('treat as done'),
      answer: z.unknown().optional().describe('what the other system would have answered; without it the item ends at the step'),
    })
    .describe('it took effect, or is not wanted: send nothing'),
]);

export const replayRequest = z.strictObject({
  from: nodeId.optional().describe('default: where it failed'),
  items: z.array(z.string().max(400)).min(1).max(10_000).optional().describe('default: what failed'),
  version: z.enum(['original', 'newest']).default('original').describe('`newest`: the one that runs in the environment now'),
  edits: z
    .array(
      z.strictObject({
        item: z.string().max(400),
        json: z.unknown().describe('the whole corrected body; "[redacted]" stands for a value that is kept'),
      }),
    )
    .max(100)
    .optional()
    .describe('items corrected at the step `from`; the original stays as it was'),
  decisions: z.record(z.string().max(500), decision).optional().describe('by `nodeId/itemId`, for what the plan lists as undecided'),
  confirm: z.boolean().optional().describe('replay although later runs of the same ordering key have been executed'),
  reason: z.string().trim().max(500).optional(),
});

/** Which runs a bulk replay takes. Without `from` those with open exceptions. */
export const bulkFilter = z.strictObject({
  env: environmentName,
  flow: z.string().max(80).optional(),
  status: z.array(runStatus).min(1).optional(),
  errorCode: z.string().max(120).optional().describe('of one of the open exceptions'),
  node: nodeId.optional().describe('the step at which they failed'),
  key: z.string().max(200).optional().describe('a business key, whole or its beginning'),
  since: instant.optional(),
  until: instant.optional(),
});

export const bulkRequest = z.strictObject({
  filter: bulkFilter,
  from: nodeId.optional().describe('default: where each failed'),
  version: z.enum(['original', 'newest']).default('original'),
  onUnknown: z
    .enum(['leave', 'repeat', 'treat as done'])
    .default('leave')
    .describe('for effects that nobody but a person can decide: `leave` skips their runs'),
  confirm: z.boolean().default(false).describe('also runs that later ones of their ordering key have overtaken'),
  perSecond: z.number().min(0.1).max(200).default(20).describe('replays begun a second'),
  reason: z.string().trim().min(3, 'say why, for the next one who looks').max(500),
});

export const dismissal = z.strictObject({
  exceptions: z.array(z.string().max(700)).min(1).max(10_000).optional().describe('ids; default: all that are open'),
  reason: z.string().trim().min(3, 'say why nothing more is to be done, for the next one who looks').max(500),
});

export const connectionRequest = z
  .strictObject({
    system: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a vendor in lower case, such as erp, shopify or http'),
    address: z.url({ error: 'give a base URL that starts with http:// or https://' }).max(500).refine(hasNoUser, noUserInAddress),
    auth: writtenAuth.prefault({ kind: 'none' }),
    policy: connectionPolicy.prefault({}),
    updatedAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('when what was changed had been saved; refused when somebody saved since. Left out: whatever stands is replaced'),
    isShell: z.boolean().optional().describe('a new one may lack its secrets; nothing can be called with it before they are set'),
  })
  .check(({ value, issues }) => {
    const { schemes, title } = kindOf(value.auth.kind);
    if (schemes.some((scheme) => value.address.toLowerCase().startsWith(`${scheme}://`))) return;
    const message = `give a base URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')} for "${title}"`;
    issues.push({ code: 'custom', path: ['address'], message, input: value.address });
  });

export const pauseRequest = z.strictObject({
  until: z.iso
    .datetime({ offset: true, error: 'an ISO 8601 instant, such as 2026-11-21T18:00:00Z' })
    .transform((text) => Date.parse(text))
    .nullable()
    .default(null)
    .describe('null: until somebody resumes it'),
  reason: z.string().trim().max(200).nullable().default(null).describe('shown to everybody whose runs wait'),
});

export const ordersRequest = z.strictObject({
  count: z.int().min(1).max(100_000),
  perSecond: z.number().min(0.1).max(1000).optional().describe('default: as fast as they can be delivered'),
  defects: z.number().min(0).max(1).default(0).describe('the share of orders with something wrong'),
});

export const behaviourRequest = erpBehaviour.strict();
