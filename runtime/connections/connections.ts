import type { ConnectionPolicy } from './connection-policy.ts';

/** A connection with its secrets decrypted. Lives in memory of the runtime only; never leaves through the API, never reaches the sandbox. */
export type OpenConnection = {
  readonly env: string;
  readonly name: string;
  readonly system: string;
  /** Base URL without trailing slash, http or https. */
  readonly address: string;
  readonly auth:
    | { readonly kind: 'none' }
    | { readonly kind: 'bearer'; readonly secret: string }
    | { readonly kind: 'basic'; readonly user: string; readonly secret: string }
    | { readonly kind: 'header'; readonly header: string; readonly secret: string }
    /** The secrets a webhook's signature or API key is checked against: the current one first, then the one being rotated out. */
    | { readonly kind: 'webhook-secret'; readonly secrets: readonly string[] };
  readonly policy: ConnectionPolicy;
};

export type Connections = {
  /** null when the environment has no such connection. In memory, no waiting. */
  open(env: string, name: string): OpenConnection | null;
  /** Takes over what other processes changed. Default: there are none. */
  reload?(): Promise<void>;
  onChange(listener: (env: string, name: string) => void): () => void;
};
