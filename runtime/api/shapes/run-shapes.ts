import { z } from 'zod';
import { runStatuses } from '../../engine/run/statuses.ts';

export const runStatus = z.enum(runStatuses);
export const stepStatus = z.enum([
  'pending',
  'queued',
  'running',
  'retrying',
  'parked',
  'waiting',
  'done',
  'failed',
  'skipped',
  'cancelled',
]);

export const errorShape = z.object({
  code: z.string(),
  message: z.string().describe('what happened, what it means for the order, what to do'),
  details: z.unknown().optional(),
});

export const businessKey = z.object({ kind: z.string(), value: z.string() });

export const chunkProgress = z
  .object({
    bytes: z.int().describe('of the whole text'),
    bytesRead: z.int(),
    count: z.int().describe('chunks cut so far'),
    isCut: z.boolean().describe('the text was read to its end: there will be no more chunks'),
    settled: z.int().describe('chunks that have ended, counted in the order of the text'),
    failedChunks: z.int(),
    rows: z.int().describe('records in the settled chunks'),
    failed: z.int().describe('of them, exceptions'),
  })
  .describe('of a message that is too big for one run: how far its chunks are');

export const chunkSummary = z.object({
  id: z.string().describe('the run of the chunk'),
  number: z.int().describe('from 0, in the order of the text'),
  status: runStatus,
  firstLine: z.int(),
  lastLine: z.int(),
  rows: z.int(),
  failed: z.int(),
  openExceptions: z.int(),
  durationMs: z.number().nullable(),
  error: errorShape.nullable(),
});

export const runSummary = z.object({
  id: z.string(),
  flow: z.object({ id: z.string(), name: z.string(), version: z.int().describe('0: a test of the draft') }),
  env: z.string(),
  channel: z.string(),
  status: runStatus,
  title: z.string().describe('the first business key, or the run id'),
  keys: z.array(businessKey),
  correlationId: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  durationMs: z.number().nullable(),
  items: z.object({ total: z.int(), failed: z.int() }),
  nextTryAt: z.string().nullable(),
  attempt: z.int(),
  error: errorShape.nullable().describe('the first thing that went wrong'),
  openExceptions: z.int(),
  chunks: chunkProgress.nullable(),
  isTest: z.boolean(),
  replayOf: z.string().nullable(),
  kind: z
    .enum(['message', 'replay', 'continuation', 'chunk', 'compensation', 'call', 'error'])
    .describe('what it was started by or for; `call`: by another flow, `error`: by the end of a failed run'),
});

export const step = z.object({
  nodeId: z.string(),
  name: z.string(),
  type: z.string(),
  status: stepStatus,
  pinned: z.boolean().describe('of a test run: it was not executed, but gave the records pinned to it'),
  startedAt: z.number().nullable().describe('milliseconds since the start of the run'),
  durationMs: z.number().nullable(),
  itemsIn: z.int(),
  itemsOut: z.record(z.string(), z.int()).describe('by output port; `error` included'),
  failed: z.int(),
  attempts: z.int().describe('the largest number of attempts of one of its items'),
  nextTryAt: z.string().nullable(),
  error: errorShape.nullable(),
  caption: z.string().describe('what matters of this run at this step: "rows 2, 5 fired", "31 of 34 sent"; empty when nothing does'),
});

export const exceptionShape = z.object({
  id: z.string().describe('runId/nodeId/itemId'),
  runId: z.string().describe('the run it belongs to: this one, or one of its chunks'),
  nodeId: z.string(),
  itemId: z.string(),
  key: z.string().nullable(),
  state: z.enum(['open', 'replaying', 'resolved', 'dismissed']),
  attempts: z.int(),
  replay: z.string().nullable().describe('the replay that took it up last'),
  dismissed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  error: errorShape,
});

export const effect = z.object({
  nodeId: z.string(),
  itemId: z.string(),
  key: z.string().describe('the idempotency key that was sent'),
  outcome: z.enum(['confirmed', 'sent', 'unknown', 'not sent', 'undone']),
  attempts: z.int(),
  firstSentAt: z.string().nullable(),
  settledAt: z.string().nullable(),
  seenBefore: z.boolean().describe('the other system had seen this key before'),
  closedBy: z.string().nullable().describe('who said at a replay that it is done, so that nothing was sent'),
});

/** Where each item stands at each step that touches the outside. */
export const ledger = z.object({
  total: z.int(),
  items: z.array(
    z.object({
      nodeId: z.string(),
      name: z.string(),
      itemId: z.string(),
      businessKey: z.string().nullable(),
      kind: z.enum(['effect', 'read', 'wait']),
      connection: z.string().nullable(),
      key: z.string().nullable().describe('the idempotency key; null where none is sent'),
      generation: z.int().describe('raised when another request followed one that certainly had no effect'),
      state: z.enum(['pending', 'intended', 'confirmed', 'failed', 'unknown', 'detached']),
      hold: z.enum(['retry', 'parked', 'waiting']).nullable(),
      attempts: z.int(),
      firstSentAt: z.string().nullable(),
      settledAt: z.string().nullable(),
      nextTryAt: z.string().nullable(),
      requestHash: z.string().describe('of method, path and body: equal for equal requests'),
      answerStatus: z.int().nullable(),
      seenBefore: z.boolean(),
      closedBy: z.string().nullable(),
      undo: z.enum(['done', 'failed', 'kept']).nullable(),
      batch: z.object({ at: z.int(), of: z.int() }).nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
      next: z
        .enum([
          'skipped, its answer is kept',
          'sent',
          'sent again with the same key',
          'sent anew, as it was taken back',
          'looked up first',
          'a person decides',
          'read again',
          'waits on',
          'goes on in a run of its own',
        ])
        .describe('what a resume would do with it, or a replay once the run has ended'),
    }),
  ),
});

