import type { ConnectionPolicy } from './connection-policy.ts';
import type { Connections } from './connections.ts';
import type { KindName } from './kinds/kinds.ts';
import type { WrittenAuth } from './kinds/written-auth.ts';

/** What may be known of a secret. Instants are ISO 8601. */
export type ShownSecret = {
  readonly isSet: boolean;
  readonly setAt: string | null;
  readonly setBy: string | null;
  /** `env:NAME` or `file:PATH`; null: it is kept here. */
  readonly from: string | null;
  readonly expiresAt: string | null;
};

/** A connection as people see it: everything but its secrets. */
export type ShownConnection = {
  readonly name: string;
  readonly env: string;
  readonly system: string;
  readonly address: string;
  readonly auth: {
    readonly kind: KindName;
    /** All that its kind needs are set. */
    readonly hasSecret: boolean;
    readonly secrets: Record<string, ShownSecret>;
  } & { readonly [field: string]: unknown };
  readonly policy: ConnectionPolicy;
  readonly updatedAt: string;
  /** null: not known. */
  readonly changedBy: string | null;
};

/** What is written: a secret that is left out stays what it was, as long as the connection leads to the same hosts. */
export type ConnectionChange = {
  readonly system: string;
  readonly address: string;
  readonly auth: WrittenAuth;
  readonly policy: ConnectionPolicy;
  /** When what was changed had been saved, ISO 8601; another time by now is refused with STALE_CONNECTION. Left out: whatever stands is replaced. */
  readonly updatedAt?: string | undefined;
  /** A new one may lack its secrets: nothing can be called with it before they are set. */
  readonly isShell?: boolean | undefined;
};

export type ConnectionBook = Connections & {
  /** By name. */
  list(env: string): readonly ShownConnection[];
  /** The names there are: of one environment, or of all. */
  names(env?: string): readonly string[];
  put(env: string, name: string, change: ConnectionChange, by: string): Promise<ShownConnection>;
  /** Seals what is not sealed with the newest key. Resolves to how many secrets there are, and how many were sealed anew. */
  rekey(): Promise<{ readonly total: number; readonly renewed: number }>;
  /** How many secrets there are, and how many of them are sealed with the newest key or lie outside. */
  count(): Promise<{ readonly total: number; readonly newest: number }>;
  /** Takes over what other processes changed. */
  reload(): Promise<void>;
  /** Whether there was one. */
  remove(env: string, name: string, by: string): Promise<boolean>;
};
