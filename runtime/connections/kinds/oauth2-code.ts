import { z } from 'zod';
import { optionalSecret, textField, urlField } from './fields.ts';
import { defineKind } from './kind.ts';
import { clientAuthentication, tokenRequest } from './token-request.ts';

/** RFC 6749 section 4.1 with PKCE (RFC 7636), as RFC 9700 asks for. */
export const oauth2Code = defineKind({
  kind: 'oauth2-code',
  title: 'OAuth 2, signed in by a person',
  summary: 'A person signs in at the system once and allows Crossdock to act for them; from then on tokens are renewed by themselves.',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: true,
  fields: z.strictObject({
    authorizeUrl: urlField('Sign-in address', 'where the person allows Crossdock to act'),
    tokenUrl: urlField('Token address', 'where tokens are asked for'),
    clientId: textField('Client id', 'what the system knows Crossdock by'),
    scope: textField('Scope', 'what is asked for, separated by spaces; many systems want offline_access for renewal', 1000).optional(),
    clientAuthentication,
  }),
  secrets: { secret: optionalSecret('Client secret', 'sent to the token address only; a public client has none') },
  token: (auth, refreshToken) =>
    refreshToken === undefined ? null : tokenRequest(auth, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  sentAs: ({ clientId, secret }) =>
    secret === undefined ? [] : [encodeURIComponent(secret), Buffer.from(`${clientId}:${secret}`).toString('base64')],
});
