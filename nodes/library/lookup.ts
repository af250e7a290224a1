import { NodeError } from '../contract/errors.ts';
import type { Json } from '../contract/item.ts';
import { type Period, startOf } from './effective-period.ts';
import { buildLookupIndex, keyOf, type LookupCell, type LookupIndex, type LookupTableData } from './lookup-index.ts';

// Bundled into the sandbox, and used by the designer to try a key.

/** `lookup("sku-to-item", sku)`, as expressions and code call it. Of a table with effective dates the row that counts at the run's time. */
export type Lookup = {
  /** Without such a row the table's rule says what follows: LOOKUP_MISS, a default, or the key. `column` may be left out: the first that is no key. */
  (table: string, key: unknown, column?: string): LookupCell;
  /** As `lookup`, but gives `otherwise` when there is no such row, or no key to look for. */
  or<T>(table: string, key: unknown, otherwise: T, column?: string): LookupCell | T;
  has(table: string, key: unknown): boolean;
  /** The whole row by column name. Without such a row as `lookup`. */
  row(table: string, key: unknown): Readonly<Record<string, LookupCell>>;
  /** As `lookup`, with the row that counted on a day or at an instant. */
  at(table: string, key: unknown, time: string, column?: string): LookupCell;
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
  constructor(table: string, key: string, parts: string[], why: string) {
    super(
      'LOOKUP_MISS',
      key === '' ? `${table} was asked for an empty key. Correct the record and replay, or give a default with lookup.or.` : why,
      {
        table,
        key,
        parts,
      },
    );
  }
}

/** A question to a table: for a key, at an instant. */
type Question = {
  readonly name: string;
  readonly key: unknown;
  readonly index: LookupIndex;
  readonly text: string | null;
  readonly now: number;
};

/**
 * `lookup` over tables that are opened and indexed when they are first asked for.
 * @param open undefined: the environment has no table of that name
 * @param env names the environment in messages
 */
export function lookupIn(open: (table: string) => LookupTableData | undefined, env: () => string): Lookup {
  const indexes = new Map<string, LookupIndex>();

  function indexOf(name: string): LookupIndex {
    let index = indexes.get(name);
    if (!index) {
      const table = open(name);
      if (!table)
        throw new LookupError('NO_SUCH_LOOKUP', `There is no lookup "${name}" in ${env()}. Create it, then replay.`, { table: name });
      index = buildLookupIndex(table);
      indexes.set(name, index);
    }
    return index;
  }

  function asked(name: string, key: unknown, time?: string): Question {
    const index = indexOf(name);
    const parts = partsOf(key);
    const names = index.keyNames;
    if (parts.length !== names.length)
      throw new LookupError(
        'LOOKUP_KEY',
        names.length === 1
          ? `${name} has one key column; give one value, not a list of ${parts.length}.`
          : `${name} is found by ${names.length} values; give them as a list: lookup("${name}", [${names.join(', ')}]).`,
        { table: name },
      );
    return { name, key, index, text: keyOf(parts, index.ignoreCase), now: time === undefined ? Date.now() : instantOf(time, name, index) };
  }

  const rowOf = ({ index, text, now }: Question) => (text === null ? undefined : index.find(text, now));

  function cellOf(question: Question, column: string | undefined): LookupCell {
    const at = columnOf(question.index, question.name, column);
    const row = rowOf(question);
    return row ? (row[at] ?? null) : instead(question, at);
  }

  const lookup = (name: string, key: unknown, column?: string): LookupCell => cellOf(asked(name, key), column);
  const at = (name: string, key: unknown, time: string, column?: string): LookupCell => cellOf(asked(name, key, time ?? ''), column);
  const or = <T>(name: string, key: unknown, otherwise: T, column?: string): LookupCell | T => {
    const question = asked(name, key);
    const place = columnOf(question.index, name, column);
    const row = rowOf(question);
    return row ? (row[place] ?? null) : otherwise;
  };
  const has = (name: string, key: unknown): boolean => rowOf(asked(name, key)) !== undefined;
  const row = (name: string, key: unknown): Readonly<Record<string, LookupCell>> => {
    const question = asked(name, key);
    const cells = rowOf(question);
    const { columns, keyNames } = question.index;
    const parts = partsOf(key);
    return Object.fromEntries(
      columns.map((column, i) => {
        if (cells) return [column, cells[i] ?? null];
        const part = keyNames.indexOf(column);
        return [column, part < 0 ? instead(question, i) : ((parts[part] ?? null) as LookupCell)];
      }),
    );
  };
  const methods = { or, has, row, at };
  for (const method of Object.values(methods)) Object.freeze(method);
  return Object.freeze(Object.assign(lookup, methods));
}

/** What the table's rule gives where there is no row. Throws LOOKUP_MISS. */
function instead(question: Question, column: number): LookupCell {
  const { index, text, key } = question;
  const { missing } = index;
  if (missing.kind === 'default') return missing.values[index.columns[column] as string] ?? null;
  if (missing.kind === 'pass' && text !== null && column === index.first) {
    const [part] = partsOf(key);
    return typeof part === 'string' ? part.trim() : (part as LookupCell);
  }
  throw miss(question);
}

function miss({ name, key, index, text, now }: Question): LookupMiss {
  const words = wordsOf(key);
  const periods = text === null ? [] : index.periods(text);
  const parts = partsOf(key).map(wordOf);
  if (periods.length === 0)
    return new LookupMiss(name, words, parts, `${name} has no entry for ${words}. Add it, or correct the record, and replay.`);
  const next = periods.map(({ from }) => from).filter((from) => from > now);
  const when =
    next.length > 0 ? ` The next one counts from ${dayOf(Math.min(...next))}.` : ` The last one counted until ${lastDay(periods)}.`;
  const why = `${name} has no entry for ${words} that counts on ${dayOf(now)}.${when} Change its dates or add an entry, and replay.`;
  return new LookupMiss(name, words, parts, why);
}

function lastDay(periods: readonly Period[]): string {
  return dayOf(Math.max(...periods.map(({ to }) => to)) - 1);
}

const dayOf = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : 'an unknown day');

function instantOf(time: string, table: string, { zone }: LookupIndex): number {
  const ms = startOf(time, zone);
  if (ms !== null && !Number.isNaN(ms)) return ms;
  throw new LookupError(
    'LOOKUP_TIME',
    `${table} was asked for "${wordOf(time)}", which is no day and no instant. Give 2026-11-21 or 2026-11-21T14:00:00Z.`,
    { table },
  );
}

function columnOf(index: LookupIndex, table: string, column: string | undefined): number {
  if (column === undefined) return index.first;
  const at = index.columns.indexOf(column);
  if (at < 0)
    throw new LookupError('LOOKUP_COLUMN', `${table} has no column "${column}"; it has ${index.columns.join(', ')}.`, { table, column });
  return at;
}

function partsOf(key: unknown): readonly unknown[] {
  return Array.isArray(key) ? key : [key];
}

function wordOf(part: unknown): string {
  return part === null || part === undefined ? '' : typeof part === 'object' ? JSON.stringify(part) : String(part).trim();
}

/** The key for people; empty when there is nothing to look for. */
function wordsOf(key: unknown): string {
  const parts = partsOf(key).map(wordOf);
  if (parts.every((part) => part !== '')) return parts.join(', ');
  return parts.length === 1 ? '' : parts.map((part) => `"${part}"`).join(', ');
}
