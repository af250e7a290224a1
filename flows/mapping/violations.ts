import { joinPath } from './field.ts';
import type { Schema } from './fields-of-schema.ts';
import { fitting } from './fields-of-schema.ts';

/** Where a document does not fit a JSON Schema. */
export type Violation = {
  /** With positions: `lines[1].sku`. */
  readonly path: string;
  /** Without them: `lines[].sku`. */
  readonly field: string;
  readonly kind: 'missing' | 'type' | 'value' | 'pattern' | 'range' | 'unknown' | 'count';
  readonly message: string;
};

const most = 200;

/**
 * What is wrong with a document, in the words of the contract. Knows the keywords that contracts use; the server's own check, which compiles the
 * schema, decides in a run. Compiling is not possible here: the page may not evaluate text.
 */
export function violationsOf(value: unknown, schema: Schema): Violation[] {
  const found: Violation[] = [];
  check(value, schema, { path: '', field: '' }, { root: schema, found, depth: 0 });
  return found;
}

type Place = { readonly path: string; readonly field: string };
type Context = { readonly root: Schema; readonly found: Violation[]; readonly depth: number };

function check(value: unknown, given: unknown, place: Place, context: Context): void {
  const { found, root } = context;
  if (found.length >= most || context.depth > 60) return;
  const add = (kind: Violation['kind'], message: string, at = place) => found.push({ ...at, kind, message });
  if (given === false) return void add('unknown', 'is not allowed');
  if (!isSchema(given)) return;
  const deeper = { ...context, depth: context.depth + 1 };
  if (typeof given.$ref === 'string') check(value, resolve(given.$ref, root), place, deeper);
  if (!fitsType(value, given.type)) return void add('type', `must be ${typeWords(given.type)}, is ${nameOf(value)}`);
  if ('const' in given && !isSame(value, given.const)) add('value', `must be ${JSON.stringify(given.const)}`);
  if (Array.isArray(given.enum) && !given.enum.some((each) => isSame(value, each)))
    add('value', `must be one of ${given.enum.map(String).join(', ')}`);
  if (typeof value === 'string') checkText(value, given, add);
  if (typeof value === 'number') checkNumber(value, given, add);
  if (Array.isArray(value)) checkList(value, given, place, deeper, add);
  else if (isSchema(value)) checkObject(value, given, place, deeper, add);
  for (const part of listOf(given.allOf)) check(value, part, place, deeper);
  checkBranches(value, given, place, deeper, add);
}

type Add = (kind: Violation['kind'], message: string, at?: Place) => void;

function checkText(value: string, schema: Schema, add: Add): void {
  const length = [...value].length;
  if (typeof schema.minLength === 'number' && length < schema.minLength) add('range', `needs at least ${schema.minLength} characters`);
  if (typeof schema.maxLength === 'number' && length > schema.maxLength)
    add('range', `has ${length} characters, at most ${schema.maxLength} are allowed`);
  if (typeof schema.pattern !== 'string' || fitting(schema.pattern)?.test(value) !== false) return;
  add(
    'pattern',
    schema.pattern === '\\S'
      ? 'is blank'
      : `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}" has the wrong form${example(schema)}`,
  );
}

function example(schema: Schema): string {
  return typeof schema.description === 'string' && schema.description.length < 80 ? ` (${schema.description})` : '';
}

function checkNumber(value: number, schema: Schema, add: Add): void {
  if (typeof schema.minimum === 'number' && value < schema.minimum) add('range', `must be at least ${schema.minimum}`);
  if (typeof schema.maximum === 'number' && value > schema.maximum) add('range', `must be at most ${schema.maximum}`);
  if (typeof schema.exclusiveMinimum === 'number' && value <= schema.exclusiveMinimum)
    add('range', `must be above ${schema.exclusiveMinimum}`);
  if (typeof schema.exclusiveMaximum === 'number' && value >= schema.exclusiveMaximum)
    add('range', `must be below ${schema.exclusiveMaximum}`);
  if (typeof schema.multipleOf === 'number' && Math.abs(value / schema.multipleOf - Math.round(value / schema.multipleOf)) > 1e-9)
    add('range', `must be a multiple of ${schema.multipleOf}`);
}

function checkList(value: readonly unknown[], schema: Schema, place: Place, context: Context, add: Add): void {
  if (typeof schema.minItems === 'number' && value.length < schema.minItems) add('count', `needs at least ${schema.minItems}`);
  if (typeof schema.maxItems === 'number' && value.length > schema.maxItems)
    add('count', `has ${value.length}, at most ${schema.maxItems} are allowed`);
  if (schema.uniqueItems === true && new Set(value.map((entry) => JSON.stringify(entry))).size < value.length)
    add('count', 'holds an entry twice');
  if (schema.items === undefined) return;
  for (const [index, entry] of value.entries())
    check(entry, schema.items, { path: `${place.path}[${index}]`, field: `${place.field}[]` }, context);
}

function checkObject(value: Schema, schema: Schema, place: Place, context: Context, add: Add): void {
  const inside = (name: string): Place => ({ path: joinPath(place.path, name), field: joinPath(place.field, name) });
  for (const name of listOf(schema.required)) if (!Object.hasOwn(value, String(name))) add('missing', 'is missing', inside(String(name)));
  const properties = isSchema(schema.properties) ? schema.properties : {};
  for (const [name, child] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) check(child, properties[name], inside(name), context);
    else if (schema.additionalProperties === false) add('unknown', 'is not a field of the contract', inside(name));
    else if (isSchema(schema.additionalProperties)) check(child, schema.additionalProperties, inside(name), context);
  }
}

/** Of alternatives one must fit; where none does, the nearest is told. */
function checkBranches(value: unknown, schema: Schema, place: Place, context: Context, add: Add): void {
  for (const key of ['anyOf', 'oneOf'] as const) {
    const branches = listOf(schema[key]);
    if (branches.length === 0) continue;
    const tries = branches.map((branch) => {
      const found: Violation[] = [];
      check(value, branch, place, { ...context, found });
      return found;
    });
    const fits = tries.filter((found) => found.length === 0).length;
    if (fits === 0) context.found.push(...(tries.toSorted((a, b) => a.length - b.length)[0] ?? []));
    else if (key === 'oneOf' && fits > 1) add('value', 'fits several of the alternatives, only one is allowed');
  }
}

function fitsType(value: unknown, type: unknown): boolean {
  if (type === undefined) return true;
  return (Array.isArray(type) ? type : [type]).some((each) => isOfType(value, String(each)));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isSchema(value);
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function typeWords(type: unknown): string {
  const words: Record<string, string> = {
    string: 'text',
    array: 'a list',
    object: 'an object',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    null: 'null',
  };
  return (Array.isArray(type) ? type : [type]).map((each) => words[String(each)] ?? String(each)).join(' or ');
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const names: Record<string, string> = { string: 'text', object: 'an object', number: 'a number', boolean: 'true or false' };
  return names[typeof value] ?? typeof value;
}

function resolve(ref: string, root: Schema): unknown {
  if (!ref.startsWith('#')) return {};
  return ref
    .slice(1)
    .split('/')
    .filter((part) => part !== '')
    .reduce<unknown>(
      (at, part) => (isSchema(at) ? at[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      root,
    );
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
