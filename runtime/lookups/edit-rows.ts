import { Refusal } from '../api/refusal.ts';
import type { Cell, LookupContent, LookupRow } from './lookup.ts';
import { columnAt, rowIdentity, shownKey } from './row-key.ts';

/** Some rows of a table by their keys. */
export type RowEdits = {
  /** Cells by column name. A row with a key that is there keeps the cells that are not named. */
  readonly upsert: readonly Readonly<Record<string, Cell>>[];
  /** Each the values of the key columns; where rows count from a day on, that day after them. */
  readonly remove: readonly (readonly Cell[])[];
};

/** The table after the edits; cells are not checked yet. Throws LOOKUP_REFUSED where an edit names a column or a row that is not there. */
export function editRows(content: LookupContent, { upsert, remove }: RowEdits): LookupContent {
  const { columns } = content;
  const places = new Map(columns.map(({ name }, i) => [name, i]));
  const rows: (LookupRow | null)[] = [...content.rows];
  const at = new Map(content.rows.map((row, i) => [rowIdentity(content, row), i]));
  upsert.forEach((cells, i) => {
    const unknown = Object.keys(cells).find((name) => !places.has(name));
    if (unknown !== undefined)
      throw refused(`body.upsert[${i}].${unknown}`, `is no column; there are ${columns.map(({ name }) => name).join(', ')}`);
    const key = rowIdentity(
      content,
      columns.map(({ name }) => cells[name] ?? null),
    );
    const place = key === null ? undefined : at.get(key);
    const before = place === undefined ? undefined : rows[place];
    const row = columns.map(({ name }, c) => (name in cells ? (cells[name] ?? null) : (before?.[c] ?? null)));
    if (place !== undefined && before) rows[place] = row;
    else at.set(key, rows.push(row) - 1);
  });
  const from = content.effective ? columnAt(content, content.effective.from) : -1;
  const named = [...columns.flatMap(({ isKey }, c) => (isKey ? [c] : [])), ...(from < 0 ? [] : [from])];
  remove.forEach((cells, i) => {
    const key = rowIdentity(
      content,
      columns.map((_, c) => cells[named.indexOf(c)] ?? null),
    );
    const place = key === null ? undefined : at.get(key);
    if (place === undefined || rows[place] === null) throw refused(`body.remove[${i}]`, `names ${shownKey(cells)}, which has no row`);
    rows[place] = null;
  });
  return { ...content, rows: rows.filter((row) => row !== null) };
}

function refused(path: string, message: string): Refusal {
  return new Refusal('LOOKUP_REFUSED', `${path} ${message}.`, [{ path, message }]);
}
