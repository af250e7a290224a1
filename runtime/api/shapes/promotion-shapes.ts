import { z } from 'zod';
import { rolloutRequest } from './deployment-shapes.ts';
import { promotionState } from './promotion-state.ts';
import { environmentName } from './requests.ts';
import { shadowSummary } from './shadow-shapes.ts';

export const promotionId = z
  .string()
  .regex(/^PR-[1-9]\d{0,8}$/, 'the number of a promotion, such as PR-118')
  .describe('PR-118');

const itemKind = z.enum(['flow', 'lookup', 'contract']);

export const wantedItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flow'), flow: z.string().min(1).max(80), version: z.int().min(1) }),
  z.strictObject({ kind: z.literal('lookup'), name: z.string().min(1).max(60) }).describe('its rows as they stand in the source'),
  z.strictObject({ kind: z.literal('contract'), name: z.string().min(1).max(120).describe('order@2') }),
]);
const wantedItems = z.array(wantedItem).min(1, 'name at least one flow, lookup or contract').max(100);

/** One value that is another one afterwards. A side that is left out: there is none. */
export const fieldChange = z.object({
  path: z.string(),
  words: z.string().describe('one sentence, without a full stop'),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const promotionPart = z.object({
  part: z.enum(['flow', 'mapping', 'decision table', 'lookup', 'contract', 'connection binding', 'variables', 'schedule']),
  title: z.string().describe('the step, table or connection: "Map to order"'),
  words: z.string().describe('how much: "2 fields"'),
  changes: z.array(fieldChange),
  more: z.int().optional().describe('rows of a lookup that change besides, and are only counted'),
});

const itemHead = z.object({
  kind: itemKind,
  name: z.string().describe('flow id, lookup or contract'),
  title: z.string(),
  version: z.int(),
  replaces: z.int().nullable().describe('the version that the target has now; null: none'),
  since: z.string().nullable().describe('since when the target has the one that is replaced'),
});

export const promotionItem = itemHead.extend({ parts: z.array(promotionPart) });

export const gate = z.object({
  id: z.string().describe('stable: `test-cases`, `connections`, `blackout`, ...'),
  title: z.string(),
  state: z
    .enum(['pass', 'warn', 'fail', 'running', 'not-run'])
    .describe('`fail`, and `warn` that can be overridden, keep the bundle from being deployed; other warnings are only shown'),
  fact: z.string().describe('what was measured: "24 of 24, 11 s"'),
  remedy: z.string().nullable().describe('one sentence that says what to do; null: nothing is to be done'),
  canOverride: z.boolean().describe('an admin of the target may pass it with a reason'),
  overridden: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
  isOptional: z.boolean().optional().describe('not run, and nothing asks for it: it keeps nothing from being deployed'),
  details: z.array(
    z.object({ text: z.string(), path: z.string().optional(), link: z.string().optional().describe('a path of the designer') }),
  ),
});

export const promotionPolicy = z.strictObject({
  isGuarded: z.boolean().describe('only promotions deploy here'),
  approvals: z.int().min(0).max(10).describe('how many people have to approve'),
  role: z.enum(['approver', 'admin']).describe('what an approving person must be in this environment, at least'),
  notAuthor: z.boolean().describe('who asked cannot approve'),
  evidenceRuns: z.int().min(0).max(10_000).describe('successful runs of this very version in the environment before; 0: none is asked for'),
  evidenceDays: z.int().min(1).max(365).describe('how old these runs may be'),
  expiresDays: z.int().min(1).max(365).describe('a promotion that nobody deploys ends by itself'),
  shadow: z
    .enum(['off', 'on demand', 'before approval'])
    .default('on demand')
    .describe('a shadow run: the last real messages of this environment, tried on what is to come, with nothing sent'),
  shadowRuns: z.int().min(1).max(2_000).default(200).describe('the newest runs that a shadow run looks at, at most'),
  shadowSeconds: z.int().min(5).max(600).default(60).describe('how long a shadow run may take'),
  workingHours: z
    .strictObject({
      zone: z.string().refine(isZone, 'is no time zone; write it as America/Chicago').describe('IANA'),
      days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1, 'name at least one day'),
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write it as 08:00'),
      to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write it as 17:30'),
    })
    .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than the beginning' })
    .nullable()
    .describe('null: at any time'),
  blackouts: z
    .array(
      z
        .strictObject({
          title: z.string().trim().min(1).max(80).describe('Black Friday, stocktaking in Memphis'),
          from: z.iso.datetime({ offset: true, error: 'an ISO 8601 instant, such as 2026-11-27T00:00:00Z' }),
          to: z.iso.datetime({ offset: true, error: 'an ISO 8601 instant, such as 2026-11-27T00:00:00Z' }),
          channels: z.union([z.literal('all'), z.array(z.string().min(1).max(60)).min(1)]).describe('the flows it is for, by channel'),
        })
        .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], error: 'must be later than the beginning' }),
    )
    .max(200),
});

