import { nodeId } from '@crossdock/flows/document/flow';
import { z } from 'zod';

/** Records that one preview or one step run takes. */
const recordLimit = 500;

/** Records by port of a step, in order. */
const recordsByPort = z.record(z.string().min(1).max(64), z.array(z.json()));

export const givenInputs = recordsByPort
  .refine(
    (ports) => Object.values(ports).reduce((sum, records) => sum + records.length, 0) <= recordLimit,
    `at most ${recordLimit} records`,
  )
  .describe('records by input port, the first port first');

export const stepPreviewRequest = z.strictObject({
  env: z.string().min(1).max(30),
  node: z.strictObject({
    id: nodeId.optional(),
    type: z.string().min(1).max(120),
    version: z.int().min(1),
    config: z.record(z.string(), z.unknown()),
  }),
  inputs: givenInputs,
});

export const stepPreview = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    outputs: z.record(
      z.string(),
      z.array(
        z.object({
          json: z.unknown(),
          from: z.array(z.int()).describe('positions in the first input port'),
          note: z.unknown().describe('what the step recorded of it, such as the row that fired'),
        }),
      ),
    ),
    failed: z.array(
      z.object({
        index: z.int().describe('position in the first input port'),
        code: z.string(),
        message: z.string(),
        path: z.string().nullable().describe('of the configuration, such as `fields[2].value`'),
      }),
    ),
    notes: z.array(z.unknown()).describe('by position in the first input port'),
    ms: z.number(),
  }),
  z.object({
    ok: z.literal(false),
    error: z
      .object({ code: z.string(), message: z.string(), path: z.string().nullable() })
      .describe('the configuration, or the step as a whole'),
  }),
]);

export const stepRunRequest = z.strictObject({ env: z.string().min(1).max(30), node: nodeId, inputs: givenInputs });

export const pinRequest = z.strictObject({ outputs: recordsByPort.describe('what the step gives in test runs, by output port') });

export const pin = z.object({
  nodeId: z.string(),
  outputs: z.record(z.string(), z.array(z.unknown())),
  by: z.string(),
  at: z.string(),
  bytes: z.int(),
});
