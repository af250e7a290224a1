import { formatOfText, kindOfValue } from './fields-of-samples.ts';
import type { Schema } from './fields-of-schema.ts';

/** A JSON Schema that a sample document fits: its fields and their kinds, none of them required. */
export function schemaOfSample(value: unknown): Schema {
  switch (kindOfValue(value)) {
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(value as object).map(([name, child]) => [name, schemaOfSample(child)])),
      };
    case 'list': {
      const entries = value as unknown[];
      const items = entries.length === 0 ? {} : merged(entries.map(schemaOfSample));
      return { type: 'array', items };
    }
    case 'text': {
      const format = formatOfText(value as string);
      return { type: 'string', ...(format === 'day' && { format: 'date' }), ...(format === 'instant' && { format: 'date-time' }) };
    }
    case 'any':
      return {};
    default:
      return { type: typeof value === 'boolean' ? 'boolean' : 'number' };
  }
}

/** The fields of all entries of a list together. */
function merged(schemas: readonly Schema[]): Schema {
  const objects = schemas.filter((schema) => schema.type === 'object');
  const [first = {}] = schemas;
  if (objects.length !== schemas.length) return schemas.every((schema) => schema.type === first.type) ? first : {};
  const byName = new Map<string, Schema[]>();
  for (const { properties } of objects) {
    for (const [name, schema] of Object.entries(properties as Record<string, Schema>))
      byName.set(name, [...(byName.get(name) ?? []), schema]);
  }
  return { type: 'object', properties: Object.fromEntries([...byName].map(([name, all]) => [name, merged(all)])) };
}

/** Whether a pasted text is a JSON Schema rather than a document. */
export function isSchemaDocument(value: unknown): value is Schema {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const given = value as Record<string, unknown>;
  if (typeof given.$schema === 'string') return true;
  const isType = typeof given.type === 'string' && ['object', 'array'].includes(given.type);
  return isType && (typeof given.properties === 'object' || typeof given.items === 'object');
}
