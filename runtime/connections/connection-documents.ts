import type { Seal } from '../engine/run/seal.ts';
import type { CollectionSchema } from '../store/store.ts';
import type { StoredSecrets } from './stored-secrets.ts';

export type ConnectionDocument = {
  /** `env/name` */
  readonly id: string;
  readonly env: string;
  readonly name: string;
  readonly system: string;
  readonly address: string;
  /** JSON without secrets. */
  readonly auth: string;
  readonly policy: string;
  /** Written before there was a vault: the secrets as a JSON list, newest first, sealed with the environment's key. */
  readonly secrets: Uint8Array | null;
  /** The secrets as JSON: by field, each in an envelope of its own. */
  readonly vault: string | null;
  /** Grows with each change, whatever the clocks of the servers say. */
  readonly updatedAt: number;
  /** null: written before this was kept. */
  readonly changedBy: string | null;
};

export const connectionSchema: CollectionSchema<ConnectionDocument> = {
  name: 'connections',
  fields: {
    env: 'text',
    name: 'text',
    system: 'text',
    address: 'text',
    auth: 'body',
    policy: 'body',
    secrets: 'bytes',
    vault: 'body',
    updatedAt: 'number',
    changedBy: 'text',
  },
};

/** The secrets of a document, whichever way it was written. Those of the old way come as plain text. */
export function secretsOf(document: ConnectionDocument, seal: Seal): StoredSecrets {
  if (document.vault !== null && document.vault !== undefined) return JSON.parse(document.vault) as StoredSecrets;
  if (!document.secrets) return {};
  const values = JSON.parse(seal.open(document.env, document.secrets).toString('utf8')) as string[];
  if (values.length === 0) return {};
  return { secret: values.map((plain) => ({ plain, setAt: null, setBy: null, expiresAt: null })) };
}
