export type Schema = Readonly<Record<string, unknown>>;
/** Where a field's schema stands: `properties`, `lines`, `items`, `properties`, `sku`. */
export type SchemaPath = readonly string[];

export type FieldType =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'object'
  | 'list of string'
  | 'list of number'
  | 'list of object'
  | 'date'
  | 'date-time'
  | 'any';

/** A field of a schema as a line that can be edited. */
export type FieldLine = {
  readonly path: SchemaPath;
  readonly name: string;
  readonly depth: number;
  /** null: of a kind that the list of fields does not know, or by reference; only the JSON can change it. */
  readonly type: FieldType | null;
  readonly isRequired: boolean;
  readonly description: string;
  /** Allowed values, as text. */
  readonly values: string;
  /** Where fields inside it stand; null: it holds none. */
  readonly inside: SchemaPath | null;
};

const plainTypes: readonly FieldType[] = ['string', 'number', 'integer', 'boolean', 'object'];

export const emptySchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {},
  required: [],
  additionalProperties: true,
};

/** The fields from top to bottom, with those inside objects and lists of objects. */
export function fieldLines(schema: Schema): readonly FieldLine[] {
  return linesOf(schema, [], 0);
}

function linesOf(owner: Schema, at: SchemaPath, depth: number): FieldLine[] {
  const required = Array.isArray(owner.required) ? owner.required : [];
  return Object.entries(isSchema(owner.properties) ? owner.properties : {}).flatMap(([name, given]) => {
    if (!isSchema(given)) return [];
    const path = [...at, 'properties', name];
    const type = typeOf(given);
    const inside = type === 'object' ? path : type === 'list of object' ? [...path, 'items'] : null;
    const line: FieldLine = {
      path,
      name,
      depth,
      type,
      isRequired: required.includes(name),
      description: typeof given.description === 'string' ? given.description : '',
      values: Array.isArray(given.enum) ? given.enum.map(String).join(', ') : '',
      inside,
    };
    return [line, ...(inside ? linesOf(schemaAt({ x: given }, ['x', ...inside.slice(path.length)]), inside, depth + 1) : [])];
  });
}

function typeOf(schema: Schema): FieldType | null {
  if (schema.$ref !== undefined || schema.allOf || schema.anyOf || schema.oneOf || schema.const !== undefined) return null;
  const types = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [schema.type];
  if (types.length !== 1) return null;
  const [type] = types;
  if (type === undefined) return Array.isArray(schema.enum) ? 'string' : 'any';
  if (type === 'array') {
    const items = isSchema(schema.items) ? typeOf(schema.items) : null;
    return items === 'string' || items === 'number' || items === 'object' ? `list of ${items}` : null;
  }
  if (type === 'string' && (schema.format === 'date' || schema.format === 'date-time')) return schema.format;
  return plainTypes.includes(type as FieldType) ? (type as FieldType) : null;
}

/** What stands at the path; an empty schema where nothing does. */
function schemaAt(schema: Schema, path: SchemaPath): Schema {
  const found = path.reduce<unknown>((at, step) => (isSchema(at) ? at[step] : undefined), schema);
  return isSchema(found) ? found : {};
}

/** The schema with another part at the path; what lies beside stays as it is. */
function withAt(schema: Schema, path: SchemaPath, change: (part: Schema) => Schema): Schema {
  const [step, ...rest] = path;
  if (step === undefined) return change(schema);
  return { ...schema, [step]: withAt(isSchema(schema[step]) ? schema[step] : {}, rest, change) };
}

const ownerOf = (path: SchemaPath) => path.slice(0, -2);

