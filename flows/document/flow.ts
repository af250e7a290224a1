import { z } from 'zod';

/**
 * The version of the document format. Older documents are upgraded in memory, never rewritten.
 * The defaults below belong to it: canonical text leaves them out, so changing one needs a new format and an upgrade.
 */
export const currentFormat = 1;

/** How much one flow may hold. */
export const limits = { nodes: 2000, edges: 8000, notes: 200, groups: 200, tests: 500 } as const;

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'use lower-case letters, digits and dashes, at most 80');
/** Immutable and never reused; a copy gets a new one. */
export const nodeId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'start with a letter; then letters, digits, dashes and underscores, at most 64');
const portName = z.string().min(1).max(64);
export const point = z.strictObject({ x: z.number(), y: z.number() });

export const retrySchema = z.strictObject({
  /** Calls in all, the first included. */
  attempts: z.int().min(1).max(50).default(5),
  firstDelaySeconds: z.number().min(0).max(3600).default(2),
  factor: z.number().min(1).max(10).default(3),
  maxDelaySeconds: z.number().min(0).max(86400).default(300),
});

export const onFailureSchema = z.strictObject({
  retry: retrySchema.prefault({}),
  /** What is lost with a failed item. */
  scope: z.enum(['item', 'group', 'run']).default('item'),
  /** For barriers: what to do when items are missing. */
  onMissing: z.enum(['exception', 'proceed', 'wait']).default('exception'),
  timeoutSeconds: z.number().min(0.1).max(600).default(30),
  /** An item whose next attempt lies further away goes on in a run of its own, so that the others need not wait. */
  patienceSeconds: z.number().min(0).max(86_400).default(30),
});

export const nodeSchema = z.strictObject({
  id: nodeId,
  type: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  version: z.int().min(1).default(1),
  name: z.string().min(1).max(80),
  config: z.record(z.string(), z.unknown()).default({}),
  position: point.default({ x: 0, y: 0 }),
  /** A disabled node hands its input on unchanged, on its first output. */
  disabled: z.boolean().default(false),
  onFailure: onFailureSchema.prefault({}),
  note: z.string().max(2000).default(''),
});

export const edgeSchema = z.strictObject({
  from: z.strictObject({ node: nodeId, port: portName }),
  to: z.strictObject({ node: nodeId, port: portName }),
});

export const noteSchema = z.strictObject({
  id: nodeId,
  text: z.string().max(4000),
  position: point,
  size: z.strictObject({ width: z.number().min(80), height: z.number().min(40) }).default({ width: 240, height: 96 }),
});

/** A titled frame around steps on the canvas; it changes nothing about what the flow does. A step stands in at most one. */
export const groupSchema = z.strictObject({
  id: nodeId,
  title: z.string().min(1).max(80),
  nodes: z.array(nodeId).max(limits.nodes),
  /** Drawn as one card that carries the ports leading out of it. */
  collapsed: z.boolean().default(false),
});

/** A message as a test case or sample gives it: a JSON body, or the text of any other format. */
export const sampleMessageSchema = z.strictObject({
  body: z.unknown().optional(),
  text: z.string().optional(),
  contentType: z.string().default('application/json'),
  headers: z.record(z.string(), z.string()).default({}),
  query: z.record(z.string(), z.string()).default({}),
});

export const testCaseSchema = z.strictObject({
  id: nodeId,
  name: z.string().min(1).max(120),
  message: sampleMessageSchema,
  /** Whether calls get the `answers`, or go to the systems of the environment it is run in. */
  systems: z.enum(['mocked', 'live']).default('mocked'),
  /** The instant at which the message comes in; absent: now. */
  receivedAt: z.iso.datetime({ offset: true }).optional(),
  /** Answers that effect and read nodes get in the test, in order, by node id. A node without one fails the test. */
  answers: z
    .record(
      nodeId,
      z.array(z.strictObject({ status: z.int().default(200), body: z.unknown(), headers: z.record(z.string(), z.string()).default({}) })),
    )
    .default({}),
  expect: z
    .strictObject({
      status: z.enum(['done', 'partial', 'failed']).default('done'),
      /** Items expected on an output, by `node.port`, in their order. */
      outputs: z.record(z.string(), z.array(z.unknown())).default({}),
      /** How an output is compared. `subset`: an item may have more fields than are expected; `schema`: see there. */
      match: z.record(z.string(), z.enum(['subset', 'exact', 'schema'])).default({}),
      /** What each item of an output must be, by `node.port`: the name of a contract, or a JSON Schema. */
      schemas: z.record(z.string(), z.union([z.string().min(1).max(120), z.record(z.string(), z.unknown())])).default({}),
      /** Requests expected of effect nodes, by node id: each must be contained in the request at its position. */
      requests: z.record(nodeId, z.array(z.unknown())).default({}),
      /** Error codes expected, by node id. */
      errors: z.record(nodeId, z.array(z.string())).default({}),
    })
    .prefault({}),
});

