import * as oidc from 'openid-client';
import { Refusal } from '../../api/refusal.ts';
import type { Clock } from '../../clock/clock.ts';
import { type Egress, EgressDenied } from '../../egress/egress.ts';
import { guardedFetch } from './guarded-fetch.ts';
import type { Provider } from './provider.ts';
import { isLoopback, type ProviderBook } from './provider-book.ts';

/** What a provider says of itself is asked for again after an hour. ms */
const knownFor = 60 * 60_000;
/** A provider that does not answer for so long is taken for unreachable. Seconds. */
const patience = 10;

/** Connects to providers; throws SSO_UNREACHABLE with what is wrong. */
export type OidcClients = { of(provider: Provider): Promise<oidc.Configuration>; forget(id: string): void };

export function createOidcClients({
  book,
  clock,
  egress,
}: {
  readonly book: Pick<ProviderBook, 'secretOf'>;
  readonly clock: Clock;
  readonly egress: Pick<Egress, 'guard'>;
}): OidcClients {
  const known = new Map<string, { readonly stamp: string; readonly at: number; readonly client: oidc.Configuration }>();
  return {
    async of(provider) {
      const { id, issuer, clientId, updatedAt } = provider;
      const stamp = `${issuer} ${clientId} ${provider.network} ${updatedAt}`;
      const found = known.get(id);
      if (found?.stamp === stamp && clock.now() - found.at < knownFor) return found.client;
      const client = await connect(provider, await book.secretOf(id), egress);
      known.set(id, { stamp, at: clock.now(), client });
      return client;
    },
    forget: (id) => void known.delete(id),
  };
}

async function connect(
  { issuer, clientId, network }: Provider,
  secret: string | null,
  egress: Pick<Egress, 'guard'>,
): Promise<oidc.Configuration> {
  try {
    return await oidc.discovery(new URL(issuer), clientId, {}, authOf(secret), {
      timeout: patience,
      [oidc.customFetch]: guardedFetch(egress, network),
      execute: isLoopback(issuer) ? [oidc.allowInsecureRequests] : [],
    });
  } catch (error) {
    throw new Refusal(
      'SSO_UNREACHABLE',
      `The single sign-on cannot be used: ${reasonOf(error)} Look at the address of its provider: ${issuer}`,
    );
  }
}

/** As the provider asks for it; `client_secret_basic` where it does not say (OpenID Connect Discovery 1.0, 3). */
function authOf(secret: string | null): oidc.ClientAuth {
  if (secret === null) return oidc.None();
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}

/** What went wrong at the provider, as a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
    return `the provider said "${error.error_description ?? error.error}".`;
  const denied = deniedIn(error);
  if (denied)
    return `${denied.refusal.why} When the provider stands in your own network, say so: network "private", or CROSSDOCK_OIDC_NETWORK=private.`;
  const { message = '', cause } = error instanceof Error ? error : {};
  const inner = cause instanceof Error ? ` (${cause.message})` : '';
  return `${message}${inner}.`;
}

/** The refusal at the end of what failed, if that was it. */
function deniedIn(error: unknown): EgressDenied | null {
  if (error instanceof EgressDenied) return error;
  return error instanceof Error && error.cause !== undefined ? deniedIn(error.cause) : null;
}
