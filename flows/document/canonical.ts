import { z } from 'zod';
import { compareText } from './compare-text.ts';
import { edgeKey } from './edge-key.ts';
import { type Flow, flowSchema } from './flow.ts';
import { sameJson } from './same-json.ts';
import { bareSchema } from './schema-walk.ts';

/**
 * The one text of a flow: known fields in the order of the schema, configuration keys and lists with ids sorted, fields at their default left
 * out, two spaces, a final line break. Equal flows give equal text, and a small edit gives a small difference of files.
 */
export function canonicalText(flow: Flow): string {
  const sorted = {
    ...flow,
    nodes: byName(flow.nodes, (node) => node.id),
    edges: byName(flow.edges, edgeKey),
    notes: byName(flow.notes, (note) => note.id),
    groups: byName(flow.groups, (group) => group.id).map((group) => ({ ...group, nodes: byName(group.nodes, (id) => id) })),
    tests: byName(flow.tests, (test) => test.id),
    retired: byName(flow.retired, (id) => id),
  };
  return `${JSON.stringify(writeFlow(sorted), null, 2)}\n`;
}

function byName<T>(entries: readonly T[], nameOf: (entry: T) => string): T[] {
  return entries
    .map((entry) => [nameOf(entry), entry] as const)
    .sort(([a], [b]) => compareText(a, b))
    .map(([, entry]) => entry);
}

type Write = (value: unknown) => unknown;
/** Built once from the schema: it knows the order of keys and the defaults. */
const writeFlow = writerOf(flowSchema);

function writerOf(schema: unknown): Write {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodObject) return objectWriter(bare.shape as Record<string, z.ZodType>);
  if (bare instanceof z.ZodArray) return eachWriter(writerOf(bare.element));
  if (bare instanceof z.ZodRecord) return recordWriter(writerOf(bare.valueType));
  return sortKeys;
}

function objectWriter(shape: Record<string, z.ZodType>): Write {
  const fields = Object.entries(shape).map(([key, schema]) => ({ key, write: writerOf(schema), default: defaultOf(schema) }));
  return (value) => {
    const object = value as Record<string, unknown>;
    const written: [string, unknown][] = [];
    for (const field of fields) {
      const fieldValue = object[field.key];
      if (fieldValue === undefined || sameJson(fieldValue, field.default)) continue;
      written.push([field.key, field.write(fieldValue)]);
    }
    return Object.fromEntries(written);
  };
}

function eachWriter(write: Write): Write {
  return (value) => (value as unknown[]).map(write);
}

function recordWriter(write: Write): Write {
  return (value) => sortedEntries(value as object, write);
}

/** What a field without a value becomes; undefined when it has no default. */
function defaultOf(schema: z.ZodType): unknown {
  const parsed = schema.safeParse(undefined);
  return parsed.success ? parsed.data : undefined;
}

function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? value.map(sortKeys) : sortedEntries(value, sortKeys);
}

function sortedEntries(object: object, write: Write): unknown {
  return Object.fromEntries(
    Object.entries(object)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, value]) => [key, write(value)]),
  );
}
