import { z } from 'zod';

const cellState = z
  .enum(['live', 'paused', 'scheduled', 'approval', 'rollout', 'drifted', 'blocked'])
  .describe(
    '`approval`: another version was asked for; `rollout`: another version gets a share of its messages; `drifted`: changed there by hand; `blocked`: a scheduled deployment did not happen, or a rollout went back by itself',
  );

const figure = z.int().nullable().describe('null: the roles of who asks do not reach there');

const flowCell = z.object({
  version: z.int().nullable(),
  coming: z
    .object({ version: z.int(), share: z.int() })
    .nullable()
    .describe('the version that comes beside it, with its share of the messages in per cent'),
  since: z.string().nullable(),
  by: z.string().nullable(),
  state: cellState.nullable(),
  scheduledFor: z.string().nullable(),
  promotion: z.string().nullable().describe('the open request that would bring another version; else the one that brought this'),
  runs24h: figure,
  failed24h: figure,
  openExceptions: figure,
  behind: z.int().describe('versions behind the environment before; the first one behind what is published'),
});

const thingCell = z.object({
  version: z.int().nullable(),
  rows: z.int(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
  state: cellState.nullable(),
  behind: z.int().describe('of a lookup 1 when the environment before has other rows'),
});

const thingLine = z.object({ name: z.string(), title: z.string(), cells: z.record(z.string(), thingCell) });

/** What runs where. */
export const board = z.object({
  flows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      channel: z.string(),
      draft: z.object({ changes: z.int(), errors: z.int() }),
      latest: z.int().nullable().describe('the newest published version'),
      cells: z.record(z.string(), flowCell).describe('by environment; left out where nothing is known of it'),
    }),
  ),
  lookups: z.array(thingLine),
  contracts: z.array(thingLine).describe('in an environment the newest version that its flows name'),
  drift: z.array(
    z.object({
      env: z.string(),
      kind: z.enum(['flow', 'lookup', 'contract', 'connection', 'variable', 'environment']),
      name: z.string(),
      words: z.string(),
      at: z.string().describe('when it was as it should be'),
    }),
  ),
});
