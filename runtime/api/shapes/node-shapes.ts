import { z } from 'zod';

const port = z.object({ name: z.string(), title: z.string().optional(), help: z.string().optional() });

/** A node type as JSON: all that the designer knows of it. */
export const nodeDescriptor = z.object({
  type: z.string(),
  version: z.int(),
  kind: z.enum(['pure', 'effect', 'read', 'wait', 'trigger']),
  title: z.string(),
  summary: z.string(),
  help: z.string().describe('Markdown'),
  icon: z.string().describe('a Tabler outline icon'),
  tile: z.enum(['outside', 'transform', 'rule', 'routing', 'distribution']),
  section: z.enum(['Triggers', 'Systems', 'Transform', 'Rules', 'Routing', 'Distribution']),
  caption: z.string().describe('what the card shows, with paths into the configuration: `{path}`'),
  keywords: z.array(z.string()),
  ports: z.object({
    inputs: z.array(port),
    outputs: z.union([
      z.array(port),
      z
        .object({ from: z.string(), name: z.string(), also: z.array(port).optional() })
        .describe('one per entry of an array of the configuration'),
    ]),
  }),
  isBarrier: z.boolean(),
  rejectsDuplicates: z.boolean(),
  system: z.string().nullable(),
  idempotency: z
    .union([
      z.literal('none'),
      z.literal('by configuration'),
      z.object({ key: z.object({ lifetimeHours: z.number() }) }),
      z.object({ lookUp: z.literal(true) }),
    ])
    .nullable(),
  configSchema: z.record(z.string(), z.unknown()).describe('JSON Schema 2020-12 with hints for the form'),
  examples: z.array(z.unknown()),
});
