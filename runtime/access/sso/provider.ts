import type { CollectionSchema } from '../../store/store.ts';
import type { Grant } from '../grants.ts';

/** A provider of single sign-on by OpenID Connect. */
export type Provider = {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly hasSecret: boolean;
  /** Whether it may stand in an inner network; `public`: only on the internet. */
  readonly network: 'public' | 'private';
  readonly scopes: string;
  /** The claim that holds the names of somebody's groups. */
  readonly groupsClaim: string;
  readonly groups: readonly GroupGrants[];
  readonly isEnabled: boolean;
  /** `environment`: of this process's variables; only what is not said there can be changed. */
  readonly from: 'settings' | 'environment';
  readonly updatedAt: number | null;
  readonly updatedBy: string | null;
};

/** What the members of a group may do. */
export type GroupGrants = { readonly group: string; readonly grants: readonly Grant[] };

export type ProviderChange = {
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  /** undefined: the stored one stays; null: there is none. */
  readonly clientSecret?: string | null | undefined;
  readonly network: 'public' | 'private';
  readonly scopes: string;
  readonly groupsClaim: string;
  readonly groups: readonly GroupGrants[];
  readonly isEnabled: boolean;
};

/** CROSSDOCK_OIDC_... */
export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly network: 'public' | 'private';
};

/** Of the provider that the variables name. */
export const environmentProvider = 'oidc';

export type ProviderDocument = {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed. */
  readonly secret: string | null;
  /** null: from before it could be said, which is public. */
  readonly network: string | null;
  readonly scopes: string;
  readonly groupsClaim: string;
  readonly groups: string;
  readonly isEnabled: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
};

export const providerSchema: CollectionSchema<ProviderDocument> = {
  name: 'ssoProviders',
  fields: {
    title: 'text',
    issuer: 'text',
    clientId: 'text',
    secret: 'body',
    network: 'text',
    scopes: 'text',
    groupsClaim: 'text',
    groups: 'body',
    isEnabled: 'number',
    updatedAt: 'number',
    updatedBy: 'text',
  },
};
