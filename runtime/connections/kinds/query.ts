import { z } from 'zod';
import { secretField } from './fields.ts';
import { defineKind } from './kind.ts';

export const query = defineKind({
  kind: 'query',
  title: 'API key in the address',
  summary: 'A key as a parameter of every address. Many logs on the way keep addresses: use a header where the system offers one.',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({
    parameter: z
      .string()
      .regex(/^[\w.~-]{1,80}$/, 'letters, digits, and . _ ~ -')
      .meta({ title: 'Parameter', description: 'the name of the parameter that carries the key, such as api_key' }),
  }),
  secrets: { secret: secretField('Key', 'sent with every request') },
  isSameForAll: true,
  sign: ({ parameter, secret }) => ({ query: { [parameter]: secret } }),
  sentAs: ({ secret }) => [encodeURIComponent(secret)],
});
