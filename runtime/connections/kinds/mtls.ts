import { z } from 'zod';
import { certificateExpiry } from './expiry.ts';
import { certificateField, optionalSecret, privateKeyField } from './fields.ts';
import { defineKind } from './kind.ts';

/** RFC 8446 section 4.4.2: the client shows a certificate, too. */
export const mtls = defineKind({
  kind: 'mtls',
  title: 'Client certificate (mTLS)',
  summary: 'Crossdock shows a certificate when the connection is made; the system may be checked against an authority of its own.',
  uses: ['http'],
  schemes: ['https'],
  canConnect: false,
  fields: z.strictObject({
    certificate: certificateField('Certificate', 'of Crossdock at this system, with those that lead to the authority, in PEM'),
    ca: certificateField('Authority of the system', 'checks the system instead of the public authorities, in PEM').optional(),
  }),
  secrets: {
    privateKey: privateKeyField('Private key', 'of the certificate, in PEM'),
    passphrase: optionalSecret('Passphrase', 'of the private key, when it is encrypted'),
  },
  tls: ({ certificate, ca, privateKey, passphrase }) => ({ cert: certificate, ca, key: privateKey, passphrase }),
  expiryOf: ({ certificate }) => certificateExpiry(certificate),
});
