import type { RowEdits } from './edit-rows.ts';
import type { Cell, Lookup, LookupAuthor, LookupContent, LookupRow, LookupTable, LookupVersion } from './lookup.ts';

/** Who saves, why, and which version was changed; another one by now is refused, none takes whatever stands. */
export type Saving = {
  readonly by: string;
  /** The account; null or left out: the API token, the commands on this machine, the runtime itself. */
  readonly byId?: string | null | undefined;
  readonly why: string;
  readonly version?: number | undefined;
  /** It waits as a draft until somebody else approves it. Default: it counts at once. */
  readonly isProposal?: boolean | undefined;
};

/** Who decides about a draft, and which one was looked at. */
export type Decision = {
  readonly by: LookupAuthor;
  /** The API token and the commands on this machine decide about drafts of their own too. */
  readonly isInstallation: boolean;
  readonly version: number;
  readonly why: string;
};

/** What one save did to a row; cells by column name as they were called then. */
export type RowEvent = Pick<LookupVersion, 'version' | 'at' | 'by' | 'why' | 'approvedBy'> & {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly row: Readonly<Record<string, Cell>>;
  readonly before: Readonly<Record<string, Cell>> | null;
};

/** What is saved. Rows, effective dates, the rule for missing keys and for approval stay where they are left out. */
export type LookupChange = LookupTable & { readonly rows?: readonly LookupRow[] | undefined };

/** The tables of all environments. Asked of memory but for the rows; every change is stored before it counts. */
export type LookupBook = {
  /** Those that count, by name. */
  list(env: string): readonly Lookup[];
  /** null: there is none, or none that counts yet. */
  get(env: string, name: string): Lookup | null;
  /** By name, with new ones that wait for approval: their version is 0. */
  withProposed(env: string): readonly Lookup[];
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
  /** Lets the draft count. Throws NO_LOOKUP_DRAFT, OWN_DRAFT, and STALE_LOOKUP when the draft or the table changed since. */
  approve(env: string, name: string, decision: Decision): Promise<Lookup>;
  /** Takes the draft away. null: the table was only a draft. Throws NO_LOOKUP_DRAFT, STALE_LOOKUP. */
  reject(env: string, name: string, decision: Decision): Promise<Lookup | null>;
  /** What became of a row, newest first, as far as versions are kept. Throws NO_SUCH_LOOKUP. */
  rowHistory(env: string, name: string, key: readonly Cell[]): Promise<readonly RowEvent[]>;
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
