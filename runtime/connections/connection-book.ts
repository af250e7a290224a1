import type { ConnectionPolicy } from './connection-policy.ts';
import type { Connections } from './connections.ts';

/** A connection as people see it: everything but its secrets. */
export type ShownConnection = {
  readonly name: string;
  readonly env: string;
  readonly system: string;
  readonly address: string;
  readonly auth: {
    readonly kind: 'none' | 'bearer' | 'basic' | 'header' | 'webhook-secret';
    readonly hasSecret: boolean;
    readonly header?: string;
    readonly user?: string;
  };
  readonly policy: ConnectionPolicy;
  readonly updatedAt: string;
};

/** What is written: a secret that is left out stays what it was. */
export type ConnectionChange = {
  readonly system: string;
  readonly address: string;
  readonly auth:
    | { readonly kind: 'none' }
    | { readonly kind: 'bearer'; readonly secret?: string | undefined }
    | { readonly kind: 'basic'; readonly user: string; readonly secret?: string | undefined }
    | { readonly kind: 'header'; readonly header: string; readonly secret?: string | undefined }
    | { readonly kind: 'webhook-secret'; readonly secret?: string | undefined; readonly isRotation?: boolean | undefined };
  readonly policy: ConnectionPolicy;
};

export type ConnectionBook = Connections & {
  /** By name. */
  list(env: string): readonly ShownConnection[];
  /** The names there are: of one environment, or of all. */
  names(env?: string): readonly string[];
  put(env: string, name: string, change: ConnectionChange, by: string): Promise<ShownConnection>;
  /** Takes over what other processes changed. */
  reload(): Promise<void>;
  /** Whether there was one. */
  remove(env: string, name: string, by: string): Promise<boolean>;
};
