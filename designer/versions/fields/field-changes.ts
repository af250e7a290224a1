import { nameOfEntries } from '@crossdock/flows/diff/differences';
import { sameJson } from '@crossdock/flows/document/same-json';
import type { Field, Option, Variant } from '../../inspector/form.ts';
import { words } from '../../inspector/form.ts';
import { isObject } from '../../state/is-object.ts';
import { listDiff } from '../list-diff.ts';
import { conditionLines } from './condition-lines.ts';
import { type FieldChange, kindOf, type Look } from './field-change.ts';

/** From the whole form to a part of it. */
type Place = { readonly titles: readonly string[]; readonly key: string };

/**
 * The settings of two configurations by the titles of their form, in its order; those that are the same on both sides too. What the form does not
 * know comes last, under its own name.
 */
export function fieldChanges(
  fields: readonly Field[],
  before: unknown,
  after: unknown,
  place: Place = { titles: [], key: '' },
): FieldChange[] {
  const [old, next] = [recordOf(before), recordOf(after)];
  const known = new Set(fields.map((field) => field.key));
  const unknown = [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])].filter((key) => !known.has(key));
  return [
    ...fields.flatMap((field) => ofField(field, own(old, field.key), own(next, field.key), below(place, field.key, field.title))),
    ...unknown.flatMap((key) => leaf(below(place, key, words(key)), lookOf(own(old, key), own(next, key)), own(old, key), own(next, key))),
  ];
}

function ofField(field: Field, before: unknown, after: unknown, place: Place): FieldChange[] {
  const { control } = field;
  const as = (look: Look, names?: ReadonlyMap<string, string>) => leaf(place, look, before, after, field.default, names);
  switch (control.kind) {
    case 'group':
      return fieldChanges(control.fields, before, after, place);
    case 'variants':
      return ofVariants(control, before ?? field.default, after ?? field.default, place);
    case 'list':
      return ofList(control.item, before, after, place) ?? as('json');
    case 'record':
      return isPlain(before) && isPlain(after) ? ofRecord(control.value, before, after, place) : as('json');
    case 'code':
      return as('code');
    case 'expression':
      return as(lookOf(before, after));
    case 'select':
    case 'choices':
      return as('value', namesOf(control.options));
    case 'switch':
    case 'number':
      return as('value');
    case 'json':
      return as('json');
    case 'special':
      if (control.name === 'conditions') {
        const lines = (value: unknown) => conditionLines(control.schema, value);
        return leaf(place, 'code', lines(before), lines(after), field.default);
      }
      return control.name === 'map-fields' ? as('mapping') : control.name === 'decision-table' ? as('table') : as('json');
    default:
      return as(lookOf(before, after));
  }
}

type Variants = { readonly by: string; readonly variants: readonly Variant[] };

/** The choice itself, then the settings of what was and of what is chosen. */
function ofVariants({ by, variants }: Variants, before: unknown, after: unknown, place: Place): FieldChange[] {
  const [old, next] = [recordOf(before), recordOf(after)];
  const [from, to] = [own(old, by), own(next, by)];
  const names = new Map(variants.map((variant) => [JSON.stringify(variant.value), variant.title]));
  const of = (tag: unknown) => variants.find((variant) => variant.value === tag)?.fields ?? [];
  const fields = [...of(to), ...of(from).filter((field) => !of(to).some((other) => other.key === field.key))];
  const { [by]: _a, ...left } = old ?? {};
  const { [by]: _b, ...right } = next ?? {};
  return [...leaf(place, 'value', from, to, undefined, names), ...fieldChanges(fields, old && left, next && right, place)];
}

/** Entries by their name where they have one, else by what is alike; null where they are no list. */
function ofList(item: Field, before: unknown, after: unknown, place: Place): FieldChange[] | null {
  if (!isListOrNothing(before) || !isListOrNothing(after)) return null;
  const [olds, news] = [before ?? [], after ?? []];
  const name = nameOfEntries([...olds, ...news]);
  const nameOf = (entry: unknown) => String((entry as Record<string, unknown>)[name ?? '']);
  const isNamed = name !== null && new Set(olds.map(nameOf)).size === olds.length && new Set(news.map(nameOf)).size === news.length;
  if (!isNamed) return byLikeness(item, olds, news, place);
  const keys = [...new Set([...olds.map(nameOf), ...news.map(nameOf)])];
  const find = (entries: readonly unknown[], key: string) => entries.find((entry) => nameOf(entry) === key);
  const kept = (entries: readonly unknown[], others: readonly unknown[]) =>
    entries.map(nameOf).filter((key) => find(others, key) !== undefined);
  const [was, is] = [kept(olds, news), kept(news, olds)];
  return [
    ...keys.flatMap((key) => ofField(item, find(olds, key), find(news, key), below(place, key, key))),
    ...(sameJson(was, is) ? [] : leaf({ ...place, key: `${place.key}/order` }, 'order', was, is)),
  ];
}

function byLikeness(item: Field, before: readonly unknown[], after: readonly unknown[], place: Place): FieldChange[] {
  const rows: [unknown, unknown][] = [];
  let free = 0;
  for (const edit of listDiff(before, after, sameJson)) {
    if (edit.kind === 'same') {
      rows.push([edit.before, edit.after]);
      free = rows.length;
    } else if (edit.kind === 'removed') rows.push([edit.before, undefined]);
    else if (free < rows.length) rows[free] = [rows[free++]?.[0], edit.after];
    else {
      rows.push([undefined, edit.after]);
      free = rows.length;
    }
  }
  return rows.flatMap(([old, next], i) => ofField(item, old, next, below(place, String(i), String(i + 1))));
}

function ofRecord(value: Field, before: Plain, after: Plain, place: Place): FieldChange[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.flatMap((key) => ofField(value, own(before, key), own(after, key), below(place, key, key)));
}

function leaf(
  { key, titles }: Place,
  look: Look,
  before: unknown,
  after: unknown,
  fallback?: unknown,
  names?: ReadonlyMap<string, string>,
): FieldChange[] {
  const kind = kindOf(before, after);
  return [{ key, titles, kind, look, before, after, ...(fallback !== undefined && { fallback }), ...(names && { names }) }];
}

/** Objects and lists as JSON, all else as text. */
function lookOf(before: unknown, after: unknown): Look {
  const isDeep = [before, after].some((value) => value !== null && typeof value === 'object');
  return isDeep ? 'json' : 'text';
}

function namesOf(options: readonly Option[]): ReadonlyMap<string, string> {
  return new Map(options.map((option) => [JSON.stringify(option.value), option.title]));
}

function below({ titles, key }: Place, step: string, title: string): Place {
  return { titles: [...titles, title], key: `${key}/${step}` };
}

type Plain = Record<string, unknown> | undefined;

function isPlain(value: unknown): value is Plain {
  return value === undefined || isObject(value);
}

function isListOrNothing(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

function recordOf(value: unknown): Plain {
  return isObject(value) ? value : undefined;
}

function own(record: Plain, key: string): unknown {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
