import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate, Scope } from '../contract/expression.ts';
import { derive, type Item, type Json } from '../contract/item.ts';
import { type Path, parsePath, setAt } from '../library/path.ts';

export type MapField = {
  readonly target: string;
  readonly value?: Evaluate<Json> | undefined;
  readonly each?: Evaluate<Json> | undefined;
  readonly fields?: readonly MapField[] | undefined;
  readonly when?: Evaluate<boolean> | undefined;
  readonly whenMissing: 'omit' | 'null' | 'fail';
};
export type MapConfig = { readonly fields: readonly MapField[]; readonly keep: 'none' | 'all' };

/** Puts the fields of a mapping into a record that is being built. */
type Writer = (record: Record<string, unknown>, item: Item, scope: Scope | undefined) => void;

export function setup(config: MapConfig): Writer {
  return compileFields(config.fields, '');
}

export function run({ config, state: write, items, fail }: PureCall<MapConfig, Writer>): Emitted {
  const out = eachItem({ items, fail }, (item) => {
    const record: Record<string, unknown> = {};
    write(record, item, undefined);
    return derive(item, (config.keep === 'all' ? merged(item.json, record) : record) as Json);
  });
  return { out };
}

function compileFields(fields: readonly MapField[], under: string): Writer {
  const writers = fields.map((field) => compileField(field, under));
  return (record, item, scope) => {
    for (const write of writers) write(record, item, scope);
  };
}

function compileField(field: MapField, under: string): Writer {
  const name = under === '' ? field.target : `${under}.${field.target}`;
  const put = setter(parsePath(field.target));
  const read = reader(field, name);
  const { when, whenMissing } = field;
  return (record, item, scope) => {
    if (when && when(item, scope) !== true) return;
    const value = read(item, scope);
    if (value !== undefined && value !== null) put(record, value);
    else if (whenMissing === 'null') put(record, null);
    else if (whenMissing === 'fail')
      throw new NodeError(
        'MISSING_VALUE',
        `"${name}" is required and has no value in this record. Correct the source, or allow it to be missing in the mapping.`,
        { path: name },
      );
  };
}

function reader({ value, each, fields }: MapField, name: string): (item: Item, scope: Scope | undefined) => unknown {
  const write = fields && compileFields(fields, each ? `${name}[]` : name);
  const build = (item: Item, scope: Scope | undefined) => {
    const record: Record<string, unknown> = {};
    write?.(record, item, scope);
    return record;
  };
  if (each) {
    const entryOf = write ? build : (item: Item, scope: Scope | undefined) => jsonValue(value?.(item, scope) ?? null, name);
    return (item, scope) => {
      const list = each(item, scope);
      if (list === undefined || list === null) return undefined;
      const entries = Array.isArray(list) ? list : [list];
      const parent = scope?.each;
      return entries.map((entry, index) => entryOf(item, parent === undefined ? { each: entry, index } : { each: entry, index, parent }));
    };
  }
  if (write) return build;
  return (item, scope) => jsonValue(value?.(item, scope), name);
}

function setter(path: Path): (record: Record<string, unknown>, value: unknown) => void {
  const [first] = path;
  if (path.length === 1 && typeof first === 'string')
    return (record, value) => {
      record[first] = value;
    };
  return (record, value) => setAt(record, path, value);
}

/** What JSON cannot carry would vanish without a word later on. */
function jsonValue(value: unknown, name: string): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return String(value);
    case 'number':
      if (Number.isFinite(value)) return value;
      throw new NodeError('NOT_A_NUMBER', `"${name}" came out as ${value}. Check that all its parts are there and are numbers.`, {
        path: name,
      });
    case 'function':
    case 'symbol':
      throw new NodeError('NOT_A_VALUE', `"${name}" came out as a ${typeof value}, which is no data. Perhaps () is missing after a name.`, {
        path: name,
      });
    default:
      return value instanceof Date ? value.toISOString() : value;
  }
}

/** The mapped fields over the original; neither is changed. */
function merged(original: unknown, mapped: unknown): unknown {
  if (!isRecord(original) || !isRecord(mapped)) return mapped;
  const result: Record<string, unknown> = { ...original };
  for (const [name, value] of Object.entries(mapped)) result[name] = Object.hasOwn(result, name) ? merged(result[name], value) : value;
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
