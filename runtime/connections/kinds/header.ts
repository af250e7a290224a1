import { z } from 'zod';
import { headerField, secretField } from './fields.ts';
import { defineKind } from './kind.ts';

export const header = defineKind({
  kind: 'header',
  title: 'API key in a header',
  summary: 'A key in a header of its own, such as X-Api-Key.',
  uses: ['http', 'intake'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({ header: headerField('Header', 'the name of the header that carries the key') }),
  secrets: { secret: secretField('Key', 'sent with every request') },
  isSameForAll: true,
  sign: (auth) => ({ headers: { [auth.header.toLowerCase()]: auth.secret } }),
});
