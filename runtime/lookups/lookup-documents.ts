import type { CollectionSchema } from '../store/store.ts';

/** A table as it stands. Its rows lie in a document of their own, one for each version that is kept. */
export type LookupDocument = {
  /** `env/name` */
  readonly id: string;
  readonly env: string;
  readonly name: string;
  readonly purpose: string;
  /** JSON LookupColumn[] */
  readonly columns: string;
  readonly ignoreCase: number;
  /** JSON LookupRules; null: none were ever set. */
  readonly rules: string | null;
  /** JSON StoredDraft; null: none waits. */
  readonly draft: string | null;
  readonly rows: number;
  readonly bytes: number;
  /** The compare-and-set of every save rests on it. */
  readonly version: number;
  /** The highest number that was ever given, also to a draft that was rejected: none is given twice. null: `version`. */
  readonly lastVersion: number | null;
  /** JSON KeptVersion[], newest first: those that can be brought back. */
  readonly versions: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
  readonly why: string;
};

export const lookupSchema: CollectionSchema<LookupDocument> = {
  name: 'lookups',
  fields: {
    env: 'text',
    name: 'text',
    purpose: 'text',
    columns: 'body',
    ignoreCase: 'number',
    rules: 'body',
    draft: 'body',
    rows: 'number',
    bytes: 'number',
    version: 'number',
    lastVersion: 'number',
    versions: 'body',
    updatedAt: 'number',
    updatedBy: 'text',
    why: 'text',
  },
};

/** The rows of one version; never changed. */
export type LookupRowsDocument = {
  /** `env/name@version/random`: of two servers that save at once, the one that loses leaves rows that no table names. */
  readonly id: string;
  /** `env/name` */
  readonly lookup: string;
  readonly at: number;
  /** JSON LookupContent, gzip. */
  readonly content: Uint8Array;
  /** JSON RowChange[] against the version before, gzip; null: too many, or stored before they were kept. */
  readonly changes: Uint8Array | null;
};

export const lookupRowsSchema: CollectionSchema<LookupRowsDocument> = {
  name: 'lookup_rows',
  fields: { lookup: 'text', at: 'number', content: 'bytes', changes: 'bytes' },
  indexes: [{ fields: ['lookup', 'at'] }],
};
