import { z } from 'zod';
import { secretField, textField, urlField } from './fields.ts';
import { defineKind } from './kind.ts';
import { clientAuthentication, tokenRequest } from './token-request.ts';

/** RFC 6749 section 4.4. */
export const oauth2Client = defineKind({
  kind: 'oauth2-client',
  title: 'OAuth 2, client credentials',
  summary: 'Crossdock itself gets a token from the system and renews it; no person is involved.',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({
    tokenUrl: urlField('Token address', 'where tokens are asked for'),
    clientId: textField('Client id', 'what the system knows Crossdock by'),
    scope: textField('Scope', 'what is asked for, separated by spaces; empty: what the system gives by default', 1000).optional(),
    audience: textField('Audience', 'for whom the token is, where the system asks for it').optional(),
    clientAuthentication,
  }),
  secrets: { secret: secretField('Client secret', 'sent to the token address only') },
  token: (auth) =>
    tokenRequest(auth, {
      grant_type: 'client_credentials',
      ...(auth.scope !== undefined && { scope: auth.scope }),
      ...(auth.audience !== undefined && { audience: auth.audience }),
    }),
  sentAs: (auth) => [encodeURIComponent(auth.secret), Buffer.from(`${auth.clientId}:${auth.secret}`).toString('base64')],
});
