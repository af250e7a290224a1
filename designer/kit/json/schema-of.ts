import { childPath, type JsonKind, kindOf } from './tree-rows.ts';

/** What all values at one place have in common. */
export type SchemaField = {
  readonly name: string;
  /** As a person reads it: `lines[].sku`. */
  readonly path: string;
  /** How often each kind was met, the most frequent first; `null` is one of them. */
  readonly kinds: readonly { readonly kind: JsonKind; readonly count: number }[];
  /** How often it was there, of `parents` objects that could have had it. */
  readonly seen: number;
  readonly parents: number;
  /** Different plain values, at most 3. */
  readonly examples: readonly unknown[];
  /** Of numbers and dates: the smallest and largest. Of texts and lists: the shortest and longest, as lengths. */
  readonly range: { readonly of: 'value' | 'length'; readonly from: string | number; readonly to: string | number } | null;
  readonly fields: readonly SchemaField[];
  /** Fields beyond those listed: an object that is used as a map. */
  readonly omitted: number;
};

/** Of lists, so many elements are looked at; of an object, so many names are listed; values in all. */
const elementsSeen = 1_000;
const namesListed = 300;
const visitsAtMost = 400_000;
const examplesKept = 3;

/** The schema that records have in common, found by looking at all of them. The root itself is the first and only field. */
export function schemaOf(values: readonly unknown[]): SchemaField {
  const root = emptyShape();
  const budget = { left: visitsAtMost };
  for (const value of values) look(value, root, budget);
  return fieldOf('', '', root, values.length);
}

type Shape = {
  readonly kinds: Map<JsonKind, number>;
  seen: number;
  objects: number;
  elements: number;
  readonly examples: unknown[];
  from: string | number | null;
  to: string | number | null;
  rangeOf: 'value' | 'length';
  readonly fields: Map<string, Shape>;
  element: Shape | null;
  omitted: Set<string>;
};

function emptyShape(): Shape {
  return {
    kinds: new Map(),
    seen: 0,
    objects: 0,
    elements: 0,
    examples: [],
    from: null,
    to: null,
    rangeOf: 'length',
    fields: new Map(),
    element: null,
    omitted: new Set(),
  };
}

function look(value: unknown, shape: Shape, budget: { left: number }): void {
  budget.left -= 1;
  if (budget.left < 0) return;
  const kind = kindOf(value);
  shape.seen += 1;
  shape.kinds.set(kind, (shape.kinds.get(kind) ?? 0) + 1);
  if (kind === 'array') lookAtList(value as unknown[], shape, budget);
  else if (kind === 'object') lookAtFields(value as Record<string, unknown>, shape, budget);
  else if (kind !== 'null') lookAtPlain(value as string | number | boolean, kind, shape);
}

function lookAtList(list: readonly unknown[], shape: Shape, budget: { left: number }): void {
  widen(shape, list.length, 'length');
  shape.element ??= emptyShape();
  const seen = list.slice(0, elementsSeen);
  shape.elements += seen.length;
  for (const element of seen) look(element, shape.element, budget);
}

function lookAtFields(record: Record<string, unknown>, shape: Shape, budget: { left: number }): void {
  shape.objects += 1;
  for (const [name, value] of Object.entries(record)) {
    let field = shape.fields.get(name);
    if (!field) {
      if (shape.fields.size >= namesListed) {
        shape.omitted.add(name);
        continue;
      }
      field = emptyShape();
      shape.fields.set(name, field);
    }
    look(value, field, budget);
  }
}

function lookAtPlain(value: string | number | boolean, kind: JsonKind, shape: Shape): void {
  if (shape.examples.length < examplesKept && !shape.examples.includes(value)) shape.examples.push(value);
  if (typeof value === 'number') widen(shape, value, 'value');
  else if (typeof value === 'string') widen(shape, kind === 'date' ? value : value.length, kind === 'date' ? 'value' : 'length');
}

/** Values of different kinds are not compared: the first kind counts. */
function widen(shape: Shape, value: string | number, of: 'value' | 'length'): void {
  if (shape.from === null || shape.to === null) {
    shape.from = value;
    shape.to = value;
    shape.rangeOf = of;
  } else if (typeof shape.from === typeof value && shape.rangeOf === of) {
    if (value < shape.from) shape.from = value;
    if (value > shape.to) shape.to = value;
  }
}

function fieldOf(name: string, path: string, shape: Shape, parents: number): SchemaField {
  const inner = shape.element ? elementFields(path, shape.element, shape.elements) : [];
  const own = [...shape.fields].map(([field, child]) => fieldOf(field, childPath(path, field, false), child, shape.objects));
  return {
    name,
    path,
    kinds: [...shape.kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
    seen: shape.seen,
    parents,
    examples: shape.examples,
    range: shape.from === null || shape.to === null ? null : { of: shape.rangeOf, from: shape.from, to: shape.to },
    fields: [...own, ...inner],
    omitted: shape.omitted.size,
  };
}

/** A list of objects shows the fields of its elements; other lists show their element as one field. */
function elementFields(path: string, element: Shape, count: number): SchemaField[] {
  const field = fieldOf('each', `${path}[]`, element, count);
  return field.kinds.every(({ kind }) => kind === 'object') ? [...field.fields] : [field];
}
