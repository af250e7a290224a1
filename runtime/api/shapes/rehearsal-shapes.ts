import { nodeId, nodeSchema } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { step } from './run-shapes.ts';

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
    type: nodeSchema.shape.type,
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

export const testReportRequest = z.strictObject({
  env: z.string().min(1).max(30),
  tests: z.array(nodeId).min(1).max(500).optional().describe('ids; default: all'),
});

export const finding = z.object({
  place: z.string().describe('such as `outputs.map.out[0].lines[1].quantity`'),
  message: z.string().describe('the whole sentence'),
  kind: z.enum(['differs', 'missing', 'unexpected', 'length', 'schema']),
  part: z.enum(['status', 'outputs', 'requests', 'errors', 'run']),
  key: z.string().nullable().describe('`node.port` of an output, the node of requests and errors'),
  path: z.array(z.union([z.string(), z.int()])).describe('within what the key names'),
  expected: z.unknown().optional(),
  found: z.unknown().optional(),
});

export const caseReport = z.object({
  test: z.string(),
  name: z.string(),
  passed: z.boolean(),
  durationMs: z.int(),
  status: z.string().nullable().describe('of the run; null: it could not be begun or did not end'),
  findings: z.array(finding).describe('what was expected and did not come'),
  steps: z.array(
    step.pick({ nodeId: true, name: true, status: true, itemsIn: true, itemsOut: true, failed: true, error: true, caption: true }),
  ),
  data: z
    .object({
      outputs: z.record(z.string(), z.array(z.unknown())).describe('by `node.port`'),
      requests: z.record(z.string(), z.array(z.unknown())).describe('by node'),
      errors: z.record(z.string(), z.array(z.string())).describe('codes by node'),
      isCut: z.boolean().describe('there is more than is shown'),
    })
    .describe('what came, with nothing hidden'),
});

export const testReport = z.object({ passed: z.int(), failed: z.int(), durationMs: z.int(), results: z.array(caseReport) });
