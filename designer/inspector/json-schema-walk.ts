import { isObject } from '../state/is-object.ts';
import type { Schema } from './form.ts';

/** The parts of a JSON Schema that may describe the value at a path, references and alternatives followed. */
export function schemasAt(root: Schema, path: readonly (string | number)[], value?: unknown): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, name, depth) =>
      schemas.flatMap((schema) => children(schema, name).flatMap((child) => opened(child, root, parentOf(value, path, depth + 1)))),
    opened(root, root, value),
  );
}

/** What can stand at a place: the keys of an object with what is known of each. */
export function keysOf(schemas: readonly Schema[]): { readonly key: string; readonly schema: Schema; readonly isRequired: boolean }[] {
  const found = new Map<string, { key: string; schema: Schema; isRequired: boolean }>();
  for (const schema of schemas) {
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [key, part] of Object.entries(isObject(schema.properties) ? schema.properties : {}))
      if (isObject(part) && !found.has(key)) found.set(key, { key, schema: part, isRequired: required.includes(key) });
  }
  return [...found.values()];
}

/** The values that a schema names: an enum, a constant, yes and no. */
export function valuesOf(schemas: readonly Schema[]): unknown[] {
  const values = schemas.flatMap((schema) => {
    if (Array.isArray(schema.enum)) return schema.enum;
    if ('const' in schema) return [schema.const];
    return schema.type === 'boolean' ? [true, false] : [];
  });
  return [...new Set(values)];
}

/** The types a place takes, in words: `text`, `number`, `list`. */
export function typesOf(schemas: readonly Schema[]): string[] {
  const types = schemas.flatMap((schema) => (Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type]));
  return [...new Set(types.map(String))];
}

/** Alternatives that a value rules out by their constants are left away, so that a chosen kind offers its own keys only. */
export function opened(schema: Schema, root: Schema, value: unknown, depth = 0): readonly Schema[] {
  if (depth > 12) return [];
  if (typeof schema.$ref === 'string') {
    const target = referred(schema.$ref, root);
    return target ? opened(target, root, value, depth + 1) : [];
  }
  const branches = [schema.oneOf, schema.anyOf].find(Array.isArray) as unknown[] | undefined;
  const all = Array.isArray(schema.allOf) ? schema.allOf.filter(isObject).flatMap((part) => opened(part, root, value, depth + 1)) : [];
  if (!branches) return [schema, ...all];
  const objects = branches.filter(isObject);
  const fitting = objects.filter((branch) => fits(branch, value));
  return [
    ...(isObject(schema.properties) ? [schema] : []),
    ...all,
    ...(fitting.length > 0 ? fitting : objects).flatMap((branch) => opened(branch, root, value, depth + 1)),
  ];
}

function fits(branch: Schema, value: unknown): boolean {
  if (!isObject(value) || !isObject(branch.properties)) return true;
  return Object.entries(branch.properties).every(
    ([key, part]) => !isObject(part) || part.const === undefined || value[key] === undefined || value[key] === part.const,
  );
}

function children(schema: Schema, name: string | number): Schema[] {
  if (typeof name === 'number') {
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems[name] : undefined;
    return [first ?? schema.items].filter(isObject);
  }
  const properties = isObject(schema.properties) ? schema.properties : {};
  return [Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties].filter(isObject);
}

function referred(ref: string, root: Schema): Schema | null {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return null;
  const target = ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (isObject(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root);
  return isObject(target) ? target : null;
}

function parentOf(value: unknown, path: readonly (string | number)[], depth: number): unknown {
  return path
    .slice(0, depth)
    .reduce<unknown>((at, name) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[name] : undefined), value);
}
