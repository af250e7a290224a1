import { dataTexts } from '../../texts/data.ts';
import type { SchemaField } from './schema-of.ts';
import type { JsonKind } from './tree-rows.ts';

export type JsonSchema = { readonly [key: string]: unknown };

/** What a contract says of a field that was met. */
export type ContractMark = { readonly kind: 'required' | 'optional' | 'unknown' | 'differs'; readonly text: string };

/** Holds derived fields against a contract: by path what it says of them, and which required ones never came. */
export function contractMarks(root: SchemaField, contract: JsonSchema): { byPath: ReadonlyMap<string, ContractMark>; missing: string[] } {
  const byPath = new Map<string, ContractMark>();
  const missing: string[] = [];
  compare(root, contract, contract, { byPath, missing });
  return { byPath, missing };
}

type Found = { readonly byPath: Map<string, ContractMark>; readonly missing: string[] };

function compare(parent: SchemaField, given: JsonSchema, root: JsonSchema, found: Found): void {
  const schema = entrySchema(resolved(given, root), root);
  const properties = schema.properties as Record<string, JsonSchema> | undefined;
  if (!properties) return;
  const required = new Set(Array.isArray(schema.required) ? (schema.required as string[]) : []);
  for (const field of parent.fields) {
    const wanted = Object.hasOwn(properties, field.name) ? resolved(properties[field.name] as JsonSchema, root) : null;
    found.byPath.set(field.path, markOf(field, wanted, required.has(field.name), schema.additionalProperties !== false));
    if (wanted) compare(field, wanted, root, found);
  }
  const prefix = parent.path === '' ? '' : `${parent.path}.`;
  for (const name of required) if (!parent.fields.some((field) => field.name === name)) found.missing.push(`${prefix}${name}`);
}

function markOf(field: SchemaField, wanted: JsonSchema | null, isRequired: boolean, isOpen: boolean): ContractMark {
  if (!wanted) return { kind: isOpen ? 'optional' : 'unknown', text: dataTexts.schema.notInContract };
  const types = typesOf(wanted);
  const kinds = field.kinds.map(({ kind }) => kind);
  if (types.length > 0 && kinds.some((kind) => !types.some((type) => fits(kind, type))))
    return { kind: 'differs', text: dataTexts.schema.wantedKind(types.join(' or ')) };
  if (isRequired && field.seen < field.parents) return { kind: 'differs', text: dataTexts.schema.missing };
  return { kind: isRequired ? 'required' : 'optional', text: '' };
}

/** Lists are compared by what their entries are. */
function entrySchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const items = schema.items as JsonSchema | undefined;
  return items && typeof items === 'object' ? entrySchema(resolved(items, root), root) : schema;
}

function resolved(schema: JsonSchema, root: JsonSchema, depth = 0): JsonSchema {
  const ref = schema.$ref;
  if (typeof ref !== 'string' || !ref.startsWith('#/') || depth > 20) return schema;
  const target = ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], root);
  return target && typeof target === 'object' ? resolved(target as JsonSchema, root, depth + 1) : schema;
}

function typesOf(schema: JsonSchema): string[] {
  return Array.isArray(schema.type) ? (schema.type as string[]) : typeof schema.type === 'string' ? [schema.type] : [];
}

function fits(kind: JsonKind, type: string): boolean {
  switch (kind) {
    case 'text':
    case 'date':
      return type === 'string';
    case 'number':
      return type === 'number' || type === 'integer';
    default:
      return type === kind;
  }
}
