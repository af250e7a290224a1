import { isObject } from '../state/is-object.ts';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { type DurationUnit, unitOf } from './duration-text.ts';

export type Schema = Readonly<Record<string, unknown>>;
export type Option = { readonly value: string | number | boolean | null; readonly title: string; readonly help?: string | undefined };
export type Variant = {
  readonly value: string;
  readonly title: string;
  readonly help?: string | undefined;
  readonly fields: readonly Field[];
};

/** How a value is edited. Named by the schema's `control`; where it names none, its shape leaves one choice. */
export type Control =
  | { readonly kind: 'text'; readonly rows: number; readonly max?: number | undefined }
  /** `unit` stands behind the number, such as `pages`. */
  | {
      readonly kind: 'number';
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly isWhole: boolean;
      readonly unit?: string | undefined;
    }
  /** A span of time, kept as a number of `unit`. */
  | {
      readonly kind: 'duration';
      readonly unit: DurationUnit;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly isWhole: boolean;
    }
  | { readonly kind: 'switch' }
  | { readonly kind: 'select'; readonly options: readonly Option[] }
  | { readonly kind: 'choices'; readonly options: readonly Option[] }
  | { readonly kind: 'expression'; readonly result: string; readonly rows: number; readonly options: readonly Option[] }
  /** `isExpression`: one expression over the parameters instead of the body of a function. */
  | { readonly kind: 'code'; readonly parameters: readonly string[]; readonly isExpression: boolean }
  /** JSON as it is written, or an expression that gives it. */
  | { readonly kind: 'value'; readonly rows: number; readonly result: string; readonly schema: Schema }
  /** `system`: whose connections are offered; null leaves it to the step. */
  | { readonly kind: 'connection'; readonly system: string | null }
  | { readonly kind: 'flow' }
  | { readonly kind: 'contract' }
  | { readonly kind: 'cron' }
  | { readonly kind: 'zone' }
  /** A field of a record, by its path; those of the sample are offered. */
  | { readonly kind: 'place' }
  /** A time of the day, as 08:00. */
  | { readonly kind: 'time' }
  | { readonly kind: 'lookup' }
  | { readonly kind: 'path' }
  | { readonly kind: 'list'; readonly item: Field }
  | { readonly kind: 'record'; readonly value: Field }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | { readonly kind: 'variants'; readonly by: string; readonly variants: readonly Variant[] }
  | { readonly kind: 'json'; readonly schema: Schema }
  /** An editor of its own, made for one kind of configuration. */
  | { readonly kind: 'special'; readonly name: string; readonly schema: Schema };

/** One field of a form. `key` is its name within its parent. */
export type Field = {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly placeholder: string;
  readonly isRequired: boolean;
  readonly isWide: boolean;
  /** Its name stands elsewhere, such as at the head of its column: no label is drawn. */
  readonly isBare?: boolean;
  readonly default: unknown;
  readonly control: Control;
  /** The neighbour that holds the unit of this one: drawn behind it, as one control. */
  readonly unit: Field | null;
  /** Shown only while a neighbour has one of these values. */
  readonly when: { readonly field: string; readonly is: readonly unknown[] } | null;
};

/** Editors that a schema may ask for by name, beyond the plain controls. */
export const specialEditors = ['decision-table', 'map-fields', 'rules', 'conditions'] as const;

/** The form for a node's configuration, derived from its JSON Schema alone. */
export function formOf(schema: Schema): readonly Field[] {
  return fieldsOf(schema, { defs: isObject(schema.$defs) ? schema.$defs : {}, depth: 0 });
}

/** Recursive schemas are followed so deep; below that a value is edited as JSON. */
const deepest = 5;
type Context = { readonly defs: Record<string, unknown>; readonly depth: number };

function fieldsOf(schema: Schema, context: Context): Field[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const all = Object.entries(properties)
    .filter(([, property]) => isObject(property) && property.control !== 'hidden')
    .map(([key, property]) => fieldOf(key, property as Schema, required.includes(key), context));
  const units = new Map(
    Object.entries(properties).flatMap(([key, property]) =>
      isObject(property) && property.unitField ? [[key, text(property.unitField)]] : [],
    ),
  );
  const isUnit = new Set(units.values());
  return all
    .filter((field) => !isUnit.has(field.key))
    .map((field) => ({ ...field, unit: all.find((other) => other.key === units.get(field.key)) ?? null }));
}

