import { z } from 'zod';
import { secretField } from './fields.ts';
import { defineKind } from './kind.ts';

/** RFC 6750. */
export const bearer = defineKind({
  kind: 'bearer',
  title: 'Bearer token',
  summary: 'A token in the Authorization header, after the word Bearer.',
  uses: ['http', 'intake'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({}),
  secrets: { secret: secretField('Token', 'sent with every request') },
  isSameForAll: true,
  sign: ({ secret }) => ({ headers: { authorization: `Bearer ${secret}` } }),
});
