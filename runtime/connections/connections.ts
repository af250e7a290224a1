import type { ConnectionPolicy } from './connection-policy.ts';
import type { OpenAuth } from './kinds/kinds.ts';

/** A connection with its secrets decrypted. Lives in memory of the runtime only; never leaves through the API, never reaches the sandbox. */
export type OpenConnection = {
  readonly env: string;
  readonly name: string;
  readonly system: string;
  /** Base URL without trailing slash. */
  readonly address: string;
  /** A secret that lies outside is read when its property is; that throws SecretMissing. */
  readonly auth: OpenAuth;
  readonly policy: ConnectionPolicy;
};

export type Connections = {
  /** null when the environment has no such connection. In memory, no waiting. */
  open(env: string, name: string): OpenConnection | null;
  /** Takes over what other processes changed. Default: there are none. */
  reload?(): Promise<void>;
  onChange(listener: (env: string, name: string) => void): () => void;
};