function fieldOf(key: string, given: Schema, isRequired: boolean, context: Context): Field {
  const schema = resolved(given, context);
  const control = controlOf(schema, { ...context, depth: context.depth + 1 });
  return {
    key,
    title: text(schema.title) || words(key),
    help: text(schema.help) || text(schema.description),
    placeholder: text(schema.placeholder),
    isRequired: isRequired && schema.default === undefined,
    isWide: schema.wide === true || isWide(control),
    default: schema.default,
    control,
    unit: null,
    when: isObject(schema.when) ? whenOf(schema.when) : null,
  };
}

function controlOf(schema: Schema, context: Context): Control {
  const named = text(schema.control);
  if ((specialEditors as readonly string[]).includes(named)) return { kind: 'special', name: named, schema };
  switch (named) {
    case 'expression':
      if (schema.json === true) return { kind: 'value', rows: number(schema.rows) ?? 4, result: resultOf(schema), schema };
      return { kind: 'expression', result: resultOf(schema), rows: number(schema.rows) ?? 1, options: literalsOf(schema) };
    case 'code':
      return {
        kind: 'code',
        parameters: Array.isArray(schema.parameters) ? schema.parameters.map(String) : [],
        isExpression: schema.form === 'expression',
      };
    case 'duration':
      return { kind: 'duration', unit: unitOf(text(schema.unit)) ?? 'seconds', ...boundsOf(schema) };
    case 'flow':
      return { kind: 'flow' };
    case 'connection':
      return { kind: 'connection', system: text(schema.system) || null };
    case 'contract':
    case 'cron':
    case 'zone':
    case 'path':
    case 'place':
    case 'time':
    case 'lookup':
    case 'switch':
      return { kind: named };
    case 'json':
      return { kind: 'json', schema };
    case 'select': {
      const options = optionsOf(schema).length > 0 ? optionsOf(schema) : labelledOptions(schema);
      if (options.length > 0) return { kind: 'select', options };
      break;
    }
    case 'text':
    case 'textarea':
      return { kind: 'text', rows: number(schema.rows) ?? (named === 'textarea' ? 4 : 1), max: bound(schema.maxLength) };
  }
  return byShape(schema, context);
}

function byShape(schema: Schema, context: Context): Control {
  if (context.depth > deepest) return { kind: 'json', schema };
  const branches = alternatives(schema);
  if (branches)
    return ofBranches(
      branches.map((branch) => resolved(branch, context)),
      schema,
      context,
    );
  if (optionsOf(schema).length > 0) return { kind: 'select', options: optionsOf(schema) };
  switch (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) {
    case 'boolean':
      return { kind: 'switch' };
    case 'number':
    case 'integer':
      return { kind: 'number', ...boundsOf(schema), unit: text(schema.unit) || undefined };
    case 'string':
      return { kind: 'text', rows: number(schema.rows) ?? 1, max: bound(schema.maxLength) };
    case 'array':
      return ofArray(schema, context);
    case 'object':
      if (isObject(schema.properties)) return { kind: 'group', fields: fieldsOf(schema, context) };
      if (isObject(schema.additionalProperties))
        return { kind: 'record', value: fieldOf('value', schema.additionalProperties, true, context) };
  }
  return { kind: 'json', schema };
}

function boundsOf(schema: Schema) {
  return { min: bound(schema.minimum), max: bound(schema.maximum), isWhole: schema.type === 'integer' };
}

function ofArray(schema: Schema, context: Context): Control {
  if (!isObject(schema.items)) return { kind: 'json', schema };
  const items = resolved(schema.items, context);
  if (Array.isArray(items.enum)) return { kind: 'choices', options: optionsOf(items) };
  return { kind: 'list', item: fieldOf('item', items, true, context) };
}

/** A union of objects told apart by one constant is a select with a form behind each choice; what may also be null is the rest. */
function ofBranches(all: readonly Schema[], schema: Schema, context: Context): Control {
  const branches = all.filter((branch) => branch.type !== 'null');
  const [first] = branches;
  if (branches.length === 1 && first) return controlOf({ ...first, ...hints(schema) }, context);
  const by =
    first && isObject(first.properties)
      ? Object.keys(first.properties).find((key) => branches.every((branch) => constant(branch, key) !== undefined))
      : undefined;
  if (by) {
    const variants = branches.map((branch) => {
      const tag = property(branch, by);
      const value = String(tag.const);
      return {
        value,
        title: text(tag.title) || text(branch.title) || words(value),
        help: text(branch.help) || text(tag.help) || undefined,
        fields: fieldsOf(branch, context).filter((field) => field.key !== by),
      };
    });
    return { kind: 'variants', by, variants };
  }
  const options = branches.flatMap((branch) => optionsOf(branch));
  if (options.length > 0 && branches.every((branch) => optionsOf(branch).length > 0)) return { kind: 'select', options };
  if (branches.some((branch) => branch.type === 'string')) return { kind: 'text', rows: 1 };
  return { kind: 'json', schema };
}

