import { z } from 'zod';
import { optionalSecret, privateKeyField, textField } from './fields.ts';
import { defineKind } from './kind.ts';

export const sshKey = defineKind({
  kind: 'ssh-key',
  title: 'SSH key',
  summary: 'A user and a private key, for files over SFTP.',
  uses: ['sftp'],
  schemes: ['sftp', 'ssh'],
  canConnect: false,
  fields: z.strictObject({
    user: textField('User', 'the name to sign in with', 200),
    hostKey: z
      .string()
      .trim()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'a fingerprint as ssh-keygen -l writes it: SHA256:...')
      .optional()
      .meta({ title: 'Fingerprint of the host', description: 'the only key the host may show; as ssh-keygen -l writes it' }),
  }),
  secrets: {
    privateKey: privateKeyField('Private key', 'in the format of OpenSSH or PEM'),
    passphrase: optionalSecret('Passphrase', 'of the private key, when it is encrypted'),
  },
});
