import type { Path } from '../document/path.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** A value of a configuration with the part of the schema that describes it. */
export type ConfigField = { readonly path: Path; readonly schema: JsonSchema; readonly value: unknown };

/**
 * The fields of a configuration that say in their schema which control edits them (`expression`, `code`, `connection`, ...), and the texts that
 * say nothing. What the schema does not describe is left out.
 */
export function configFields(configSchema: JsonSchema, config: unknown): ConfigField[] {
  const found = new Map<string, ConfigField>();
  const visit = (part: unknown, value: unknown, path: Path): void => {
    const schema = resolve(configSchema, part);
    if (!schema || value === undefined) return;
    if (typeof schema.control === 'string' || typeof value === 'string') keep(found, { path, schema, value });
    if (schema.control === 'expression' || schema.control === 'code') return;
    for (const branch of branchesOf(schema)) {
      const resolved = resolve(configSchema, branch);
      if (resolved && admits(resolved, value)) visit(resolved, value, path);
    }
    if (Array.isArray(value)) {
      const items = schema.items;
      const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
      for (const [i, entry] of value.entries()) visit(first[i] ?? items, entry, [...path, String(i)]);
    } else if (isObject(value)) {
      const properties = isObject(schema.properties) ? schema.properties : {};
      for (const [name, entry] of Object.entries(value)) {
        visit(Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties, entry, [...path, name]);
      }
    }
  };
  visit(configSchema, config, []);
  return [...found.values()];
}

/** Where several parts of a schema describe one value, the one that names a control says most. */
function keep(found: Map<string, ConfigField>, field: ConfigField): void {
  const key = JSON.stringify(field.path);
  const known = found.get(key);
  if (known?.schema.control === undefined) found.set(key, field);
}

function branchesOf(schema: JsonSchema): readonly unknown[] {
  return [schema.anyOf, schema.oneOf, schema.allOf].flatMap((branches) => (Array.isArray(branches) ? branches : []));
}

/** Whether a branch of a union can mean this value: its type fits, and so do the constants that tell the branches apart. */
function admits(schema: JsonSchema, value: unknown): boolean {
  if (schema.const !== undefined && schema.const !== value) return false;
  if (schema.type === 'object' && !isObject(value)) return false;
  if (schema.type === 'array' && !Array.isArray(value)) return false;
  if (schema.type === 'string' && typeof value !== 'string') return false;
  if (!isObject(schema.properties) || !isObject(value)) return true;
  return Object.entries(schema.properties).every(
    ([name, part]) =>
      !isObject(part) ||
      part.const === undefined ||
      part.const === value[name] ||
      (value[name] === undefined && part.default === part.const),
  );
}

function resolve(root: JsonSchema, part: unknown): JsonSchema | null {
  if (!isObject(part)) return null;
  if (typeof part.$ref !== 'string') return part;
  if (part.$ref === '#') return root;
  const name = /^#\/\$defs\/(.+)$/.exec(part.$ref)?.[1];
  const target = name && isObject(root.$defs) ? root.$defs[name] : undefined;
  return isObject(target) ? { ...target, ...part, $ref: undefined } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