function alternatives(schema: Schema): Schema[] | null {
  const list = schema.oneOf ?? schema.anyOf;
  return Array.isArray(list) ? list.filter(isObject) : null;
}

function resolved(schema: Schema, { defs }: Context): Schema {
  const ref = text(schema.$ref);
  const target = ref.startsWith('#/$defs/') ? defs[ref.slice('#/$defs/'.length)] : undefined;
  return isObject(target) ? { ...target, ...hints(schema) } : schema;
}

/** What a schema says beside its shape. */
function hints(schema: Schema): Schema {
  const kept = [
    'title',
    'help',
    'placeholder',
    'control',
    'rows',
    'default',
    'options',
    'optionHelp',
    'labels',
    'when',
    'wide',
    'system',
    'unit',
  ];
  return Object.fromEntries(kept.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]));
}

/** Choices: `options` of the schema if given, else its enum or constant, with the titles it gives in `labels`. */
function optionsOf(schema: Schema): Option[] {
  const helps = isObject(schema.optionHelp) ? schema.optionHelp : {};
  const labels = isObject(schema.labels) ? schema.labels : isObject(schema.options) ? schema.options : {};
  if (Array.isArray(schema.options)) {
    return schema.options.map((option) =>
      isObject(option)
        ? {
            value: option.value as Option['value'],
            title: text(option.title) || text(option.label) || words(String(option.value)),
            help: text(option.help) || undefined,
          }
        : { value: option as Option['value'], title: words(String(option)), help: text(helps[String(option)]) || undefined },
    );
  }
  const values = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  return values.map((value) => ({
    value: value as Option['value'],
    title: text(labels[String(value)]) || words(String(value)),
    help: text(helps[String(value)]) || undefined,
  }));
}

/** The choices of a text that a schema names without being an enum of them. */
function labelledOptions(schema: Schema): Option[] {
  return isObject(schema.options) ? optionsOf({ ...schema, enum: Object.keys(schema.options) }) : [];
}

/** The type an expression should give: the first alternative that is not the text it is written in. */
function resultOf(schema: Schema): string {
  const types = Array.isArray(schema.type) ? schema.type : (alternatives(schema) ?? []).map((branch) => branch.type);
  return text(types.find((type) => type !== 'string' && type !== 'null')) || 'string';
}

/** Literals that a field with expressions offers: the choices of an enum, yes and no. */
function literalsOf(schema: Schema): Option[] {
  if (resultOf(schema) === 'boolean')
    return [
      { value: true, title: texts.yes },
      { value: false, title: texts.no },
    ];
  return [schema, ...(alternatives(schema) ?? [])].flatMap(optionsOf);
}

function whenOf(when: Record<string, unknown>): Field['when'] {
  if (typeof when.field === 'string') return { field: when.field, is: Array.isArray(when.is) ? when.is : [when.is] };
  const [entry] = Object.entries(when);
  return entry ? { field: entry[0], is: Array.isArray(entry[1]) ? entry[1] : [entry[1]] } : null;
}

function isWide(control: Control): boolean {
  if (control.kind === 'text' || control.kind === 'expression') return control.rows > 1;
  return ['code', 'list', 'record', 'group', 'variants', 'json', 'value', 'special', 'choices'].includes(control.kind);
}

function property(schema: Schema, key: string): Schema {
  const at = isObject(schema.properties) ? schema.properties[key] : undefined;
  return isObject(at) ? at : {};
}

function constant(schema: Schema, key: string): unknown {
  return property(schema, key).const;
}

/** `onDifferentBody` and `new-run` as a person reads them: On different body, New run. Codes in capitals and digits stay. */
export function words(name: string): string {
  if (/^[A-Z0-9_]+$/.test(name) || /[/.:@]/.test(name) || !/[a-z]/i.test(name)) return name;
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replaceAll(/[-_]/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
/** Zod writes the limits of safe integers where nobody set any. */
function bound(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}
