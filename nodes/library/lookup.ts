import { NodeError } from '../contract/errors.ts';
import type { Json } from '../contract/item.ts';

// Bundled into the sandbox, and used by the designer to try a key.

/** A table as programs get it: cells in the order of the columns. */
export type LookupTableData = {
  readonly columns: readonly { readonly name: string; readonly isKey: boolean }[];
  readonly ignoreCase: boolean;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
};

type Cell = LookupTableData['rows'][number][number];

/** `lookup("sku-to-item", sku)`, as expressions and code call it. */
export type Lookup = {
  /** Throws LOOKUP_MISS when there is no such row. `column` may be left out: the first that is no key. */
  (table: string, key: unknown, column?: string): Cell;
  /** As `lookup`, but gives `otherwise` when there is no such row, or no key to look for. */
  or<T>(table: string, key: unknown, otherwise: T, column?: string): Cell | T;
  has(table: string, key: unknown): boolean;
  /** The whole row by column name. Throws LOOKUP_MISS. */
  row(table: string, key: unknown): Readonly<Record<string, Cell>>;
};

/** A lookup that cannot be answered for any key: no such table, no such column. */
export class LookupError extends NodeError {
  /** The same, with the expression that asked. */
  at(path: string, expression: string): NodeError {
    return new NodeError(this.code, this.message, { ...(this.details as Record<string, Json>), path, expression });
  }
}

/** A key that a table has no row for. The item fails; the remedy is a new row and a replay. */
class LookupMiss extends LookupError {
  constructor(table: string, key: string, parts: string[]) {
    super(
      'LOOKUP_MISS',
      key === ''
        ? `${table} was asked for an empty key. Correct the record and replay, or give a default with lookup.or.`
        : `${table} has no entry for ${key}. Add it, or correct the record, and replay.`,
      { table, key, parts },
    );
  }
}

/**
 * `lookup` over tables that are opened and indexed when they are first asked for.
 * @param open undefined: the environment has no table of that name
 * @param env names the environment in messages
 */
export function lookupIn(open: (table: string) => LookupTableData | undefined, env: () => string): Lookup {
  const indexes = new Map<string, Index>();

  function indexOf(name: string): Index {
    let index = indexes.get(name);
    if (!index) {
      const table = open(name);
      if (!table)
        throw new LookupError('NO_SUCH_LOOKUP', `There is no lookup "${name}" in ${env()}. Create it, then replay.`, { table: name });
      index = buildIndex(table);
      indexes.set(name, index);
    }
    return index;
  }

  function find(name: string, key: unknown): { readonly index: Index; readonly row: readonly Cell[] | undefined } {
    const index = indexOf(name);
    const parts = Array.isArray(key) ? key : [key];
    if (parts.length !== index.keys)
      throw new LookupError(
        'LOOKUP_KEY',
        index.keys === 1
          ? `${name} has one key column; give one value, not a list of ${parts.length}.`
          : `${name} is found by ${index.keys} values; give them as a list: lookup("${name}", [${index.keyNames.join(', ')}]).`,
        { table: name },
      );
    const text = keyOf(parts, index.ignoreCase);
    return { index, row: text === null ? undefined : index.rows.get(text) };
  }

  function found(name: string, key: unknown) {
    const { index, row } = find(name, key);
    if (!row) throw new LookupMiss(name, wordsOf(key), (Array.isArray(key) ? key : [key]).map(wordOf));
    return { index, row };
  }

  const lookup = (name: string, key: unknown, column?: string): Cell => {
    const { index, row } = found(name, key);
    return row[columnOf(index, name, column)] ?? null;
  };
  const or = <T>(name: string, key: unknown, otherwise: T, column?: string): Cell | T => {
    const { index, row } = find(name, key);
    const at = columnOf(index, name, column);
    return row ? (row[at] ?? null) : otherwise;
  };
  const has = (name: string, key: unknown): boolean => find(name, key).row !== undefined;
  const row = (name: string, key: unknown): Readonly<Record<string, Cell>> => {
    const { index, row: cells } = found(name, key);
    return Object.fromEntries(index.columns.map((column, i) => [column, cells[i] ?? null]));
  };
  return Object.freeze(Object.assign(lookup, { or: Object.freeze(or), has: Object.freeze(has), row: Object.freeze(row) }));
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

type Index = {
  readonly columns: readonly string[];
  readonly keyNames: readonly string[];
  readonly keys: number;
  readonly ignoreCase: boolean;
  /** Position of the column that is given when none is named. */
  readonly first: number;
  readonly rows: ReadonlyMap<string, readonly Cell[]>;
};

function buildIndex({ columns, ignoreCase, rows }: LookupTableData): Index {
  const at = columns.flatMap((column, i) => (column.isKey ? [i] : []));
  const byKey = new Map<string, readonly Cell[]>();
  const parts: unknown[] = [];
  for (const row of rows) {
    for (let i = 0; i < at.length; i++) parts[i] = row[at[i] as number];
    const key = keyOf(parts, ignoreCase);
    if (key !== null) byKey.set(key, row);
  }
  return {
    columns: columns.map((column) => column.name),
    keyNames: at.map((i) => (columns[i] as { name: string }).name),
    keys: at.length,
    ignoreCase,
    first: Math.max(
      0,
      columns.findIndex((column) => !column.isKey),
    ),
    rows: byKey,
  };
}

function columnOf(index: Index, table: string, column: string | undefined): number {
  if (column === undefined) return index.first;
  const at = index.columns.indexOf(column);
  if (at < 0)
    throw new LookupError('LOOKUP_COLUMN', `${table} has no column "${column}"; it has ${index.columns.join(', ')}.`, { table, column });
  return at;
}

function wordOf(part: unknown): string {
  return part === null || part === undefined ? '' : typeof part === 'object' ? JSON.stringify(part) : String(part).trim();
}

/** The key for people; empty when there is nothing to look for. */
function wordsOf(key: unknown): string {
  const parts = (Array.isArray(key) ? key : [key]).map(wordOf);
  if (parts.every((part) => part !== '')) return parts.join(', ');
  return parts.length === 1 ? '' : parts.map((part) => `"${part}"`).join(', ');
}
