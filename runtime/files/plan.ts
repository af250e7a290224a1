import { z } from 'zod';

/** What a plan is about, thing by thing. */
export const planKinds = ['contract', 'lookup', 'variable', 'environment', 'connection', 'flow'] as const;
export type PlanKind = (typeof planKinds)[number];

export const planDetail = z.object({
  words: z.string().describe('one difference in a sentence, such as "Map to order: quantity now {{ each.quantity }}"'),
  path: z.string().describe('where, within the thing; empty: all of it'),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  isBreaking: z.boolean().default(false).describe('a reader or a sender of before may not fit any more'),
});

export const planChange = z.object({
  action: z.enum(['create', 'change', 'remove']),
  kind: z.enum(planKinds),
  name: z.string(),
  title: z.string().describe('as people call it'),
  path: z.string().describe('the file that says so; of a removal the one that is not there'),
  words: z.string().describe('what is done, in a sentence'),
  details: z.array(planDetail),
  more: z.int().describe('further differences that are not listed'),
  effects: z.array(z.string()).describe('what it does to running work'),
  /** Of a flow. */
  version: z.int().nullable().describe('a published version with this very content, which runs then; null: there is none yet'),
  publishes: z.boolean(),
  deploys: z.boolean(),
  before: z.string().nullable().describe('hash of what stands there'),
  after: z.string().nullable().describe('hash of what will'),
});

export const planNeed = z.object({
  path: z.string().describe('the file'),
  place: z.string().nullable().describe('the field or line in it'),
  message: z.string().describe('what is missing or wrong, and what to do'),
  blocks: z.boolean().describe('nothing can be applied before it is mended'),
});

export const plan = z.object({
  id: z.string().describe('of this plan; another one as soon as the files or the installation differ'),
  env: z.string(),
  changes: z.array(planChange).describe('in the order in which they are made'),
  needs: z.array(planNeed),
  left: z
    .array(z.object({ kind: z.enum(planKinds), name: z.string() }))
    .describe('what the files do not have and the installation does; it stays'),
  same: z.int().describe('things that are as the files say'),
  counts: z.object({ create: z.int(), change: z.int(), remove: z.int() }),
  asksForPromotion: z.boolean().describe('the environment is guarded: its deployments become a promotion request'),
  summary: z.string(),
});

export type Plan = z.output<typeof plan>;
export type PlanChange = z.output<typeof planChange>;
export type PlanDetail = z.output<typeof planDetail>;
export type PlanNeed = z.output<typeof planNeed>;

/** How a plan is made. */
export const planOptions = z.object({
  prune: z.boolean().default(false).describe('remove what the files do not have, of the kinds of which they have any'),
  only: z.array(z.enum(planKinds)).min(1).optional().describe('only these kinds; default: all'),
  overwriteDrafts: z.boolean().default(false).describe('replace drafts with changes that were not published'),
});
export type PlanOptions = z.output<typeof planOptions>;
