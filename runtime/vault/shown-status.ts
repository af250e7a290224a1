import type { SecretsStatus } from './keep-secrets.ts';

/** What the secrets of an installation are sealed with. Instants are ISO 8601. */
export type KeysStatus = {
  readonly source: 'variable' | 'file';
  readonly secrets: readonly { readonly since: string; readonly isOurs: boolean }[];
  readonly keys: readonly { readonly number: number; readonly since: string; readonly activeFrom: string }[];
  readonly sealed: { readonly total: number; readonly newest: number };
};

/** As it is told outside: instants as ISO 8601. */
export function shownStatus({ source, wraps, roots, sealed }: SecretsStatus): KeysStatus {
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    source,
    secrets: wraps.map(({ since, isOurs }) => ({ since: at(since), isOurs })),
    keys: roots.map(({ number, since, activeFrom }) => ({ number, since: at(since), activeFrom: at(activeFrom) })),
    sealed,
  };
}
