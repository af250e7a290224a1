import type { CredentialKind } from './kinds/kind.ts';

type Calling = { readonly address: string; readonly auth: { readonly [field: string]: unknown } };

/**
 * The first host that would get stored secrets without having got them before; null: none would. Whoever changes where a connection leads need not know its secrets,
 * so they are given again for another host, port or scheme. `kind`: of both.
 */
export function newDestination(kind: Pick<CredentialKind, 'uses'>, before: Calling, after: Calling): string | null {
  // What only comes in is checked against the secrets, which are sent nowhere.
  if (kind.uses.every((use) => use === 'intake')) return null;
  const known = destinationsOf(before);
  return destinationsOf(after).find((place, at) => place !== known[at]) ?? null;
}

/** Where calls go, and where tokens are asked for. */
function destinationsOf({ address, auth }: Calling): readonly string[] {
  return [originOf(address), ...(typeof auth.tokenUrl === 'string' ? [originOf(auth.tokenUrl)] : [])];
}

/** `https://erp.example.com:8443`, of any scheme. */
export function originOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host.toLowerCase()}`;
}
