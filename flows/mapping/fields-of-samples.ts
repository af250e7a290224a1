import { type Field, type FieldKind, joinPath, type TextFormat } from './field.ts';

/** So many entries of one list are looked at. */
const entriesRead = 50;
const deepest = 24;

/** The fields that sample records have, those of all of them together, in the order of the first. */
export function fieldsOfSamples(samples: readonly unknown[]): Field {
  return fieldOf('', '', samples, 0);
}

function fieldOf(name: string, path: string, values: readonly unknown[], depth: number): Field {
  const present = values.filter((value) => value !== null && value !== undefined);
  const kind = kindOfValues(present);
  const entries = kind === 'list' ? (present as unknown[][]).flatMap((list) => list.slice(0, entriesRead)) : [];
  const real = entries.filter((entry) => entry !== null && entry !== undefined);
  const entry = kind === 'list' ? kindOfValues(real) : null;
  const children =
    depth >= deepest
      ? []
      : kind === 'object'
        ? childrenOf(path, present as Record<string, unknown>[], depth)
        : entry === 'object'
          ? childrenOf(`${path}[]`, real as Record<string, unknown>[], depth)
          : [];
  return {
    path,
    name,
    kind,
    format: kind === 'text' ? formatOfTexts(present as string[]) : null,
    entry,
    isRequired: false,
    title: '',
    help: '',
    children,
    isFree: kind === 'object' && children.length === 0,
    allowed: [],
    pattern: null,
  };
}

function childrenOf(path: string, records: readonly Record<string, unknown>[], depth: number): Field[] {
  const byName = new Map<string, unknown[]>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      const values = byName.get(name);
      if (values) values.push(value);
      else byName.set(name, [value]);
    }
  }
  return [...byName].map(([name, values]) => fieldOf(name, joinPath(path, name), values, depth + 1));
}

function kindOfValues(values: readonly unknown[]): FieldKind {
  const kinds = new Set(values.map(kindOfValue));
  const [first] = kinds;
  if (kinds.size === 1 && first) return first;
  return kinds.size === 2 && kinds.has('integer') && kinds.has('number') ? 'number' : 'any';
}

export function kindOfValue(value: unknown): FieldKind {
  if (value === null || value === undefined) return 'any';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'object':
      return 'object';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'text';
  }
}

function formatOfTexts(texts: readonly string[]): TextFormat | null {
  const formats = new Set(texts.map(formatOfText));
  const [first] = formats;
  return formats.size === 1 && first ? first : null;
}

export function formatOfText(text: string): TextFormat | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'day';
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return 'instant';
  return /^-?\d{1,15}\.\d{1,6}$/.test(text) ? 'amount' : null;
}

/** The values of a place in a record, entry by entry: `lines[].sku` gives the one of each line. */
export function valuesAt(record: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names;
  if (name === undefined) return [record];
  if (name === '[]') return Array.isArray(record) ? record.flatMap((entry) => valuesAt(entry, rest)) : [];
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return [undefined];
  return valuesAt((record as Record<string, unknown>)[name], rest);
}
