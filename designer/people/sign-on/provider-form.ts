import type { ChangedSsoProvider, Grant, SsoProvider } from '../../server/access-shapes.ts';

/** A provider as it is being edited. `id` is fixed once it was saved; an empty secret keeps the stored one. */
export type ProviderForm = {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly network: SsoProvider['network'];
  readonly scopes: string;
  readonly groupsClaim: string;
  readonly groups: readonly { readonly group: string; readonly grants: readonly Grant[] }[];
  readonly isEnabled: boolean;
};

export function formOf(provider: SsoProvider | null): ProviderForm {
  return {
    id: provider?.id ?? '',
    title: provider?.title ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    clientSecret: '',
    network: provider?.network ?? 'public',
    scopes: provider?.scopes ?? 'openid profile email',
    groupsClaim: provider?.groupsClaim ?? 'groups',
    groups: provider?.groups ?? [],
    isEnabled: provider?.isEnabled ?? true,
  };
}

/** What is sent: without a typed secret a stored one stays, and a new provider is a public client. Groups without a name or a role are left out. */
export function changeOf(form: ProviderForm, isNew: boolean): ChangedSsoProvider {
  const { title, issuer, clientId, clientSecret, network, scopes, groupsClaim, isEnabled } = form;
  return {
    title: title.trim(),
    issuer: issuer.trim().replace(/\/\.well-known\/.*$/, ''),
    clientId: clientId.trim(),
    ...(clientSecret !== '' ? { clientSecret } : isNew ? { clientSecret: null } : {}),
    network,
    scopes: scopes.trim(),
    groupsClaim: groupsClaim.trim(),
    groups: form.groups
      .filter(({ group, grants }) => group.trim() !== '' && grants.length > 0)
      .map(({ group, grants }) => ({ group: group.trim(), grants: [...grants] })),
    isEnabled,
  };
}

/** `Contoso Entra ID` becomes `contoso-entra-id`, as long as nobody wrote another. */
export function idFrom(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
}

export function isComplete(form: ProviderForm): boolean {
  return [form.id, form.title, form.issuer, form.clientId, form.scopes, form.groupsClaim].every((text) => text.trim() !== '');
}
