import { Refusal } from '../../api/refusal.ts';
import type { Audit } from '../../audit/audit.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Vault } from '../../vault/envelope.ts';
import {
  environmentProvider,
  type GroupGrants,
  type OidcSettings,
  type Provider,
  type ProviderChange,
  type ProviderDocument,
  providerSchema,
} from './provider.ts';

/** The providers that are set up, in the store and in the variables of the process. */
export type ProviderBook = {
  list(): Promise<readonly Provider[]>;
  /** Throws NO_SUCH_PROVIDER. */
  require(id: string): Promise<Provider>;
  /** Throws INVALID_REQUEST where the address cannot be trusted. */
  put(id: string, change: ProviderChange, by: string): Promise<Provider>;
  remove(id: string, by: string): Promise<boolean>;
  /** null: a public client. */
  secretOf(id: string): Promise<string | null>;
};

export function createProviderBook(resources: {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly vault: Pick<Vault, 'open' | 'close'>;
  readonly oidc: OidcSettings | null;
}): ProviderBook {
  const { store, clock, audit, vault, oidc } = resources;
  const providers = store.collection(providerSchema);
  const placeOf = (id: string) => `sso ${id}`;
  const isOfEnvironment = (id: string) => id === environmentProvider && oidc !== null;

  function shown(id: string, stored: ProviderDocument | null): Provider | null {
    const settings = isOfEnvironment(id) ? oidc : null;
    if (!stored && !settings) return null;
    return {
      id,
      title: stored?.title ?? 'Single sign-on',
      issuer: settings?.issuer ?? stored?.issuer ?? '',
      clientId: settings?.clientId ?? stored?.clientId ?? '',
      hasSecret: (settings ? settings.clientSecret : stored?.secret) != null,
      network: settings?.network ?? (stored?.network === 'private' ? 'private' : 'public'),
      scopes: stored?.scopes ?? 'openid profile email',
      groupsClaim: stored?.groupsClaim ?? 'groups',
      groups: stored ? (JSON.parse(stored.groups) as GroupGrants[]) : [],
      isEnabled: stored ? stored.isEnabled === 1 : true,
      from: settings ? 'environment' : 'settings',
      updatedAt: stored?.updatedAt ?? null,
      updatedBy: stored?.updatedBy ?? null,
    };
  }

  async function require(id: string): Promise<Provider> {
    const found = shown(id, await providers.get(id));
    if (found) return found;
    throw new Refusal('NO_SUCH_PROVIDER', `There is no single sign-on "${id}" here. Look at the sign-in page for those there are.`);
  }

  return {
    require,
    async list() {
      const { items } = await providers.find({ limit: 100 });
      const ids = new Set([...(oidc ? [environmentProvider] : []), ...items.map(({ id }) => id)]);
      return [...ids].flatMap((id) => shown(id, items.find((one) => one.id === id) ?? null) ?? []);
    },
    async put(id, { clientSecret, groups, isEnabled, ...change }, by) {
      if (!isOfEnvironment(id)) refuseUnsafe(change.issuer);
      const before = await providers.get(id);
      const kept = before?.secret ?? null;
      const secret = clientSecret === undefined ? kept : clientSecret === null ? null : vault.close(placeOf(id), clientSecret);
      const rest = { secret, groups: JSON.stringify(groups), isEnabled: isEnabled ? 1 : 0, updatedAt: clock.now(), updatedBy: by };
      await providers.upsert({ id, ...change, ...rest });
      const provider = await require(id);
      await audit.record({
        by,
        act: before ? 'sso.changed' : 'sso.added',
        subject: id,
        before: before && shown(id, before),
        after: provider,
      });
      return provider;
    },
    async remove(id, by) {
      if (!(await providers.remove(id))) return false;
      await audit.record({ by, act: 'sso.removed', subject: id });
      return true;
    },
    async secretOf(id) {
      if (isOfEnvironment(id)) return oidc?.clientSecret ?? null;
      const sealed = (await providers.get(id))?.secret ?? null;
      return sealed === null ? null : vault.open(placeOf(id), sealed);
    },
  };
}

/** Without TLS anybody on the way could say who somebody is; only on this machine there is nobody. */
function refuseUnsafe(issuer: string): void {
  const { protocol } = new URL(issuer);
  if (protocol === 'https:' || isLoopback(issuer)) return;
  throw new Refusal('INVALID_REQUEST', `The provider must be reached by https://, not by ${protocol}//.`, [
    { path: 'body.issuer', message: 'begins with http://; only a provider on this machine may' },
  ]);
}

export function isLoopback(issuer: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(issuer).hostname);
}