export const runDetail = runSummary.extend({
  steps: z.array(step).describe('in topological order'),
  edges: z.array(
    z.object({
      from: z.object({ node: z.string(), port: z.string() }),
      to: z.object({ node: z.string(), port: z.string() }),
      items: z.int(),
    }),
  ),
  effects: z.array(effect),
  exceptions: z.array(exceptionShape),
  waits: z
    .array(
      z.object({
        nodeId: z.string(),
        itemId: z.string(),
        for: z.enum(['time', 'event', 'approval', 'flow', 'sending']),
        what: z.string().describe('in words: "the event po-confirmed with the key 4711"'),
        since: z.string(),
        until: z.string().nullable().describe('null: as long as it takes'),
        role: z.string().nullable().describe('of an approval: who may decide; empty: everybody with the right to'),
        approvalId: z.string().nullable(),
        runId: z.string().nullable().describe('of a called flow'),
      }),
    )
    .describe('what its items wait for at this moment'),
  related: z
    .array(
      z.object({
        id: z.string(),
        relation: z.enum(['caller', 'called', 'error flow', 'failed run', 'compensation', 'compensated']),
        flow: z.object({ id: z.string(), name: z.string() }),
        status: runStatus,
        createdAt: z.string(),
        nodeId: z.string().nullable().describe('of a called run: the step that called it'),
      }),
    )
    .describe('the runs that started it or that it started; replays are listed apart'),
  compensation: z
    .object({ state: z.enum(['possible', 'under way', 'done', 'failed']), runId: z.string().nullable() })
    .nullable()
    .describe('whether what it did is or can be taken back; null: nothing of it can'),
  replay: z
    .object({
      by: z.string(),
      reason: z.string().nullable(),
      bulk: z.string().nullable().describe('the bulk replay that it is a part of'),
      corrected: z.array(z.string()).describe('items whose body that person has corrected'),
    })
    .nullable()
    .describe('of a replay: who asked for it, and why'),
  chunk: chunkSummary
    .pick({ number: true, firstLine: true, lastLine: true, rows: true })
    .extend({ of: z.string() })
    .nullable()
    .describe('of a part of a big message'),
  lookups: z
    .array(z.object({ name: z.string(), version: z.int() }))
    .describe('the version of each lookup that its flow uses; 0: there was none when it began'),
  replays: z.array(z.object({ id: z.string(), status: runStatus, createdAt: z.string() })),
  answer: z.object({ status: z.int(), body: z.unknown() }).nullable(),
  message: z.object({ bytes: z.int(), contentType: z.string() }),
  recoveries: z.int(),
  capture: z.enum(['all', 'errors', 'none']),
  replayableUntil: z.string().nullable(),
});

/** An item as people see it: redacted, cut at a size. */
export const shownItem = z.object({
  id: z.string(),
  key: z.string().nullable(),
  from: z.array(z.string()),
  json: z.unknown(),
  isCut: z.boolean().describe('too large to be shown whole: `json` is its beginning as text'),
  bytes: z.int(),
  correctedBy: z.string().nullable().describe('who corrected its body at the replay; the original run has it as it was'),
  note: z.unknown().nullable().describe('what the node recorded of it, such as the row that fired'),
  error: errorShape.nullable(),
});

export const exchange = z.object({
  itemId: z.string(),
  attempt: z.int(),
  at: z.string(),
  durationMs: z.number(),
  request: z.object({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  answer: z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() }).nullable(),
  error: errorShape.nullable(),
  idempotencyKey: z.string().nullable(),
});

export const stepDetail = z.object({
  nodeId: z.string(),
  input: z.record(z.string(), z.array(shownItem)),
  output: z.record(z.string(), z.array(shownItem)),
  exchanges: z.array(exchange),
  isCaptured: z.boolean().describe('false: the capture level or the retention left nothing to show'),
});

export const stepHistory = z.object({
  items: z.array(
    z.object({
      runId: z.string(),
      title: z.string().describe('the business key of the record or of its run'),
      at: z.string(),
      itemId: z.string(),
      json: z.unknown(),
      note: z.unknown().describe('what the step noted: of a decision table the rows that fired, and the result'),
    }),
  ),
  runs: z.int().describe('past runs that were looked at'),
  captured: z.int().describe('of them, those whose data is kept'),
});

/** Where an item came from and what became of it. */
export const lineage = z.object({
  runId: z.string(),
  title: z.string(),
  isCaptured: z.boolean().describe('false: the data of the run was not kept, so nothing can be told'),
  origin: z
    .object({ id: z.string(), relation: z.enum(['chunk of', 'replay of', 'caller', 'failed run', 'compensated']) })
    .nullable()
    .describe('the run that this one came from; null: a message'),
  steps: z
    .array(
      z.object({
        nodeId: z.string(),
        name: z.string(),
        type: z.string(),
        side: z.enum(['before', 'here', 'after']),
        itemsIn: z.int(),
        itemsOut: z.int(),
        ports: z.array(z.string()).describe('on which its records went out'),
        items: z
          .array(z.object({ id: z.string(), key: z.string().nullable(), summary: z.string(), error: errorShape.nullable() }))
          .describe('the first 20'),
        count: z.int(),
        fate: z.enum(['went on', 'exception', 'filtered', 'ended']),
        effects: z.array(z.object({ itemId: z.string(), outcome: effect.shape.outcome })),
        runs: z.array(
          z.object({
            id: z.string(),
            relation: z.enum(['replay', 'caller', 'called', 'error flow', 'failed run', 'compensation', 'compensated']),
            nodeId: z.string().nullable().describe('where to look in that run'),
            itemId: z.string().nullable(),
          }),
        ),
      }),
    )
    .describe('in the order of the flow'),
});
