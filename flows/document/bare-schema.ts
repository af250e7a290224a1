import { z } from 'zod';

/** A field's schema without its default and without being optional. */
export function bareSchema(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodDefault || at instanceof z.ZodPrefault || at instanceof z.ZodOptional) at = at.unwrap();
  return at;
}