export const settingsSchema = z.strictObject({
  answer: z
    .strictObject({
      mode: z.enum(['accepted', 'when-finished']).default('accepted'),
      /** Past it the caller gets 202 and a status link. */
      deadlineSeconds: z.number().min(0.1).max(300).default(25),
    })
    .prefault({}),
  /** Expression over the first item; runs with the same key go in arrival order. */
  orderingKey: z.string().optional(),
  ordering: z
    .strictObject({
      /** After a run ended with exceptions: the next of its key goes on, or waits until they are resolved. */
      onException: z.enum(['release', 'hold']).default('release'),
      /** A run that a later one of its key has overtaken before it began is not executed. For messages that carry a whole state, never for changes. */
      latestWins: z.boolean().default(false),
    })
    .prefault({}),
  /** Runs of the flow at once per worker; absent: it shares its lane with the channel's other flows. */
  concurrency: z.int().min(1).max(1000).optional(),
  /** Accepted messages that may wait; past it the intake answers 429. */
  backlog: z.int().min(10).max(10_000_000).default(200_000),
  correlationId: z.string().optional(),
  /** What people search by. `normalise` is applied when storing and when searching. */
  businessKeys: z
    .array(
      z.strictObject({
        kind: z.string().min(1).max(40),
        value: z.string(),
        normalise: z.array(z.enum(['trim', 'upper', 'strip-leading-zeros', 'strip-hash'])).default(['trim', 'upper']),
      }),
    )
    .default([]),
  capture: z.enum(['all', 'errors', 'none']).default('all'),
  /** Field names whose values are replaced in what people see, at any depth. */
  redact: z.array(z.string()).default(['password', 'token', 'secret', 'authorization', 'email', 'phone', 'contact_email', 'browser_ip']),
  /** The flow that is told of each run that failed or lost records; absent: none. */
  errorFlow: slug.optional(),
  /** Effects with something wired to `undo` are taken back: only when an operator gives a run up, or as soon as it has failed. */
  compensate: z.enum(['never', 'when-failed']).default('never'),
  retention: z
    .strictObject({ days: z.number().min(0.01).max(3650).default(30), runs: z.int().min(100).max(100_000_000).default(1_000_000) })
    .prefault({}),
  lane: z.string().max(60).optional(),
  /** 0 goes first, 9 waits longest. */
  priority: z.int().min(0).max(9).default(5),
  /** Whether a version may be published without saying what changed. */
  publishNote: z.enum(['optional', 'required']).default('optional'),
});

/** Of flows that name none. */
export const defaultChannel = 'General';

export const flowSchema = z.strictObject({
  format: z.literal(currentFormat),
  id: slug,
  name: z.string().min(1).max(80),
  /** One line: what it is for. */
  purpose: z.string().max(200).default(''),
  channel: z.string().max(60).default(defaultChannel),
  owner: z.string().max(80).default(''),
  unit: z.string().max(40).default(''),
  settings: settingsSchema.prefault({}),
  nodes: z.array(nodeSchema).max(limits.nodes).default([]),
  edges: z.array(edgeSchema).max(limits.edges).default([]),
  notes: z.array(noteSchema).max(limits.notes).default([]),
  groups: z.array(groupSchema).max(limits.groups).default([]),
  tests: z.array(testCaseSchema).max(limits.tests).default([]),
  /** Ids of removed nodes: a new node never takes one, so that a replay cannot mistake it for the old one. */
  retired: z.array(nodeId).default([]),
});

/** A flow with every default filled in. */
export type Flow = z.output<typeof flowSchema>;
/** A flow as a file may give it. */
export type FlowInput = z.input<typeof flowSchema>;
export type FlowNode = Flow['nodes'][number];
export type FlowEdge = Flow['edges'][number];
export type FlowNote = Flow['notes'][number];
export type FlowGroup = Flow['groups'][number];
export type FlowSettings = Flow['settings'];
export type TestCase = Flow['tests'][number];
export type SampleMessage = z.output<typeof sampleMessageSchema>;
export type RetryPolicy = z.output<typeof retrySchema>;
export type Position = z.output<typeof point>;
export type OnFailure = z.output<typeof onFailureSchema>;

/** Something wrong with a flow, at a place a person can go to. */
export type Problem = {
  readonly severity: 'error' | 'warning' | 'hint';
  /** null: the flow as a whole. */
  readonly nodeId: string | null;
  /** Dotted path within the node (`config.path`) or the flow (`settings.orderingKey`); null: the node as such. */
  readonly field: string | null;
  readonly message: string;
  readonly remedy: string;
  /** Stable, such as `UNREACHABLE_NODE`. */
  readonly code: string;
};
