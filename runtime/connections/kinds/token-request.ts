import { z } from 'zod';
import type { TokenRequest } from './kind.ts';

export const clientAuthentication = z.enum(['basic', 'body']).default('basic').meta({
  title: 'How the secret is sent',
  description: 'in the Authorization header (basic) or in the form (body); the system says which',
});

/** A request to the token address with the client's own credentials (RFC 6749 section 2.3.1). */
export function tokenRequest(
  auth: {
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientAuthentication: 'basic' | 'body';
    readonly secret: string | undefined;
  },
  form: Readonly<Record<string, string>>,
): TokenRequest {
  const { tokenUrl: url, clientId, secret } = auth;
  if (secret !== undefined && auth.clientAuthentication === 'basic')
    return { url, headers: { authorization: basicOf(clientId, secret) }, form };
  return { url, headers: {}, form: { ...form, client_id: clientId, ...(secret !== undefined && { client_secret: secret }) } };
}

/** Both are form-encoded before they are joined: RFC 6749 section 2.3.1. */
function basicOf(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret)}`).toString('base64')}`;
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}
