import { z } from 'zod';
import { edgeSchema, flowSchema, groupSchema, nodeId, nodeSchema, noteSchema, point, testCaseSchema } from '../document/flow.ts';

/** Dotted path, `fields.0.target`; a dot inside a name is written `\.`. */
const path = z.string().min(1).max(400);
/** Absent: the field is removed, or goes back to its default. */
const value = z.unknown().optional();
const { name, config, version, note, disabled } = nodeSchema.shape;
const { shape: flow } = flowSchema;

/** Every edit of a flow but `batch`, as data: what the browser keeps for undo, sends to the server, and the audit shows. */
export const singleOperationSchema = z.discriminatedUnion('op', [
  // Nodes
  /** `restored`: puts a removed node back under its own id. */
  z.strictObject({ op: z.literal('add-node'), node: nodeSchema, restored: z.literal(true).optional() }),
  /**
   * Takes its edges with it. `heal`: a simple chain a-b-c minus b connects a-c.
   * `forget`: the id may be used again; only for undoing an addition.
   */
  z.strictObject({
    op: z.literal('remove-node'),
    node: nodeId,
    heal: z.literal(true).optional(),
    forget: z.literal(true).optional(),
  }),
  z.strictObject({ op: z.literal('move-nodes'), moves: z.array(z.strictObject({ node: nodeId, to: point })).min(1) }),
  z.strictObject({ op: z.literal('rename-node'), node: nodeId, name }),
  z.strictObject({ op: z.literal('set-config'), node: nodeId, path, value }),
  z.strictObject({ op: z.literal('replace-config'), node: nodeId, config: config.unwrap() }),
  /** `path` within the failure policy, such as `retry.attempts`. */
  z.strictObject({ op: z.literal('set-on-failure'), node: nodeId, path, value }),
  z.strictObject({ op: z.literal('set-disabled'), node: nodeId, disabled: disabled.unwrap() }),
  z.strictObject({ op: z.literal('set-node-note'), node: nodeId, note: note.unwrap() }),
  /** `config`: the configuration as the new version needs it. */
  z.strictObject({ op: z.literal('change-node-version'), node: nodeId, version: version.unwrap(), config: config.unwrap().optional() }),

  // Edges
  z.strictObject({ op: z.literal('add-edge'), edge: edgeSchema }),
  z.strictObject({ op: z.literal('remove-edge'), edge: edgeSchema }),
  /** A node dropped on an edge: takes it in at `input`, goes on from `output`. */
  z.strictObject({
    op: z.literal('insert-on-edge'),
    edge: edgeSchema,
    node: nodeSchema,
    input: edgeSchema.shape.to.shape.port,
    output: edgeSchema.shape.from.shape.port,
  }),
  /** Nodes with new ids and the edges among them. */
  z.strictObject({ op: z.literal('paste'), nodes: z.array(nodeSchema).min(1), edges: z.array(edgeSchema) }),

  // The flow as a whole
  z.strictObject({
    op: z.literal('set-flow'),
    change: z
      .strictObject({
        name: flow.name.optional(),
        purpose: flow.purpose.unwrap().optional(),
        channel: flow.channel.unwrap().optional(),
        owner: flow.owner.unwrap().optional(),
        unit: flow.unit.unwrap().optional(),
      })
      .refine((change) => Object.keys(change).length > 0, 'name at least one field to change'),
  }),
  /** `path` within the settings, such as `answer.mode`. */
  z.strictObject({ op: z.literal('set-settings'), path, value }),

  // Notes on the canvas
  z.strictObject({ op: z.literal('add-note'), note: noteSchema }),
  z.strictObject({ op: z.literal('edit-note'), note: nodeId, text: noteSchema.shape.text }),
  /** Moves and resizes. */
  z.strictObject({ op: z.literal('move-note'), note: nodeId, to: point, size: noteSchema.shape.size.unwrap().optional() }),
  z.strictObject({ op: z.literal('remove-note'), note: nodeId }),

  // Groups on the canvas
  z.strictObject({ op: z.literal('add-group'), group: groupSchema }),
  z.strictObject({
    op: z.literal('edit-group'),
    group: nodeId,
    change: z
      .strictObject({
        title: groupSchema.shape.title.optional(),
        nodes: groupSchema.shape.nodes.optional(),
        collapsed: groupSchema.shape.collapsed.unwrap().optional(),
      })
      .refine((change) => Object.keys(change).length > 0, 'name at least one field to change'),
  }),
  /** The frame goes, its steps stay. */
  z.strictObject({ op: z.literal('remove-group'), group: nodeId }),

  // Test cases
  z.strictObject({ op: z.literal('add-test'), test: testCaseSchema }),
  z.strictObject({
    op: z.literal('edit-test'),
    test: nodeId,
    change: z
      .strictObject({
        name: testCaseSchema.shape.name.optional(),
        message: testCaseSchema.shape.message.optional(),
        answers: testCaseSchema.shape.answers.unwrap().optional(),
        expect: testCaseSchema.shape.expect.unwrap().optional(),
        systems: testCaseSchema.shape.systems.unwrap().optional(),
        /** null: the message comes in now. */
        receivedAt: testCaseSchema.shape.receivedAt.nullable(),
      })
      .refine((change) => Object.keys(change).length > 0, 'name at least one field to change'),
  }),
  z.strictObject({ op: z.literal('remove-test'), test: nodeId }),
]);

/** Several edits as one step of undo. They are applied in order, all or none. */
export const batchSchema = z.strictObject({
  op: z.literal('batch'),
  title: z.string().min(1).max(120),
  operations: z.array(singleOperationSchema).min(1).max(5000),
});

export const operationSchema = z.discriminatedUnion('op', [...singleOperationSchema.options, batchSchema]);

export type SingleOperation = z.output<typeof singleOperationSchema>;
export type Batch = z.output<typeof batchSchema>;
export type Operation = SingleOperation | Batch;
export type OperationName = SingleOperation['op'];
export type OperationOf<Name extends OperationName> = Extract<SingleOperation, { op: Name }>;
