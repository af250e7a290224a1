import { once } from 'node:events';
import Provider from 'oidc-provider';

// A real provider of single sign-on (the certified `oidc-provider`) as a process of its own. What it is to know comes as JSON in OIDC_SETTINGS.

/** A user signs in by their name alone. */
export type OidcUser = { readonly name: string; readonly email: string; readonly groups: readonly string[] };
export type OidcProviderSettings = {
  readonly port: number;
  readonly redirectUri: string;
  readonly afterSignOut: string;
  readonly users: Readonly<Record<string, OidcUser>>;
};

const { port, redirectUri, afterSignOut, users } = JSON.parse(process.env.OIDC_SETTINGS ?? '{}') as OidcProviderSettings;

const client = {
  client_secret: 'secret-of-the-client',
  redirect_uris: [redirectUri],
  post_logout_redirect_uris: [afterSignOut],
  grant_types: ['authorization_code'],
  response_types: ['code' as const],
};
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    { ...client, client_id: 'crossdock' },
    // Its ID tokens have expired when they are made.
    { ...client, client_id: 'crossdock-late' },
  ],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
  cookies: { keys: ['key of the tests'] },
  pkce: { required: () => true },
  ttl: { IdToken: (_context, _token, { clientId }) => (clientId === 'crossdock-late' ? -60 : 600) },
  findAccount: (_context, id) => {
    const user = users[id];
    return user && { accountId: id, claims: () => ({ sub: id, preferred_username: id, ...user, groups: [...user.groups] }) };
  },
});

const server = provider.listen(port, '127.0.0.1');
await once(server, 'listening');
process.stdout.write('ready\n');
