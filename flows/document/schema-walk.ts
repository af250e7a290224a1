import { z } from 'zod';

/** A field's schema without its default and without being optional. */
export function bareSchema(schema: unknown): unknown {
  let at = schema;
  for (;;) {
    if (at instanceof z.ZodDefault || at instanceof z.ZodPrefault || at instanceof z.ZodOptional || at instanceof z.ZodNullable)
      at = at.unwrap();
    else if (at instanceof z.ZodLazy) at = at.unwrap();
    else if (at instanceof z.ZodPipe) at = at.in;
    else return at;
  }
}

/** The names of the fields that a schema knows at a place; of a union, those of all its branches. */
export function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  let at = branchesOf(schema);
  for (const name of path) at = at.flatMap((part) => branchesOf(partOf(part, name)));
  return [...new Set(at.flatMap((part) => (part instanceof z.ZodObject ? Object.keys(part.shape) : [])))];
}

function partOf(schema: unknown, name: PropertyKey): unknown {
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodObject ? schema.shape[name as string] : undefined;
}

function branchesOf(schema: unknown): unknown[] {
  const bare = bareSchema(schema);
  return bare instanceof z.ZodUnion ? bare.options.flatMap(branchesOf) : [bare];
}
