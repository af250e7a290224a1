import { compareSchemas, type SchemaChange } from '@crossdock/flows/contracts/compare-schemas';
import { type SchemaRow, schemaRows } from './schema-rows.ts';

/** A field of two versions together. */
export type DiffRow = {
  readonly state: 'same' | 'added' | 'removed' | 'changed';
  /** As the newer version has it; of a removed field as the older one had it. */
  readonly row: SchemaRow;
  /** What became of it, in words. */
  readonly changes: readonly SchemaChange[];
};

type Schema = Record<string, unknown>;

/** The fields of two versions in one tree: what went stands where it stood. */
export function diffRows(before: Schema, after: Schema): readonly DiffRow[] {
  const changes = compareSchemas(before, after);
  const of = (path: string) =>
    changes.filter((change) => change.path === path || `${change.path}[]` === path || change.path === `${path}[]`);
  const old = schemaRows(before);
  const now = new Map(schemaRows(after).map((row) => [plain(row.path), row]));
  const before_ = new Set(old.map((row) => plain(row.path)));
  const rows: DiffRow[] = [];
  const put = new Set<string>();
  const fresh = [...now.values()].filter((row) => !before_.has(plain(row.path)));
  const addFresh = (parent: string) => {
    for (const row of fresh) {
      if (parentOf(row.path) !== parent || put.has(row.path)) continue;
      put.add(row.path);
      rows.push({ state: 'added', row, changes: of(row.path) });
      addFresh(plain(row.path));
    }
  };
  old.forEach((row, i) => {
    const is = now.get(plain(row.path));
    const found = of(is?.path ?? row.path);
    rows.push({ state: is ? (found.length > 0 || is.type !== row.type ? 'changed' : 'same') : 'removed', row: is ?? row, changes: found });
    // What is new in an object comes behind what was there.
    for (const parent of endingAt(old, i)) addFresh(parent);
  });
  addFresh('');
  return rows;
}

/** Whether a change concerns the document itself. */
export function documentChanges(before: Schema, after: Schema): readonly SchemaChange[] {
  return compareSchemas(before, after).filter(({ path }) => path === '');
}

/** The objects whose last field is this row, the innermost first. */
function endingAt(rows: readonly SchemaRow[], at: number): readonly string[] {
  const row = rows[at];
  const next = rows[at + 1];
  if (!row) return [];
  const inside = next ? plain(next.path) : '';
  const ended: string[] = [];
  for (let path = plain(row.path); path !== ''; path = parentOf(path)) if (!inside.startsWith(`${path}.`)) ended.push(path);
  return ended;
}

/** A list and what it holds are one row. */
function plain(path: string): string {
  return path.replaceAll('[]', '');
}

function parentOf(path: string): string {
  const bare = plain(path);
  return bare.slice(0, Math.max(0, bare.lastIndexOf('.')));
}
