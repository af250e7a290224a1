import type { Effective } from '@crossdock/nodes/library/effective-period';
import type { MissingRule } from '@crossdock/nodes/library/lookup-index';

/** What a cell holds. A date is text: `2026-11-21`, or an instant in ISO 8601. */
export type Cell = string | number | boolean | null;

export type ColumnType = 'text' | 'number' | 'boolean' | 'date';

export type LookupColumn = {
  readonly name: string;
  readonly type: ColumnType;
  /** Part of the key by which rows are found. */
  readonly isKey: boolean;
};

/** Cells in the order of the columns. */
export type LookupRow = readonly Cell[];

/** What a table is, beside its rows. */
export type LookupTable = {
  /** One line: what it translates, for whom. */
  readonly purpose: string;
  /** Keys first. */
  readonly columns: readonly LookupColumn[];
  /** Whether `ea` finds `EA`. Blanks around a key never count. */
  readonly ignoreCase: boolean;
  /** Which columns say when a row counts; null: rows always count. */
  readonly effective?: Effective | null | undefined;
  /** What a flow gets for a key without a row. Default: an exception. */
  readonly missing?: MissingRule | undefined;
  /** Whether a save waits until somebody else approves it; null: in environments of class prod. */
  readonly needsApproval?: boolean | null | undefined;
};

/** What a version holds. */
export type LookupContent = Pick<LookupTable, 'columns' | 'ignoreCase' | 'effective' | 'missing'> & { readonly rows: readonly LookupRow[] };

/** One save of a table. */
export type LookupVersion = {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly why: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Who let it count; null: it needed nobody. */
  readonly approvedBy?: string | null | undefined;
};

/** A save that waits for somebody else. Until then the table stays what it was. */
export type LookupDraft = LookupVersion & {
  /** Everybody who had a hand in it; none of them approves it. */
  readonly authors: readonly LookupAuthor[];
  /** The version it changes; 0: the table is new. */
  readonly base: number;
  /** What the table becomes. */
  readonly table: LookupTable;
};

/** `id` null: the commands on this machine and the API token. */
export type LookupAuthor = { readonly id: string | null; readonly name: string };

/** A table as it stands, without its rows. */
export type Lookup = LookupTable & {
  readonly env: string;
  readonly name: string;
  readonly rows: number;
  /** Size of the rows as JSON. */
  readonly bytes: number;
  /** The version that counts; rises with each save. 0: the table is new and waits for approval. */
  readonly version: number;
  readonly draft: LookupDraft | null;
  /** The number that the next save gets: none is given twice. */
  readonly nextVersion: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly why: string;
};

export const lookupLimits = { rows: 50_000, bytes: 5_000_000, columns: 30, cell: 2_000 } as const;

/** Versions that can be brought back; a run that is older than all of them goes on with the current one. */
export const keptVersions = 50;
