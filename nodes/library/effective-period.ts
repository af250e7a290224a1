import { msPerDay, toDays } from './calendar.ts';
import { fromLocal } from './zones.ts';

// Bundled into the sandbox; the server checks tables with it, and the designer shows by it which rows count.

/** Which columns say when a row counts. */
export type Effective = {
  /** Column with the day or instant from which a row counts; an empty cell: since ever. */
  readonly from: string;
  /** Column with the last day a row counts, or the instant it ends; an empty cell: for ever. null: until the next row of the same key begins. */
  readonly to: string | null;
  /** Whose days they are, such as `America/Chicago`. */
  readonly zone: string;
};

/** ms; `to` is the first instant that does not belong to it. */
export type Period = { readonly from: number; readonly to: number };

type Dated = { readonly columns: readonly { readonly name: string }[]; readonly effective?: Effective | null | undefined };

/** Reads when a row counts; undefined for a table without such columns. A cell that is no date: never. */
export function periodReader({ columns, effective }: Dated): ((row: readonly unknown[]) => Period) | undefined {
  if (!effective) return undefined;
  const at = (name: string | null) => columns.findIndex((column) => column.name === name);
  const [from, to] = [at(effective.from), at(effective.to)];
  return (row) => ({
    from: startOf(row[from], effective.zone) ?? Number.NEGATIVE_INFINITY,
    to: (to < 0 ? null : endOf(row[to], effective.zone)) ?? Number.POSITIVE_INFINITY,
  });
}

/** When a day or an instant begins, ms; null: the cell is empty. */
export function startOf(cell: unknown, zone: string): number | null {
  return isEmpty(cell) ? null : momentOf(String(cell).trim(), zone, 0);
}

function endOf(cell: unknown, zone: string): number | null {
  return isEmpty(cell) ? null : momentOf(String(cell).trim(), zone, 1);
}

/** @param days added to a day: 1 gives its end. An instant stays. */
function momentOf(text: string, zone: string, days: number): number {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!day) return Date.parse(text);
  return fromLocal(zone, (toDays({ year: Number(day[1]), month: Number(day[2]), day: Number(day[3]) }) + days) * msPerDay);
}

function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || String(cell).trim() === '';
}

/** Whether a row counts at an instant. */
export function counts({ from, to }: Period, now: number): boolean {
  return from <= now && now < to;
}
