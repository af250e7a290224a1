import { type Period, periodReader } from '@crossdock/nodes/library/effective-period';
import { keyOf } from '@crossdock/nodes/library/lookup-index';
import type { LookupColumn } from '../server/shapes.ts';
import { rulesFor, type TableRules } from './table-rules.ts';

/** A row while it is edited: what stands in its cells as text, and what stood there before; null: the row is new. */
export type DraftRow = { readonly id: number; readonly cells: readonly string[]; readonly before: readonly string[] | null };

/** A table while it is edited. Edits give a new one; rows that stay are the same objects. */
export type TableDraft = TableRules & {
  readonly purpose: string;
  readonly ignoreCase: boolean;
  readonly columns: readonly LookupColumn[];
  readonly rows: readonly DraftRow[];
  /** What stood in the rows that were taken out. */
  readonly removed: readonly (readonly string[])[];
  readonly nextId: number;
};

export type CellEdit = { readonly row: number; readonly column: number; readonly text: string };

type Cell = string | number | boolean | null;
type Table = TableRules & { readonly purpose: string; readonly ignoreCase: boolean; readonly columns: readonly LookupColumn[] };

export function draftOf(
  { purpose, ignoreCase, columns, effective, missing, needsApproval }: Table,
  rows: readonly (readonly Cell[])[],
): TableDraft {
  return {
    purpose,
    ignoreCase,
    columns,
    effective,
    missing,
    needsApproval,
    rows: rows.map((row, id) => {
      const cells = columns.map((_, i) => cellText(row[i] ?? null));
      return { id, cells, before: cells };
    }),
    removed: [],
    nextId: rows.length,
  };
}

export function cellText(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

/** What is saved: the server gives each text the type of its column. */
export function savedRows({ rows }: TableDraft): (string | null)[][] {
  return rows
    .filter(({ cells }) => cells.some((text) => text.trim() !== ''))
    .map(({ cells }) => cells.map((text) => (text === '' ? null : text)));
}

/** Puts texts into cells. Rows behind the last one are made. */
export function withCells(draft: TableDraft, edits: readonly CellEdit[]): TableDraft {
  if (edits.length === 0) return draft;
  const rows = [...draft.rows];
  let { nextId } = draft;
  const touched = new Map<number, string[]>();
  for (const { row, column, text } of edits) {
    if (column >= draft.columns.length) continue;
    while (rows.length <= row) rows.push(blankRow(nextId++, draft.columns.length));
    let cells = touched.get(row);
    if (!cells) {
      cells = [...(rows[row] as DraftRow).cells];
      touched.set(row, cells);
    }
    cells[column] = text;
  }
  for (const [row, cells] of touched) rows[row] = { ...(rows[row] as DraftRow), cells };
  return { ...draft, rows, nextId };
}

export function withNewRows(draft: TableDraft, at: number, count = 1): TableDraft {
  const fresh = Array.from({ length: count }, (_, i) => blankRow(draft.nextId + i, draft.columns.length));
  return { ...draft, rows: draft.rows.toSpliced(at, 0, ...fresh), nextId: draft.nextId + count };
}

export function withoutRows(draft: TableDraft, ids: ReadonlySet<number>): TableDraft {
  const taken = draft.rows.filter(({ id, before }) => ids.has(id) && before !== null).map(({ before }) => before as readonly string[]);
  return { ...draft, rows: draft.rows.filter(({ id }) => !ids.has(id)), removed: [...draft.removed, ...taken] };
}

/** Other columns; `from` says where each one's cells stand now, -1 for a new one. */
export function withColumns(draft: TableDraft, columns: readonly LookupColumn[], from: readonly number[]): TableDraft {
  const rules = rulesFor(draft, draft.columns, columns, from);
  if (from.length === draft.columns.length && from.every((at, i) => at === i)) return { ...draft, ...rules, columns };
  const laid = (cells: readonly string[]) => from.map((at) => (at < 0 ? '' : (cells[at] ?? '')));
  return {
    ...draft,
    ...rules,
    columns,
    rows: draft.rows.map((row) => ({ ...row, cells: laid(row.cells), before: row.before && laid(row.before) })),
    removed: draft.removed.map(laid),
  };
}

export type RowState = 'same' | 'new' | 'changed';

export function stateOf({ cells, before }: DraftRow): RowState {
  if (before === null) return 'new';
  return cells === before || cells.every((text, i) => text === before[i]) ? 'same' : 'changed';
}

export type DraftSummary = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Purpose, columns or rules differ. */
  readonly isTableChanged: boolean;
  readonly isChanged: boolean;
};

