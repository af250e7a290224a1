import type { z } from 'zod';
import { validationDetails } from '../api/http/validation-details.ts';
import { errorIn, type FileProblem } from './file-problem.ts';

/** The value by its schema, or what is wrong with which field. */
export function parsed<T>(
  path: string,
  schema: z.ZodType<T>,
  value: unknown,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly FileProblem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: validationDetails(result.error.issues).map((detail) => errorIn(path, `${detail.message}.`, detail.path)) };
}
