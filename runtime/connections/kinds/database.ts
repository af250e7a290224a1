import { z } from 'zod';
import { secretField, textField } from './fields.ts';
import { defineKind } from './kind.ts';

export const database = defineKind({
  kind: 'database',
  title: 'Database',
  summary: 'An address such as postgres://db.example.com:5432/orders, with a user and a password.',
  uses: ['database'],
  schemes: ['postgres', 'postgresql', 'mysql', 'mariadb', 'sqlserver', 'mongodb', 'oracle'],
  canConnect: false,
  fields: z.strictObject({
    user: textField('User', 'the name to sign in with', 200),
    encryption: z
      .enum(['required', 'none'])
      .default('required')
      .meta({ title: 'Encryption', description: 'required: only over TLS, with a certificate that is checked' }),
  }),
  secrets: { secret: secretField('Password', 'sent when the connection is made') },
});