export function summaryOf(draft: TableDraft, saved: Table): DraftSummary {
  const counts = { same: 0, new: 0, changed: 0 };
  for (const row of draft.rows) counts[isBlank(row) && row.before === null ? 'same' : stateOf(row)]++;
  const isTableChanged =
    draft.purpose !== saved.purpose ||
    draft.ignoreCase !== saved.ignoreCase ||
    draft.needsApproval !== saved.needsApproval ||
    JSON.stringify([draft.effective, draft.missing]) !== JSON.stringify([saved.effective, saved.missing]) ||
    draft.columns.length !== saved.columns.length ||
    draft.columns.some((column, i) => {
      const was = saved.columns[i];
      return was?.name !== column.name || was.type !== column.type || was.isKey !== column.isKey;
    });
  const removed = draft.removed.length;
  return {
    added: counts.new,
    changed: counts.changed,
    removed,
    isTableChanged,
    isChanged: isTableChanged || removed > 0 || counts.new > 0 || counts.changed > 0,
  };
}

export type RowProblem = {
  readonly kind: 'no key' | 'taken key' | 'wrong type' | 'overlap' | 'backwards';
  readonly column: number;
  readonly other: number;
};

/** By row id: what keeps a row from being saved. `other` is the place of the row with the same key. */
export function problemsOf(draft: TableDraft): ReadonlyMap<number, RowProblem> {
  const { columns, rows, ignoreCase } = draft;
  const keys = columns.flatMap(({ isKey }, i) => (isKey ? [i] : []));
  const periodOf = periodReader(draft);
  const dated = new Map<string, Dated[]>();
  const typed = columns.flatMap(({ type }, i) => (type === 'text' ? [] : [i]));
  const seen = new Map<string, number>();
  const problems = new Map<number, RowProblem>();
  rows.forEach((row, place) => {
    if (isBlank(row)) return;
    const wrong = typed.find((i) => !fitsType(row.cells[i] ?? '', columns[i]?.type ?? 'text'));
    if (wrong !== undefined) problems.set(row.id, { kind: 'wrong type', column: wrong, other: -1 });
    const key = keyOf(
      keys.map((i) => row.cells[i]),
      ignoreCase,
    );
    if (key === null) {
      const empty = keys.find((i) => (row.cells[i] ?? '').trim() === '') ?? 0;
      problems.set(row.id, { kind: 'no key', column: empty, other: -1 });
      return;
    }
    if (periodOf) {
      dated.set(key, [...(dated.get(key) ?? []), { id: row.id, place, ...periodOf(row.cells) }]);
      return;
    }
    const other = seen.get(key);
    if (other === undefined) seen.set(key, place);
    else problems.set(row.id, { kind: 'taken key', column: keys[0] ?? 0, other });
  });
  if (draft.effective) notePeriods(dated, draft.effective, columns, problems);
  return problems;
}

type Dated = Period & { readonly id: number; readonly place: number };

