import { isObject } from '../state/is-object.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import type { Schema } from './form.ts';
import type { JsonPath } from './json-places.ts';
import { keysOf, opened, typesOf, valuesOf } from './json-schema-walk.ts';

/** Something in a JSON value that its schema does not take. `part`: whether the key or the value is meant. */
export type JsonFault = { readonly path: JsonPath; readonly part: 'key' | 'value'; readonly message: string };

const texts = inspectorTexts.json;

/** What people get wrong while writing: unknown and missing keys, types, choices. Everything else is for the check of the whole step. */
export function jsonFaults(root: Schema, value: unknown): JsonFault[] {
  return faultsAt(root, root, value, []).slice(0, 50);
}

function faultsAt(schema: Schema, root: Schema, value: unknown, path: JsonPath): JsonFault[] {
  const schemas = opened(schema, root, value);
  const types = typesOf(schemas);
  const isTyped = schemas.length > 0 && schemas.every((each) => each.type !== undefined);
  if (isTyped && types.length > 0 && !types.some((type) => isType(value, type)))
    return [{ path, part: 'value', message: texts.wrongType(types.map((type) => typeWords[type] ?? type).join(' or ')) }];
  const choices = valuesOf(schemas);
  const isClosed = schemas.length > 0 && schemas.every((each) => Array.isArray(each.enum) || 'const' in each);
  if (isClosed && !choices.includes(value)) return [{ path, part: 'value', message: texts.notAmong(choices.map(String).join(', ')) }];
  if (Array.isArray(value)) {
    const items = schemas.find((each) => isObject(each.items))?.items;
    return isObject(items) ? value.flatMap((entry, i) => faultsAt(items, root, entry, [...path, i])) : [];
  }
  return isObject(value) ? objectFaults(schemas, root, value, path) : [];
}

function objectFaults(schemas: readonly Schema[], root: Schema, value: Record<string, unknown>, path: JsonPath): JsonFault[] {
  const objects = schemas.filter((each) => isObject(each.properties) || each.additionalProperties !== undefined);
  if (objects.length === 0) return [];
  const known = keysOf(objects);
  const rest = objects.map((each) => each.additionalProperties).find(isObject);
  const isClosed = objects.every((each) => each.additionalProperties === false);
  const unknown = isClosed ? Object.keys(value).filter((key) => !known.some((each) => each.key === key)) : [];
  const missing =
    objects.length === 1
      ? known.filter(({ key, schema, isRequired }) => isRequired && schema.default === undefined && value[key] === undefined)
      : [];
  return [
    ...unknown.map((key): JsonFault => ({ path: [...path, key], part: 'key', message: texts.unknownKey(key) })),
    ...missing.map(({ key }): JsonFault => ({ path, part: 'value', message: texts.missing(key) })),
    ...Object.entries(value).flatMap(([key, entry]) => {
      const part = known.find((each) => each.key === key)?.schema ?? rest;
      return part ? faultsAt(part, root, entry, [...path, key]) : [];
    }),
  ];
}

function isType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
