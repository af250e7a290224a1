import type { CollectionSchema, Store } from '../store.ts';

/** How the suite gets at the implementation under test. */
export type StoreFactory = {
  /** A store on a fresh, empty place. */
  create(): Promise<{
    readonly store: Store;
    /** Closes the store and opens the same place again. */
    reopen(): Promise<Store>;
    /** Closes the store and removes the place. */
    remove(): Promise<void>;
    /** What `openAt` in a child process needs to open the same place; the suite closes the store before. */
    readonly place: string;
  }>;
  /** A module with `openAt(place): Promise<Store>`, for the child process that is killed while it writes. */
  readonly module: URL;
  /** Whether the disk gets back what is removed. */
  readonly givesSpaceBack: boolean;
};

export type Run = {
  readonly id: string;
  readonly env: string | null;
  readonly status: string | null;
  readonly dedupe: string | null;
  readonly lane: string | null;
  readonly wakeAt: number | null;
  readonly createdAt: number | null;
  readonly token: number | null;
  readonly amount: number | null;
  readonly keys: readonly string[] | null;
  readonly summary: string | null;
  readonly message: Uint8Array | null;
};

export const runs: CollectionSchema<Run> = {
  name: 'runs',
  fields: {
    env: 'text',
    status: 'text',
    dedupe: 'text',
    lane: 'text',
    wakeAt: 'number',
    createdAt: 'number',
    token: 'number',
    amount: 'number',
    keys: 'keys',
    summary: 'body',
    message: 'bytes',
  },
  unique: ['dedupe'],
  indexes: [{ fields: ['env', 'status', 'createdAt'] }, { fields: ['lane', 'wakeAt'], where: 'present' }],
};

export type Step = { readonly id: string; readonly run: string | null; readonly at: number | null; readonly body: Uint8Array | null };

export const steps: CollectionSchema<Step> = {
  name: 'steps',
  fields: { run: 'text', at: 'number', body: 'bytes' },
  indexes: [{ fields: ['run'] }, { fields: ['at'] }],
  appendOnly: true,
};

/** A run with a value in no field but those given. */
export const aRun = (fields: Partial<Run> & { readonly id: string }): Run => ({
  env: null,
  status: null,
  dedupe: null,
  lane: null,
  wakeAt: null,
  createdAt: null,
  token: null,
  amount: null,
  keys: null,
  summary: null,
  message: null,
  ...fields,
});

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A plain Uint8Array, so that two of different classes compare by their bytes. */
export const textOf = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));
