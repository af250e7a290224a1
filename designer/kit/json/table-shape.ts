import { entriesOf } from './tree-rows.ts';

const columnsShown = 14;

/** The columns of a list of objects: field names by how often they occur, at most 14; null when it is no list of objects. */
export function tableColumns(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const counts = new Map<string, number>();
  for (const row of value.slice(0, 500)) {
    if (row === null || typeof row !== 'object' || Array.isArray(row)) return null;
    for (const [name] of entriesOf(row)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts.keys()];
  const most = [...names].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, columnsShown);
  return names.filter((name) => most.includes(name));
}

/** What the table view shows of a value: itself when it is a list of objects, else the first such list in it. */
export function tableIn(value: unknown): { path: string; rows: readonly Record<string, unknown>[]; columns: string[] } | null {
  const own = tableColumns(value);
  if (own) return { path: '', rows: value as Record<string, unknown>[], columns: own };
  if (Array.isArray(value)) return null;
  for (const [name, field] of entriesOf(value)) {
    const columns = tableColumns(field);
    if (columns) return { path: name, rows: field as Record<string, unknown>[], columns };
  }
  return null;
}
