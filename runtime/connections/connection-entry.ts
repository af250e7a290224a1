import { isIP } from 'node:net';
import { rangeOf } from '../egress/address-range.ts';
import { hostOf } from '../egress/egress.ts';
import { SecretMissing, type SecretSources } from '../vault/secret-sources.ts';
import type { ShownConnection, ShownSecret } from './connection-book.ts';
import type { ConnectionDocument } from './connection-documents.ts';
import { policyOf } from './connection-policy.ts';
import type { OpenConnection } from './connections.ts';
import { tokenExpiry } from './kinds/expiry.ts';
import type { CredentialKind } from './kinds/kind.ts';
import { type KindName, kindOf, type OpenAuth } from './kinds/kinds.ts';
import type { StoredSecret, StoredSecrets } from './stored-secrets.ts';

/** A connection as calls use it, and as people see it. */
export type ConnectionEntry = { readonly open: OpenConnection; readonly shown: ShownConnection };

type StoredAuth = { readonly kind: KindName } & { readonly [field: string]: unknown };

export function entryOf(
  document: ConnectionDocument,
  secrets: StoredSecrets,
  { sources, plainOf }: { readonly sources: SecretSources; readonly plainOf: (secret: StoredSecret, field: string) => string },
): ConnectionEntry {
  const { env, name, system, address } = document;
  const auth = JSON.parse(document.auth) as StoredAuth;
  const kind = kindOf(auth.kind);
  const stored = JSON.parse(document.policy) as Partial<OpenConnection['policy']>;
  const policy = policyOf({ network: networkBefore(address), ...stored });
  const common = { env, name, system, address, policy };
  // Opened once: what a value says of its own end does not change.
  const values = Object.fromEntries(
    Object.entries(secrets).map(([field, list]) => [
      field,
      list.map((secret) => (secret.from === undefined ? { value: plainOf(secret, field) } : { from: secret.from })),
    ]),
  );
  return {
    open: { ...common, auth: openAuth(kind, auth, values, sources) },
    shown: {
      ...common,
      auth: {
        ...auth,
        hasSecret: hasAll(kind, secrets),
        secrets: shownSecrets(kind, auth, secrets, values),
      },
      updatedAt: new Date(document.updatedAt).toISOString(),
      changedBy: document.changedBy ?? null,
    },
  };
}

/** Connections from before there were rules for outgoing addresses go on calling inside when their address looks like it. */
function networkBefore(address: string): 'public' | 'private' {
  const host = hostOf(address);
  if (isIP(host) !== 0) return rangeOf(host) === 'public' ? 'public' : 'private';
  return !host.includes('.') || /\.(localhost|local|lan|internal|intranet|corp|home)$/.test(host) ? 'private' : 'public';
}

/** By field, newest first: the value, or where it lies. */
export type SecretValues = { readonly [field: string]: readonly ({ readonly value: string } | { readonly from: string })[] };

/** The secrets as properties that are read at each use when they lie outside: the rest of the runtime need not know. */
export function openAuth(kind: CredentialKind, auth: StoredAuth, values: SecretValues, sources: SecretSources): OpenAuth {
  const read = (secret: SecretValues[string][number]) => ('value' in secret ? secret.value : sources.read(secret.from));
  if (auth.kind === 'webhook-secret') {
    const list = values.secret ?? [];
    return {
      kind: auth.kind,
      get secrets() {
        return list.map(read);
      },
    };
  }
  // A field that came later has its default.
  const fields = kind.fields.safeParse(Object.fromEntries(Object.entries(auth).filter(([field]) => field !== 'kind')));
  const open: Record<string, unknown> = { kind: auth.kind, ...(fields.success ? fields.data : auth) };
  for (const [field, { title, isOptional }] of Object.entries(kind.secrets)) {
    const newest = values[field]?.[0];
    if (newest !== undefined && 'from' in newest) Object.defineProperty(open, field, { enumerable: true, get: () => read(newest) });
    else if (newest === undefined && !isOptional) Object.defineProperty(open, field, { enumerable: true, get: () => unset(title) });
    else open[field] = newest?.value;
  }
  return open as OpenAuth;
}

/** A connection that was copied without its secrets. */
function unset(title: string): never {
  throw new SecretMissing(`The connection has no ${title.toLowerCase()} yet. Set it under Connections.`);
}

function hasAll({ secrets }: CredentialKind, stored: StoredSecrets): boolean {
  const fields = Object.entries(secrets);
  return fields.length > 0 && fields.every(([field, { isOptional }]) => isOptional || (stored[field]?.length ?? 0) > 0);
}

function shownSecrets(kind: CredentialKind, auth: StoredAuth, stored: StoredSecrets, values: SecretValues): Record<string, ShownSecret> {
  const { kind: _, ...fields } = auth;
  const ofFields = kind.expiryOf?.(fields) ?? null;
  return Object.fromEntries(
    Object.keys(kind.secrets).map((field) => {
      const secret = stored[field]?.[0];
      const value = values[field]?.[0];
      const ofValue = value && 'value' in value ? tokenExpiry(value.value) : null;
      const expiresAt = secret ? (secret.expiresAt ?? ofFields ?? ofValue) : null;
      return [
        field,
        {
          isSet: secret !== undefined,
          setAt: instant(secret?.setAt ?? null),
          setBy: secret?.setBy ?? null,
          from: secret?.from ?? null,
          expiresAt: instant(expiresAt),
        },
      ];
    }),
  );
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
