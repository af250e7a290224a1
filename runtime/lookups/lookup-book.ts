import type { RowEdits } from './edit-rows.ts';
import type { Lookup, LookupContent, LookupRow, LookupTable, LookupVersion } from './lookup.ts';

/** Who saves, why, and which version was changed; another one by now is refused, none takes whatever stands. */
export type Saving = { readonly by: string; readonly why: string; readonly version?: number | undefined };

/** What is saved. Rows that are left out stay. */
export type LookupChange = LookupTable & { readonly rows?: readonly LookupRow[] | undefined };

/** The tables of all environments. Asked of memory but for the rows; every change is stored before it counts. */
export type LookupBook = {
  /** By name. */
  list(env: string): readonly Lookup[];
  get(env: string, name: string): Lookup | null;
  /** The names there are: of one environment, or of all. */
  names(env?: string): readonly string[];
  /** Newest first; those that can be brought back. Throws NO_SUCH_LOOKUP. */
  history(env: string, name: string): readonly LookupVersion[];
  /** Default: the rows as they stand. Throws NO_SUCH_LOOKUP, NO_SUCH_LOOKUP_VERSION. */
  content(env: string, name: string, version?: number): Promise<LookupContent>;
  /** Makes the table, or its next version. Throws LOOKUP_REFUSED, LOOKUP_TOO_LARGE, STALE_LOOKUP. */
  save(env: string, name: string, change: LookupChange, saving: Saving): Promise<Lookup>;
  /** Adds, changes and removes single rows. Throws as `save`, and NO_SUCH_LOOKUP. */
  edit(env: string, name: string, edits: RowEdits, saving: Saving): Promise<Lookup>;
  /** Makes an earlier version the next one. */
  bringBack(env: string, name: string, version: number, saving: Saving): Promise<Lookup>;
  /** Whether there was one. */
  remove(env: string, name: string, by: string): Promise<boolean>;
  /** The version that counts now, with the id of its rows; null when there is no such table. In memory. */
  current(env: string, name: string): StoredVersion | null;
  /** A version that is kept; when it is not any more, the current one. */
  stored(env: string, name: string, version: number): StoredVersion | null;
  /** The rows of a stored version as JSON text of LookupContent. */
  text(stored: StoredVersion): Promise<string>;
  /** Takes over what other processes changed. */
  reload(): Promise<void>;
};

export type StoredVersion = { readonly version: number; readonly rowsId: string };