const approvalOfPromotion = z.object({
  by: z.string(),
  at: z.string(),
  verdict: z.enum(['approved', 'rejected']),
  note: z.string(),
  counts: z.boolean().describe('false: it was for another content, or the person may not approve any more'),
  why: z.string().nullable().describe('why it does not count'),
});

const may = z.object({ may: z.boolean(), why: z.string().nullable().describe('why not') });

const promotionHead = z.object({
  id: promotionId,
  title: z.string().describe('what moves, in a few words'),
  from: z.string(),
  to: z.string(),
  state: promotionState,
  policy: promotionPolicy,
  approvals: z.array(approvalOfPromotion).describe('oldest first'),
  author: z.string(),
  note: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  expiresAt: z.string(),
  scheduledFor: z.string().nullable(),
  isAutomatic: z.boolean().describe('deployed as soon as it is approved'),
  rollout: rolloutRequest.nullable().describe('its flows come gradually, all with the same share at first; null: at once'),
  deployed: z.object({ at: z.string(), by: z.string() }).nullable(),
  rolledBack: z.object({ at: z.string(), by: z.string(), why: z.string() }).nullable(),
  failure: z.string().nullable().describe('why the last attempt to deploy changed nothing'),
  mayApprove: may.describe('for who asks'),
  mayDeploy: may,
  mayReject: may,
  mayWithdraw: may,
  mayRollback: may,
});

export const promotionSummary = promotionHead.extend({
  items: z.array(itemHead),
  gates: z.array(gate.pick({ id: true, title: true, state: true, canOverride: true, overridden: true, isOptional: true })),
});

export const promotion = promotionHead.extend({
  items: z.array(promotionItem),
  gates: z.array(gate),
  gatesCheckedAt: z.string().nullable(),
  comments: z.array(z.object({ by: z.string(), at: z.string(), text: z.string(), asksForChanges: z.boolean() })),
  content: z.string().describe('the hash of what it moves, which approvals are for'),
  base: z.string().nullable().describe('the hash of what the target has in place of it, which approvals are for, too; null: it is decided'),
  running: z.int().describe('runs of the target that finish on the versions they began with; counted to 1,000'),
  shadow: shadowSummary.describe('the newest shadow run, without values'),
});

export const newPromotion = z.strictObject({
  from: environmentName.optional().describe('default: the environment before the target'),
  to: environmentName,
  items: wantedItems,
  note: z.string().trim().max(2_000).default('').describe('what it is for, for those who approve'),
  scheduledFor: z.iso.datetime({ offset: true, error: 'an ISO 8601 instant, such as 2026-11-21T18:00:00Z' }).optional(),
  isAutomatic: z.boolean().default(false).describe('deploy as soon as it is approved'),
  rollout: rolloutRequest.optional(),
});

export const promotionPreview = z.object({
  from: z.string(),
  to: z.string(),
  items: z.array(promotionItem),
  suggested: z.array(
    z.object({
      kind: itemKind,
      name: z.string(),
      title: z.string(),
      version: z.int(),
      why: z.string().describe('what the flows need there'),
    }),
  ),
  policy: promotionPolicy,
  running: z.int(),
  problems: z.array(z.string()).describe('why it cannot be asked for, each with what to do; empty: it can'),
});

export const previewRequest = newPromotion.pick({ from: true, to: true, items: true });
export const changedItems = z.strictObject({ items: wantedItems });
const seen = {
  content: z.string().max(200).optional().describe('what was looked at; when it moves something else by now, nothing is done'),
  base: z.string().max(200).optional().describe('what it was to replace; when the target has something else by now, nothing is done'),
};

export const approvalRequest = z.strictObject({
  note: z.string().trim().max(2_000).default(''),
  ...seen,
});
const why = z.string().trim().min(3, 'say why, for those who asked').max(2_000);
export const rejectionRequest = z.strictObject({ why });
export const commentRequest = z.strictObject({
  text: z.string().trim().min(1, 'say something').max(5_000),
  asksForChanges: z.boolean().default(false),
});
export const bundleDeployment = z.strictObject({
  overrides: z
    .array(z.strictObject({ gate: z.string().max(60), why: z.string().trim().min(3, 'say why it is passed').max(2_000) }))
    .max(30)
    .default([])
    .describe('gates that an admin passes'),
  at: z.iso.datetime({ offset: true, error: 'an ISO 8601 instant, such as 2026-11-21T18:00:00Z' }).optional().describe('later, then'),
  rollout: rolloutRequest.nullable().optional().describe('null: all messages at once; left out: as the request asks'),
  ...seen,
});
export const rollbackRequest = z.strictObject({
  why,
  discardLater: z
    .boolean()
    .default(false)
    .describe('also when rows of its lookups were changed in the target since; they stay in the history'),
});

export const promotionCounts = z.object({ open: z.int(), waitsForMe: z.int().describe('that the one who asks may approve now') });

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
