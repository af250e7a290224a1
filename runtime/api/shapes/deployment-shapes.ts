import { z } from 'zod';
import { environmentName, instant } from './requests.ts';

const why = z.string().trim().max(500).describe('for the history and the audit');

const shareOfSome = z.int().min(1).max(99).describe('per cent of the messages');

const stopWhen = z
  .strictObject({
    failedPercent: z.int().min(1).max(100).describe('of the ended runs of the version that comes'),
    atLeast: z.int().min(1).max(1000).describe('ended runs, before it counts'),
  })
  .describe('it goes back by itself when so many runs of the version that comes fail');

export const rolloutRequest = z
  .strictObject({ share: shareOfSome, stopWhen: stopWhen.nullable().default(null) })
  .describe('the version comes beside the one that is live and gets only so many messages; left out: all of them');

export const shareRequest = z.strictObject({
  share: z.int().min(1).max(100).describe('per cent of the messages; with 100 the version is live alone'),
  why: why.default(''),
});

export const goBackRequest = z.strictObject({ why: z.string().trim().min(3, 'say why, for the history and the audit').max(500) });

export const deploymentRequest = z.strictObject({
  env: environmentName,
  version: z.int().min(1),
  why: why.default(''),
  rollout: rolloutRequest.optional(),
  at: instant.optional().describe('when it is to happen; left out: now. What stands in its way then keeps it from happening, and is told'),
});

export const rollbackRequest = z.strictObject({
  version: z.int().min(1).optional().describe('one that ran there; default: the one before'),
  why: why.default(''),
  restoreConfiguration: z
    .boolean()
    .default(true)
    .describe('its variables and lookups come back to how they were, except those that other live flows use'),
});

const pauseMode = z.enum(['refuse', 'queue']).describe('`refuse`: intake answers 503; `queue`: messages are kept, and run when it goes on');

export const pauseOfFlow = z.strictObject({
  mode: pauseMode.default('refuse'),
  why: z.string().trim().min(3, 'say why, for the next one who looks').max(500),
  until: instant.nullable().default(null).describe('when it goes on by itself; null: when somebody lets it'),
});

export const deployment = z.object({
  env: z.string(),
  version: z.int(),
  since: z.string(),
  by: z.string(),
  why: z.string(),
  number: z.int().nullable().describe('its line in the history; null: it is still to come'),
  promotion: z.string().nullable(),
  scheduledFor: z.string().nullable(),
  rollout: z
    .object({
      version: z.int(),
      share: shareOfSome,
      since: z.string(),
      by: z.string(),
      why: z.string(),
      promotion: z.string().nullable(),
      stopWhen: stopWhen.nullable(),
    })
    .nullable()
    .describe('the version that comes beside it and takes a share of the messages; null: it takes all'),
});

const sideCounts = z.object({ runs: z.int(), failed: z.int() });

export const deploymentReply = deployment.extend({
  missingConnections: z.array(z.string()).describe('connections that the flow names and this environment does not have'),
});

const part = { kind: z.enum(['variable', 'lookup']), name: z.string() };

export const rollbackReply = deploymentReply.extend({
  from: z.int().nullable().describe('the version that ran until now'),
  configuration: z.object({
    restored: z.array(z.object({ ...part, before: z.unknown(), after: z.unknown() })).describe('a value, or the version of a table'),
    left: z.array(z.object({ ...part, why: z.string() })).describe('stays as it is, and why'),
  }),
});

export const shownPause = z.object({
  mode: pauseMode,
  why: z.string(),
  by: z.string(),
  since: z.string(),
  until: z.string().nullable(),
});

export const deployedNow = z.object({
  env: z.string(),
  deployment: deployment.nullable(),
  paused: shownPause.nullable(),
  waiting: z.int().describe('messages that wait for the end of the pause; counted to 10,000'),
  scheduled: z
    .object({
      version: z.int().nullable(),
      at: z.string(),
      by: z.string(),
      why: z.string(),
      promotion: z.string().nullable(),
      share: shareOfSome.nullable().describe('that it gets at first; null: all'),
    })
    .nullable(),
  notMade: z
    .object({ version: z.int(), at: z.string(), words: z.string(), isRollout: z.boolean() })
    .nullable()
    .describe('a scheduled deployment that did not happen, or a rollout that went back by itself, and why'),
  rolloutCounts: z
    .object({ live: sideCounts, coming: sideCounts })
    .nullable()
    .describe('ended runs since the rollout began, of each version its newest 1,000; null: there is no rollout'),
});

export const historyLine = z.object({
  number: z.int(),
  env: z.string(),
  version: z.int(),
  since: z.string(),
  until: z.string().nullable().describe('null: it is still so'),
  by: z.string(),
  why: z.string(),
  promotion: z.string().nullable(),
  kind: z
    .enum(['deploy', 'rollback', 'withdraw', 'pause', 'resume', 'rollout', 'rollout-back'])
    .describe('`rollout`: a version came beside the live one, or got another share; `rollout-back`: it was given up'),
  configuration: z
    .object({
      variables: z.record(z.string(), z.unknown()),
      lookups: z.record(z.string(), z.int()),
      contracts: z.array(z.string()),
      connections: z.array(z.string()),
    })
    .nullable()
    .describe('what the version ran with when it came'),
  mode: pauseMode.nullable().describe('of a pause'),
  pausedUntil: z.string().nullable(),
  share: shareOfSome.nullable().describe('of a rollout'),
});
