import { sameJson } from '@crossdock/flows/document/same-json';
import { isObject } from '../../state/is-object.ts';
import { type Edit, listDiff } from '../list-diff.ts';
import type { FieldKind } from './field-change.ts';

export type TableColumn = {
  readonly title: string;
  readonly side: 'when' | 'give' | 'note';
  readonly kind: FieldKind;
  /** What else the column says, such as its value and type; for the hint. */
  readonly detail: string;
};
export type TableCell = { readonly before: string | null; readonly after: string | null; readonly isChanged: boolean };
export type TableRow = {
  readonly kind: FieldKind;
  /** Counted from 1 on each side. */
  readonly before: number | null;
  readonly after: number | null;
  readonly cells: readonly TableCell[];
};
export type TableDiff = { readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[] };

/** Two decision tables as one: columns by their names, rows by what is alike in them. */
export function tableDiff(before: unknown, after: unknown): TableDiff {
  const [old, next] = [tableOf(before), tableOf(after)];
  const columns = (['when', 'give'] as const).flatMap((side) =>
    listDiff(old.columns[side], next.columns[side], (a, b) => a.title === b.title).map((edit) => columnOf(edit, side)),
  );
  const hasNotes = [...old.rows, ...next.rows].some((row) => row.note !== '');
  const all = hasNotes
    ? [...columns, { title: '', side: 'note' as const, kind: 'same' as const, detail: '', before: 0, after: 0 }]
    : columns;
  const cellsOf = (row: Row | undefined, at: 'before' | 'after') =>
    all.map((column) => (row && column[at] !== null ? (column.side === 'note' ? row.note : (row[column.side][column[at]] ?? '')) : null));
  const edits = listDiff(old.rows, next.rows, (a, b) => sameJson(cellsOf(a, 'before'), cellsOf(b, 'after')));
  return {
    columns: all.map(({ title, side, kind, detail }) => ({ title, side, kind, detail })),
    rows: paired(edits, (a, b) => likeness(cellsOf(a, 'before'), cellsOf(b, 'after'))).map(([was, is]) => {
      const [olds, news] = [cellsOf(was, 'before'), cellsOf(is, 'after')];
      const cells = all.map((_, i) => ({
        before: olds[i] ?? null,
        after: news[i] ?? null,
        isChanged: was !== undefined && is !== undefined && olds[i] !== news[i],
      }));
      const kind = !was ? 'added' : !is ? 'removed' : cells.some((cell) => cell.isChanged) ? 'changed' : 'same';
      return { kind, before: was?.number ?? null, after: is?.number ?? null, cells };
    }),
  };
}

type Column = { readonly title: string; readonly detail: string; readonly index: number };
type Row = { readonly number: number; readonly when: readonly string[]; readonly give: readonly string[]; readonly note: string };
type Table = { readonly columns: { readonly when: readonly Column[]; readonly give: readonly Column[] }; readonly rows: readonly Row[] };

function tableOf(value: unknown): Table {
  const table = isObject(value) ? value : {};
  const columns = (list: unknown, name: string): Column[] =>
    entries(list).map((entry, index) => {
      const { [name]: title, ...rest } = entry;
      const detail = Object.values(rest)
        .filter((part) => part !== '' && part !== undefined)
        .map(printed)
        .join(', ');
      return { title: printed(title), detail, index };
    });
  return {
    columns: { when: columns(table.inputs, 'label'), give: columns(table.outputs, 'name') },
    rows: entries(table.rows).map((row, i) => ({ number: i + 1, when: texts(row.when), give: texts(row.give), note: printed(row.note) })),
  };
}

type Placed = TableColumn & { readonly before: number | null; readonly after: number | null };

function columnOf(edit: Edit<Column>, side: 'when' | 'give'): Placed {
  if (edit.kind === 'removed') return { ...placed(edit.before, side), kind: 'removed', before: edit.before.index, after: null };
  if (edit.kind === 'added') return { ...placed(edit.after, side), kind: 'added', before: null, after: edit.after.index };
  const isSame = edit.before.detail === edit.after.detail;
  return {
    ...placed(edit.after, side),
    kind: isSame ? 'same' : 'changed',
    detail: isSame ? edit.after.detail : `${edit.before.detail} → ${edit.after.detail}`,
    before: edit.before.index,
    after: edit.after.index,
  };
}

function placed({ title, detail }: Column, side: 'when' | 'give') {
  return { title, detail, side };
}

/** Removed and added rows at one place are one changed row when at least a third of their cells are alike. */
function paired<T>(edits: readonly Edit<T>[], alike: (a: T, b: T) => number): [T | undefined, T | undefined][] {
  const rows: [T | undefined, T | undefined][] = [];
  let [removed, added]: [T[], T[]] = [[], []];
  const close = () => {
    for (const row of added) {
      const scores = removed.map((old) => alike(old, row));
      const best = scores.indexOf(Math.max(...scores));
      const isPair = (scores[best] ?? 0) >= 1 / 3;
      const gone = isPair ? removed.splice(0, best) : [];
      rows.push(...gone.map((old): [T, undefined] => [old, undefined]), [isPair ? removed.shift() : undefined, row]);
    }
    // Of a block in which nothing is alike what went stands first.
    const isAllNew = rows.slice(rows.length - added.length).every(([old]) => old === undefined);
    rows.splice(isAllNew ? rows.length - added.length : rows.length, 0, ...removed.map((old): [T, undefined] => [old, undefined]));
    [removed, added] = [[], []];
  };
  for (const edit of edits) {
    if (edit.kind === 'removed') removed.push(edit.before);
    else if (edit.kind === 'added') added.push(edit.after);
    else {
      close();
      rows.push([edit.before, edit.after]);
    }
  }
  close();
  return rows;
}

function likeness(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  const both = a.flatMap((cell, i) => (cell !== null && b[i] !== null && cell !== '-' && cell !== '' ? [cell === b[i]] : []));
  return both.length === 0 ? 0 : both.filter(Boolean).length / both.length;
}

function entries(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(printed) : [];
}

function printed(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
