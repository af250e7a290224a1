/**
 * The truth. A store holds typed document collections; what a promise rests on is one compare-and-set of one document.
 * A write group is ordered and committed together for speed, but promises are built as if it were atomic per document only,
 * because that is all a document database gives. Kept out on purpose: transactions, joins, expressions, anything of a driver.
 */
export type Store = {
  readonly kind: 'sqlite' | 'mongodb';
  collection<D extends Document>(schema: CollectionSchema<D>): Collection<D>;
  /** Resolves when everything written so far is durable. */
  flush(): Promise<void>;
  /** Bytes on disk, and bytes that could be given back to it. */
  size(): Promise<{ readonly bytes: number; readonly freeBytes: number }>;
  close(): Promise<void>;
};

export type Scalar = string | number | null;
/** A document is flat: scalars are declared and may be indexed, the rest are opaque bodies that the store never looks into. */
export type Document = { readonly id: string; readonly [field: string]: Scalar | Uint8Array | readonly string[] };

export type FieldType =
  /** UTF-8 text. */
  | 'text'
  /** An integer within +-2^53, or a double. */
  | 'number'
  /** Opaque, never filtered by: JSON text, captures. */
  | 'body'
  /** Opaque bytes: messages, encrypted checkpoints. */
  | 'bytes'
  /** A list of texts, each found by equality or prefix (business keys). */
  | 'keys';

export type CollectionSchema<D extends Document> = {
  readonly name: string;
  /** `id` is always there, text and unique. Every field but `id` may be null. */
  readonly fields: { readonly [F in Exclude<keyof D, 'id'>]: FieldType };
  /** Each of these fields is unique among the documents in which it is not null. */
  readonly unique?: readonly (keyof D & string)[];
  /** Secondary indexes, each a list of fields; `where: 'present'` holds only documents whose first field is not null. */
  readonly indexes?: readonly { readonly fields: readonly (keyof D & string)[]; readonly where?: 'present' }[];
  /** Bodies are appended in time order and dropped by range, so that the disk really gets the space back. */
  readonly appendOnly?: boolean;
};

export type Comparison<V> =
  | V
  | { readonly in: readonly V[] }
  | { readonly lt?: V; readonly lte?: V; readonly gt?: V; readonly gte?: V; readonly not?: V };
/** Fields compared with a value (null means absent), a set or a range; a `keys` field with one key or `{ prefix }`. All must hold. */
export type Filter<D extends Document> = { readonly [F in keyof D & string]?: Comparison<Extract<D[F], Scalar>> | KeyFilter };
type KeyFilter = { readonly has: string } | { readonly prefix: string };

export type Query<D extends Document> = {
  readonly where?: Filter<D>;
  /** Ties are broken by id, so paging is stable. */
  readonly sort?: { readonly by: keyof D & string; readonly direction: 'up' | 'down' };
  /** Default 100, at most 5,000. */
  readonly limit?: number;
  /** From the page before. */
  readonly after?: string | null;
  /** Only these fields; the opaque bodies of long lists stay on disk. */
  readonly select?: readonly (keyof D & string)[];
};
export type Page<D> = { readonly items: readonly D[] /** null: that was all. */; readonly next: string | null };

export type Collection<D extends Document> = {
  /** Rejects with DuplicateKey when `id` or a unique field is taken; nothing is written then. */
  insert(document: D): Promise<void>;
  /** Sets fields of the document with this id if all of `where` hold at that moment. Resolves to whether it did. This is the compare-and-set. */
  update(
    id: string,
    change: {
      readonly where?: Filter<D>;
      readonly set?: Partial<Omit<D, 'id'>>;
      readonly increase?: { readonly [F in keyof D & string]?: number };
    },
  ): Promise<boolean>;
  /** Adds 1 to a number, atomically; an absent one counts as 0. Resolves to the new value, or to null when there is no such document. */
  increase(id: string, field: keyof D & string): Promise<number | null>;
  /** Inserts or replaces as a whole. */
  upsert(document: D): Promise<void>;
  get(id: string): Promise<D | null>;
  /** By a unique field. */
  findOne(where: Filter<D>, select?: readonly (keyof D & string)[]): Promise<D | null>;
  find(query: Query<D>): Promise<Page<D>>;
  count(where?: Filter<D>, limit?: number): Promise<number>;
  remove(id: string): Promise<boolean>;
  /** Removes what matches, at most `limit` (default 1,000) at once. Resolves to how many. */
  removeWhere(where: Filter<D>, limit?: number): Promise<number>;
};

/** Writes of one call, ordered, committed together where the store can; each is atomic on its own. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';
  readonly field: string;
  constructor(collection: string, field: string) {
    super(`${collection}: another document has this ${field}`);
    this.field = field;
  }
}

/** The store cannot be reached or written; the cause says why. Intake answers 503 with it. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** What is stored cannot be trusted any more; the message names the file and the way out. The server does not start on it. */
export class CorruptStore extends Error {
  override readonly name = 'CorruptStore';
}
