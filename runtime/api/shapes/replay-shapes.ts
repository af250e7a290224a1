import { z } from 'zod';
import { callActions } from '../../engine/replay/decide-call.ts';

/** What a replay does with one call. */
const callAction = z.enum(callActions);

/** What a replay will do, shown before it is done. The same preparation starts it. */
export const replayPlan = z.object({
  runId: z.string().describe('the run that is replayed: of a replay that failed, the one that it came from'),
  version: z.int(),
  versions: z.object({ original: z.int(), newest: z.int().nullable().describe('the version that runs in the environment now') }),
  from: z.object({ nodeId: z.string(), name: z.string() }).nullable().describe('null: the whole run'),
  items: z.array(z.string()).describe('at that step; `*`: all'),
  steps: z.array(z.object({ nodeId: z.string(), name: z.string(), action: z.enum([...callActions, 'not reached']), items: z.int() })),
  calls: z
    .array(
      z.object({
        nodeId: z.string(),
        name: z.string(),
        itemId: z.string(),
        businessKey: z.string().nullable(),
        kind: z.enum(['effect', 'read', 'wait']),
        action: callAction,
        why: z.string().nullable(),
        key: z.string().nullable().describe('the idempotency key that was sent before'),
        generation: z.int(),
        firstSentAt: z.string().nullable(),
      }),
    )
    .describe('calls that are known before it runs, at most 500, those that are asked about first'),
  sums: z.object({
    skipped: z.int(),
    sentNow: z.int(),
    sameKey: z.int(),
    newKey: z.int(),
    lookedUp: z.int(),
    asked: z.int(),
    read: z.int(),
  }),
  undecided: z
    .array(
      z.object({
        nodeId: z.string(),
        name: z.string(),
        itemId: z.string(),
        businessKey: z.string().nullable(),
        why: z.string(),
        choices: z.array(z.enum(['repeat', 'treat as done'])),
      }),
    )
    .describe('effects that nobody but a person can decide; the replay starts when all are'),
  failsAgain: z
    .array(z.object({ nodeId: z.string(), name: z.string(), itemId: z.string(), code: z.string(), message: z.string() }))
    .describe('items that fail again before anything is sent for them, as it stands now'),
  overtakenBy: z.array(z.string()).describe('later runs of the same ordering key; the replay asks to be confirmed'),
});

/** What a bulk replay would do, counted from the ledgers. */
export const bulkPreview = z.object({
  runs: z.int().describe('runs that the filter finds'),
  isMore: z.boolean().describe('there are more: the counts are those of the first 5,000'),
  items: z.int(),
  sums: z.object({ skipped: z.int(), sentNow: z.int(), sameKey: z.int(), lookedUp: z.int(), asked: z.int() }),
  askedRuns: z.int().describe('runs with an effect that nobody but a person can decide'),
  overtaken: z.int().describe('runs that have an ordering key'),
  refused: z.int().describe('runs that have not ended, or whose message is no longer kept'),
  sample: z.array(z.object({ id: z.string(), title: z.string() })),
});

export const bulkReplay = z.object({
  id: z.string(),
  env: z.string(),
  by: z.string(),
  reason: z.string(),
  status: z.enum(['running', 'done', 'cancelled']),
  filter: z.record(z.string(), z.unknown()),
  from: z.string().nullable(),
  version: z.enum(['original', 'newest']),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  total: z.int(),
  seen: z.int(),
  started: z.int(),
  left: z.int().describe('left to a person: effects to decide, later runs of the same ordering key'),
  refused: z.int(),
  problems: z.array(z.object({ runId: z.string(), code: z.string(), message: z.string() })),
  outcomes: z.object({ done: z.int(), failed: z.int(), underWay: z.int() }).describe('what became of the replays begun'),
});