export function withType(schema: Schema, path: SchemaPath, type: FieldType): Schema {
  return withAt(schema, path, ({ title, description, properties, items, enum: values, type: before }) => {
    const isNullable = Array.isArray(before) && before.includes('null');
    const named = (name: string) => (isNullable ? [name, 'null'] : name);
    const fields = isSchema(properties) ? properties : isSchema(items) && isSchema(items.properties) ? items.properties : {};
    const common = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
    switch (type) {
      case 'any':
        return common;
      case 'date':
      case 'date-time':
        return { type: named('string'), format: type, ...common };
      case 'object':
        return { type: named('object'), ...common, properties: fields };
      case 'list of object':
        return { type: named('array'), ...common, items: { type: 'object', properties: fields } };
      case 'list of string':
      case 'list of number':
        return { type: named('array'), ...common, items: { type: type.slice('list of '.length) } };
      case 'string':
        return { type: named('string'), ...common, ...(Array.isArray(values) && { enum: values }) };
      default:
        return { type: named(type), ...common };
    }
  });
}

export function withRequired(schema: Schema, path: SchemaPath, isRequired: boolean): Schema {
  const name = path.at(-1) ?? '';
  return withAt(schema, ownerOf(path), (owner) => {
    const others = (Array.isArray(owner.required) ? owner.required : []).filter((other) => other !== name);
    const { required: _, ...rest } = owner;
    const required = isRequired ? [...others, name] : others;
    return required.length === 0 ? rest : { ...rest, required };
  });
}

export function withText(schema: Schema, path: SchemaPath, field: 'description' | 'values', text: string): Schema {
  return withAt(schema, path, (part) => {
    const { description: _d, enum: _e, ...rest } = part;
    if (field === 'description')
      return { ...rest, ...(text !== '' && { description: text }), ...(part.enum !== undefined && { enum: part.enum }) };
    const isNumber = ['number', 'integer'].includes(String(part.type));
    const values = text
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== '')
      .map((value) => (isNumber && Number.isFinite(Number(value)) ? Number(value) : value));
    return {
      ...rest,
      ...(part.description !== undefined && { description: part.description }),
      ...(values.length > 0 && { enum: values }),
    };
  });
}

/** The field keeps its place. A name that is taken changes nothing. */
export function withName(schema: Schema, path: SchemaPath, name: string): Schema {
  const before = path.at(-1) ?? '';
  return withAt(schema, ownerOf(path), (owner) => {
    const properties = isSchema(owner.properties) ? owner.properties : {};
    if (name === '' || (name !== before && Object.hasOwn(properties, name))) return owner;
    return {
      ...owner,
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key === before ? name : key, value])),
      ...(Array.isArray(owner.required) && { required: owner.required.map((other) => (other === before ? name : other)) }),
    };
  });
}

/** Adds a text field inside the object at the path. */
export function withField(schema: Schema, inside: SchemaPath): Schema {
  return withAt(schema, inside, (owner) => {
    const properties = isSchema(owner.properties) ? owner.properties : {};
    let n = Object.keys(properties).length + 1;
    while (Object.hasOwn(properties, `field${n}`)) n++;
    return { ...owner, properties: { ...properties, [`field${n}`]: { type: 'string' } } };
  });
}

export function withoutField(schema: Schema, path: SchemaPath): Schema {
  const name = path.at(-1) ?? '';
  return withAt(withRequired(schema, path, false), ownerOf(path), (owner) => ({
    ...owner,
    properties: Object.fromEntries(Object.entries(isSchema(owner.properties) ? owner.properties : {}).filter(([key]) => key !== name)),
  }));
}

/** A schema made of a sample, as a contract: everything the sample has is required, and it names its dialect. */
export function asContract(schema: Schema): Schema {
  return { $schema: emptySchema.$schema, ...requiringAll(schema) };
}

function requiringAll(schema: Schema): Schema {
  if (isSchema(schema.properties)) {
    const properties = Object.entries(schema.properties);
    return {
      ...schema,
      properties: Object.fromEntries(properties.map(([name, part]) => [name, isSchema(part) ? requiringAll(part) : part])),
      // What was null in the sample may well be missing.
      required: properties.flatMap(([name, part]) => (isSchema(part) && part.type !== undefined ? [name] : [])),
    };
  }
  return isSchema(schema.items) ? { ...schema, items: requiringAll(schema.items) } : schema;
}

export function isClosed(schema: Schema): boolean {
  return schema.additionalProperties === false;
}

export function withClosed(schema: Schema, closed: boolean): Schema {
  return { ...schema, additionalProperties: !closed };
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
