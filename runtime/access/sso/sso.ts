import * as oidc from 'openid-client';
import { Refusal } from '../../api/refusal.ts';
import type { Audit } from '../../audit/audit.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Store } from '../../store/store.ts';
import type { Vault } from '../../vault/envelope.ts';
import type { PeopleBook } from '../people/people-book.ts';
import type { Person } from '../people/person.ts';
import { accountOf, type Identity, identityOf } from './identity.ts';
import { createOidcClients, reasonOf } from './oidc-client.ts';
import type { OidcSettings, Provider } from './provider.ts';
import { createProviderBook, type ProviderBook } from './provider-book.ts';

/** How long somebody may take at the provider. ms */
export const patienceAtProvider = 10 * 60_000;

/** What is remembered of a sign-in while the browser is at the provider, sealed in a cookie of that browser. */
type Begun = {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly callback: string;
  readonly returnTo: string;
  readonly at: number;
};

/** Single sign-on by OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce. */
export type Sso = {
  readonly providers: ProviderBook;
  /** Where the browser is sent, and what it must bring back. Throws NO_SUCH_PROVIDER, SSO_UNREACHABLE. */
  start(
    id: string,
    given: { readonly callback: string; readonly returnTo: string },
  ): Promise<{ readonly url: string; readonly begun: string }>;
  /** Who came back, with the account made or brought up to date. Throws SSO_FAILED, NO_GROUP, ACCOUNT_DISABLED, SSO_UNREACHABLE. */
  finish(query: string, begun: string | undefined): Promise<{ readonly person: Person; readonly returnTo: string }>;
  /** Where the browser signs out at the provider; null: it has no such place. */
  endUrl(id: string, returnTo: string): Promise<string | null>;
  check(id: string): Promise<{ readonly ok: boolean; readonly words: string; readonly endpoints: readonly string[] }>;
};

export type SsoResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly vault: Pick<Vault, 'open' | 'close'>;
  readonly people: PeopleBook;
  readonly oidc: OidcSettings | null;
  /** Providers are called under the same rules as the systems of connections. */
  readonly egress: Pick<Egress, 'guard'>;
};

export function createSso(resources: SsoResources): Sso {
  const { clock, vault, people, audit } = resources;
  const providers = createProviderBook(resources);
  const clients = createOidcClients({ book: providers, clock, egress: resources.egress });

  async function enabled(id: string): Promise<Provider> {
    const provider = await providers.require(id);
    if (!provider.isEnabled) throw new Refusal('NO_SUCH_PROVIDER', `The single sign-on "${provider.title}" is switched off.`);
    return provider;
  }

  function recall(sealed: string | undefined): Begun {
    const lost = (why: string) => new Refusal('SSO_FAILED', `The sign-in could not be ended: ${why} Begin again.`);
    if (!sealed) throw lost('it was begun in another browser, or long ago.');
    let begun: Begun;
    try {
      begun = JSON.parse(vault.open('sso sign-in', sealed)) as Begun;
    } catch {
      throw lost('what this browser remembers of it cannot be read.');
    }
    if (clock.now() - begun.at > patienceAtProvider) throw lost('it took longer than 10 minutes.');
    return begun;
  }

  async function identify(provider: Provider, query: string, begun: Begun): Promise<Identity> {
    const client = await clients.of(provider);
    try {
      const tokens = await oidc.authorizationCodeGrant(client, new URL(`${begun.callback}${query}`), {
        pkceCodeVerifier: begun.verifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      const needsMore = !(provider.groupsClaim in claims) && client.serverMetadata().userinfo_endpoint !== undefined;
      const more = needsMore ? await oidc.fetchUserInfo(client, tokens.access_token, claims.sub) : {};
      return identityOf({ ...more, ...claims }, provider.groupsClaim);
    } catch (error) {
      // Keys and endpoints may have changed since they were asked for.
      clients.forget(provider.id);
      throw new Refusal('SSO_FAILED', `${provider.title} did not confirm who you are: ${reasonOf(error)} Begin again.`);
    }
  }

  return {
    providers,
    async start(id, { callback, returnTo }) {
      const provider = await enabled(id);
      const client = await clients.of(provider);
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const url = oidc.buildAuthorizationUrl(client, {
        redirect_uri: callback,
        scope: provider.scopes,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      const begun: Begun = { provider: id, state, nonce, verifier, callback, returnTo, at: clock.now() };
      return { url: url.href, begun: vault.close('sso sign-in', JSON.stringify(begun)) };
    },
    async finish(query, sealed) {
      const begun = recall(sealed);
      const provider = await enabled(begun.provider);
      try {
        const identity = await identify(provider, query, begun);
        return { person: await accountOf(identity, provider, people), returnTo: begun.returnTo };
      } catch (error) {
        if (error instanceof Refusal)
          await audit.record({ by: 'nobody', act: 'person.sign-in-failed', subject: `sso ${provider.id}`, details: { code: error.code } });
        throw error;
      }
    },
    async endUrl(id, returnTo) {
      const provider = await providers.require(id);
      const client = await clients.of(provider);
      if (client.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(client, { post_logout_redirect_uri: returnTo, client_id: provider.clientId }).href;
    },
    async check(id) {
      const provider = await providers.require(id);
      clients.forget(id);
      try {
        const { issuer, authorization_endpoint, token_endpoint, userinfo_endpoint } = (await clients.of(provider)).serverMetadata();
        const endpoints = [authorization_endpoint, token_endpoint, userinfo_endpoint].filter((endpoint) => endpoint !== undefined);
        const groups = provider.groups.length === 0 ? ' Nobody is let in until a group is named.' : '';
        return { ok: true, words: `The provider ${issuer} answers.${groups}`, endpoints };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, words: error.message, endpoints: [] };
        throw error;
      }
    },
  };
}
