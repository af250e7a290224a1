import { type Field, type FieldKind, joinPath, type TextFormat } from './field.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** How often a schema may contain itself before it is cut off. */
const repeats = 1;
const deepest = 14;

/** The fields a JSON Schema describes; references are followed. */
export function fieldsOfSchema(schema: Schema): Field {
  return fieldOf(schema, { name: '', path: '', isRequired: true, root: schema, seen: [] });
}

type Place = {
  readonly name: string;
  readonly path: string;
  readonly isRequired: boolean;
  readonly root: Schema;
  readonly seen: readonly string[];
};

function fieldOf(given: Schema, place: Place): Field {
  const { schema, seen } = followed(given, place.root, place.seen);
  const types = typesOf(schema);
  const kind = kindOf(schema, types);
  const inner = { ...place, seen };
  const items = kind === 'list' && isSchema(schema.items) ? followed(schema.items, place.root, seen) : null;
  const entryTypes = items ? typesOf(items.schema) : [];
  const entry = kind !== 'list' ? null : items ? kindOf(items.schema, entryTypes) : 'any';
  const pattern = typeof schema.pattern === 'string' ? schema.pattern : null;
  const children =
    place.seen.length > deepest
      ? []
      : kind === 'object'
        ? childrenOf(schema, place.path, inner)
        : items && entry === 'object'
          ? childrenOf(items.schema, `${place.path}[]`, { ...inner, seen: items.seen })
          : [];
  return {
    path: place.path,
    name: place.name,
    kind,
    format: formatOf(schema, pattern),
    entry,
    isRequired: place.isRequired,
    title: text(given.title) || text(schema.title),
    help: text(given.description) || text(schema.description),
    children,
    isFree: kind === 'object' && children.length === 0,
    allowed: 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [],
    pattern,
  };
}

function childrenOf(schema: Schema, path: string, place: Place): Field[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(propertiesOf(schema, place.root)).flatMap(([name, property]) =>
    isSchema(property) ? [fieldOf(property, { ...place, name, path: joinPath(path, name), isRequired: required.includes(name) })] : [],
  );
}

/** The properties of a schema and of all that it is made of. */
function propertiesOf(schema: Schema, root: Schema): Record<string, unknown> {
  const parts = Array.isArray(schema.allOf) ? schema.allOf.filter(isSchema) : [];
  const own = isSchema(schema.properties) ? schema.properties : {};
  return Object.assign({}, ...parts.map((part) => propertiesOf(followed(part, root, []).schema, root)), own);
}

function followed(schema: Schema, root: Schema, seen: readonly string[]): { schema: Schema; seen: readonly string[] } {
  const ref = schema.$ref;
  if (typeof ref === 'string' && ref.startsWith('#')) {
    const target = ref
      .slice(1)
      .split('/')
      .filter((part) => part !== '')
      .reduce<unknown>((at, part) => (isSchema(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root);
    if (!isSchema(target) || seen.filter((other) => other === ref).length > repeats) return { schema: {}, seen };
    const { $ref: _, ...hints } = schema;
    return followed({ ...target, ...hints }, root, [...seen, ref]);
  }
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf : Array.isArray(schema.oneOf) ? schema.oneOf : [];
  const real = branches.filter(isSchema).filter((branch) => branch.type !== 'null');
  if (real.length === 1 && real[0] && schema.type === undefined) return followed({ ...real[0], ...titles(schema) }, root, seen);
  return { schema, seen };
}

function titles(schema: Schema): Schema {
  return {
    ...(schema.title !== undefined && { title: schema.title }),
    ...(schema.description !== undefined && { description: schema.description }),
  };
}

function typesOf(schema: Schema): string[] {
  const given = Array.isArray(schema.type) ? schema.type.map(String) : typeof schema.type === 'string' ? [schema.type] : [];
  return given.filter((type) => type !== 'null');
}

function kindOf(schema: Schema, types: readonly string[]): FieldKind {
  if (types.length === 1) {
    switch (types[0]) {
      case 'object':
      case 'number':
      case 'integer':
      case 'boolean':
        return types[0];
      case 'array':
        return 'list';
      case 'string':
        return 'text';
    }
  }
  if (isSchema(schema.properties) || Array.isArray(schema.allOf)) return 'object';
  if (isSchema(schema.items)) return 'list';
  const values = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [];
  return values.length > 0 && values.every((value) => typeof value === 'string') ? 'text' : 'any';
}

function formatOf(schema: Schema, pattern: string | null): TextFormat | null {
  if (schema.format === 'date') return 'day';
  if (schema.format === 'date-time') return 'instant';
  if (pattern === null) return null;
  const fits = fitting(pattern);
  if (!fits || fits.test('abc') || fits.test('A')) return null;
  if (fits.test('2026-11-20T16:04:11Z')) return 'instant';
  if (fits.test('2026-11-20')) return 'day';
  return fits.test('12.90') && fits.test('7') ? 'amount' : null;
}

/** The pattern as a regular expression; null when it is none. */
export function fitting(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