/** Rows of a key that end before they begin, or that count at once. */
function notePeriods(
  dated: ReadonlyMap<string, readonly Dated[]>,
  effective: NonNullable<TableDraft['effective']>,
  columns: readonly LookupColumn[],
  problems: Map<number, RowProblem>,
): void {
  const column = columns.findIndex(({ name }) => name === effective.from);
  for (const rows of dated.values()) {
    const sorted = [...rows].sort((a, b) => a.from - b.from || a.place - b.place);
    sorted.forEach((row, i) => {
      const before = sorted[i - 1];
      if (problems.has(row.id)) return;
      if (row.from >= row.to) problems.set(row.id, { kind: 'backwards', column, other: -1 });
      else if (before && (effective.to === null ? before.from === row.from : before.to > row.from))
        problems.set(row.id, { kind: 'overlap', column, other: before.place });
    });
  }
}

function fitsType(text: string, type: LookupColumn['type']): boolean {
  const value = text.trim();
  if (value === '') return true;
  if (type === 'number') return Number.isFinite(Number(value));
  if (type === 'boolean') return /^(true|false|yes|no|1|0)$/i.test(value);
  return type === 'text' || (/^\d{4}-\d\d-\d\d(T.+)?$/.test(value) && !Number.isNaN(Date.parse(value)));
}

export type RowFilter = 'all' | 'unsaved' | 'problems';

/** Places of the rows in view. A row that is being edited does not vanish because it no longer holds the text. */
export function rowsInView(
  draft: TableDraft,
  text: string,
  filter: RowFilter,
  problems: ReadonlyMap<number, RowProblem>,
): readonly number[] | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && filter === 'all') return null;
  const holds = (cells: readonly string[] | null) => cells?.some((cell) => cell.toLowerCase().includes(wanted)) ?? true;
  return draft.rows.flatMap((row, place) => {
    if (filter === 'problems' && !problems.has(row.id)) return [];
    if (filter === 'unsaved' && stateOf(row) === 'same') return [];
    return wanted === '' || holds(row.cells) || holds(row.before) ? [place] : [];
  });
}

export function isBlank({ cells }: DraftRow): boolean {
  return cells.every((text) => text.trim() === '');
}

function blankRow(id: number, columns: number): DraftRow {
  return { id, cells: Array.from({ length: columns }, () => ''), before: null };
}

/** My changes on rows that somebody else has saved meanwhile: found again by key; what I changed in a row goes before theirs. */
export function rebased(mine: TableDraft, theirs: TableDraft): TableDraft {
  const keyIn = ({ columns, ignoreCase, effective }: TableDraft, cells: readonly string[]) => {
    const key = keyOf(
      columns.flatMap(({ isKey }, i) => (isKey ? [cells[i]] : [])),
      ignoreCase,
    );
    const from = effective ? columns.findIndex(({ name }) => name === effective.from) : -1;
    return from < 0 ? key : `${key}\u0000${cells[from] ?? ''}`;
  };
  const from = theirs.columns.map(({ name }) => mine.columns.findIndex((column) => column.name === name));
  const laid = (cells: readonly string[]) => from.map((at) => (at < 0 ? '' : (cells[at] ?? '')));
  const places = new Map(theirs.rows.map(({ cells }, place) => [keyIn(theirs, cells), place]));
  const edits: CellEdit[] = [];
  let end = theirs.rows.length;
  for (const row of mine.rows) {
    if (stateOf(row) === 'same' || isBlank(row)) continue;
    const [cells, before] = [laid(row.cells), row.before && laid(row.before)];
    const place = places.get(keyIn(theirs, before ?? cells)) ?? end++;
    cells.forEach((text, column) => {
      if (before === null || place >= theirs.rows.length || text !== before[column]) edits.push({ row: place, column, text });
    });
  }
  const gone = new Set(mine.removed.map((cells) => keyIn(theirs, laid(cells))));
  const ids = theirs.rows.flatMap(({ id, cells }) => (gone.has(keyIn(theirs, cells)) ? [id] : []));
  return withoutRows(withCells(theirs, edits), new Set(ids));
}
