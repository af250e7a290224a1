import { z } from 'zod';
import { secretField, textField } from './fields.ts';
import { defineKind } from './kind.ts';

/** RFC 7617. */
export const basic = defineKind({
  kind: 'basic',
  title: 'User and password',
  summary: 'A user name and a password in the Authorization header (HTTP Basic).',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({
    user: textField('User', 'the name to sign in with', 200).refine((user) => !user.includes(':'), 'must not hold a colon (RFC 7617)'),
  }),
  secrets: { secret: secretField('Password', 'sent with every request') },
  isSameForAll: true,
  sign: (auth) => ({ headers: { authorization: `Basic ${encoded(auth)}` } }),
  sentAs: (auth) => [encoded(auth)],
});

function encoded({ user, secret }: { readonly user: string; readonly secret: string }): string {
  return Buffer.from(`${user}:${secret}`).toString('base64');
}
