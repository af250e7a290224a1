import { counts, type Effective, type Period, periodReader } from './effective-period.ts';

/** A table as programs get it: cells in the order of the columns. */
export type LookupTableData = {
  readonly columns: readonly { readonly name: string; readonly isKey: boolean }[];
  readonly ignoreCase: boolean;
  readonly rows: readonly (readonly LookupCell[])[];
  /** Left out: every row always counts. */
  readonly effective?: Effective | null | undefined;
  /** Left out: the item fails. */
  readonly missing?: MissingRule | undefined;
};

export type LookupCell = string | number | boolean | null;

/** What a table gives for a key that it has no row for. */
export type MissingRule =
  /** The item fails with LOOKUP_MISS. */
  | { readonly kind: 'exception' }
  /** Values by column. A column that is not named gives nothing. */
  | { readonly kind: 'default'; readonly values: Readonly<Record<string, LookupCell>> }
  /** The key itself, for the first column that is no key. */
  | { readonly kind: 'pass' };

/** A table made ready to be asked. */
export type LookupIndex = {
  readonly columns: readonly string[];
  readonly keyNames: readonly string[];
  readonly ignoreCase: boolean;
  /** Position of the column that is given when none is named. */
  readonly first: number;
  /** Of those that are no key. */
  readonly values: number;
  readonly missing: MissingRule;
  readonly zone: string;
  /** The row of a key that counts at an instant. */
  find(key: string, now: number): readonly LookupCell[] | undefined;
  /** When the rows of a key count, when none of them does now. Empty for a table without effective dates. */
  periods(key: string): readonly Period[];
};

export function buildLookupIndex(table: LookupTableData): LookupIndex {
  const { columns, ignoreCase, missing = { kind: 'exception' }, effective } = table;
  const first = columns.findIndex((column) => !column.isKey);
  const keyNames = columns.filter((column) => column.isKey).map(({ name }) => name);
  return {
    columns: columns.map((column) => column.name),
    keyNames,
    ignoreCase,
    first: Math.max(0, first),
    values: columns.length - keyNames.length,
    missing,
    zone: effective?.zone ?? 'UTC',
    ...(effective ? datedRows(table) : plainRows(table)),
  };
}

function plainRows(table: LookupTableData): Pick<LookupIndex, 'find' | 'periods'> {
  const byKey = new Map<string, readonly LookupCell[]>();
  eachRow(table, (key, row) => byKey.set(key, row));
  return { find: (key) => byKey.get(key), periods: () => [] };
}

type DatedRow = Period & { readonly row: readonly LookupCell[] };

/** Rows of a key lie newest first: the one that began last counts. */
function datedRows(table: LookupTableData): Pick<LookupIndex, 'find' | 'periods'> {
  const periodOf = periodReader(table) as (row: readonly LookupCell[]) => Period;
  const byKey = new Map<string, DatedRow[]>();
  eachRow(table, (key, row) => {
    const dated = { ...periodOf(row), row };
    const others = byKey.get(key);
    if (others) others.push(dated);
    else byKey.set(key, [dated]);
  });
  for (const rows of byKey.values()) if (rows.length > 1) rows.sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
  return {
    find: (key, now) => byKey.get(key)?.find((row) => counts(row, now))?.row,
    periods: (key) => byKey.get(key) ?? [],
  };
}

function eachRow({ columns, ignoreCase, rows }: LookupTableData, take: (key: string, row: readonly LookupCell[]) => void): void {
  const at = columns.flatMap((column, i) => (column.isKey ? [i] : []));
  const parts: unknown[] = [];
  for (const row of rows) {
    for (let i = 0; i < at.length; i++) parts[i] = row[at[i] as number];
    const key = keyOf(parts, ignoreCase);
    if (key !== null) take(key, row);
  }
}

/** One text for the values of a key; null when one of them is missing or empty. Blanks around a value do not count. */
export function keyOf(parts: readonly unknown[], ignoreCase: boolean): string | null {
  const texts: string[] = [];
  for (const part of parts) {
    const text = part === null || part === undefined || typeof part === 'object' ? '' : String(part).trim();
    if (text === '') return null;
    texts.push(ignoreCase ? text.toLowerCase() : text);
  }
  return texts.length === 1 ? (texts[0] as string) : JSON.stringify(texts);
}
