import { z } from 'zod';
import type { SecretField } from './kind.ts';

/** A text that everybody may read who may read connections. */
export function textField(title: string, description: string, most = 500) {
  return z.string().trim().min(1, 'must not be empty').max(most).meta({ title, description });
}

/** Names of headers: RFC 9110 section 5.6.2. */
export function headerField(title: string, description: string) {
  return z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$/, 'a header name')
    .meta({ title, description });
}

export function urlField(title: string, description: string) {
  return z
    .url({ protocol: /^https?$/, error: 'give an address that starts with https://' })
    .max(1000)
    .refine(hasNoUser, noUserInAddress)
    .meta({ title, description });
}

export const noUserInAddress = 'leave user and password out of the address, where everybody reads them; give them as credentials';

/** Also of what is no address at all. */
export function hasNoUser(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

/** PEM that is not secret: a certificate. */
export function certificateField(title: string, description: string) {
  return z
    .string()
    .trim()
    .max(100_000)
    .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, 'give it in PEM: it begins with -----BEGIN CERTIFICATE-----')
    .meta({ title, description, control: 'lines' });
}

export function secretField(title: string, description: string) {
  return { title, description, control: 'secret', isOptional: false } as const satisfies SecretField;
}

export function optionalSecret(title: string, description: string) {
  return { title, description, control: 'secret', isOptional: true } as const satisfies SecretField;
}

export function privateKeyField(title: string, description: string) {
  return { title, description, control: 'lines', isOptional: false } as const satisfies SecretField;
}
