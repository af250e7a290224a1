import { countOf } from '../kit/format.ts';

/** A field of a contract as the table shows it. */
export type SchemaRow = {
  /** `lines[].sku` */
  path: string;
  name: string;
  depth: number;
  type: string;
  isRequired: boolean;
  /** Pattern, format, bounds, allowed values. */
  rule: string;
  help: string;
};

type Schema = Record<string, unknown>;
const deepest = 8;

/** The fields of a JSON Schema from top to bottom, references followed; one that leads back to itself is named and left closed. */
export function schemaRows(root: Schema): SchemaRow[] {
  const rows: SchemaRow[] = [];
  addFields(root, root, '', 0, [], rows);
  return rows;
}

function addFields(schema: Schema, root: Schema, parent: string, depth: number, seen: readonly string[], rows: SchemaRow[]): void {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, given] of Object.entries(properties)) {
    if (!isSchema(given)) continue;
    const { schema: field, seen: seenHere } = followed(given, root, seen);
    const items = isSchema(field.items) ? followed(field.items, root, seenHere) : null;
    const path = parent === '' ? name : `${parent}.${name}`;
    rows.push({
      path: items ? `${path}[]` : path,
      name,
      depth,
      type: items ? `list of ${typeOf(items.schema)}` : typeOf(field),
      isRequired: required.includes(name),
      rule: ruleOf(field),
      help: textOf(given.description) || textOf(field.description) || (items ? textOf(items.schema.description) : ''),
    });
    if (depth >= deepest) continue;
    if (items) addFields(items.schema, root, `${path}[]`, depth + 1, items.seen, rows);
    else addFields(field, root, path, depth + 1, seenHere, rows);
  }
}

function followed(schema: Schema, root: Schema, seen: readonly string[]): { schema: Schema; seen: readonly string[] } {
  const ref = schema.$ref;
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return { schema, seen };
  if (seen.includes(ref)) return { schema: { type: `${ref.split('/').at(-1)}, as above` }, seen };
  const target = ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (isSchema(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root);
  return isSchema(target) ? followed(target, root, [...seen, ref]) : { schema, seen };
}

function typeOf(schema: Schema): string {
  const types = Array.isArray(schema.type) ? schema.type.map(String) : [textOf(schema.type)];
  const named = types.filter((type) => type !== 'null' && type !== '').map((type) => (type === 'string' ? 'text' : type));
  const variants = Array.isArray(schema.anyOf) ? schema.anyOf : Array.isArray(schema.oneOf) ? schema.oneOf : [];
  if (named.length === 0 && variants.length > 0) return [...new Set(variants.filter(isSchema).map(typeOf))].join(' or ');
  if (named.length === 0)
    return Array.isArray(schema.enum) || 'const' in schema ? 'text' : isSchema(schema.properties) ? 'object' : 'anything';
  return `${named.join(' or ')}${types.includes('null') ? ', may be null' : ''}`;
}

function ruleOf(schema: Schema): string {
  const rules = [
    Array.isArray(schema.enum) && schema.enum.map(String).join(', '),
    'const' in schema && `always ${String(schema.const)}`,
    schema.format !== undefined && textOf(schema.format),
    schema.pattern !== undefined && (schema.pattern === '\\S' ? 'not blank' : textOf(schema.pattern)),
    range('', schema.minimum, schema.maximum),
    range('character', schema.minLength, schema.maxLength),
    range('item', schema.minItems, schema.maxItems),
  ];
  return rules.filter((rule) => typeof rule === 'string' && rule !== '').join('; ');
}

function range(unit: string, least: unknown, most: unknown): string {
  const counted = (count: number) => (unit === '' ? String(count) : countOf(count, unit));
  if (typeof least === 'number' && typeof most === 'number') return `${least} to ${counted(most)}`;
  if (typeof least === 'number') return `at least ${counted(least)}`;
  return typeof most === 'number' ? `at most ${counted(most)}` : '';
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
