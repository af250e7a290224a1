/** What a value is, as the badge of a tree row tells it. */
export type JsonKind = 'object' | 'array' | 'text' | 'number' | 'date' | 'boolean' | 'null';

export type TreeRow = {
  /** How an expression reaches it below the root: `lines[0].sku`; empty for the root itself. */
  path: string;
  name: string;
  depth: number;
  kind: JsonKind;
  value: unknown;
  /** Fields or elements; 0 for plain values and empty containers. */
  children: number;
  isOpen: boolean;
};

export const kindBadges: Record<JsonKind, string> = {
  object: '{}',
  array: '[]',
  text: 'T',
  number: '#',
  date: 'D',
  boolean: 'B',
  null: '-',
};

/** Beyond so many children a container starts closed. */
const openAtMost = 40;
const openDepth = 3;
/** A row for each child up to here; the table and the text show the rest. */
export const childrenShown = 5000;

export function kindOf(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d|$)/.test(String(value)) ? 'date' : 'text';
}

/** The rows of a tree from top to bottom. `toggled` holds the paths a person opened or closed against the default. */
export function treeRows(root: unknown, toggled: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  addChildren(root, '', 0, toggled, rows);
  return rows;
}

function addChildren(parent: unknown, parentPath: string, depth: number, toggled: ReadonlySet<string>, rows: TreeRow[]): void {
  const isArray = Array.isArray(parent);
  for (const [name, value] of entriesOf(parent).slice(0, childrenShown)) {
    const path = childPath(parentPath, name, isArray);
    const children = entriesOf(value).length;
    const isOpenByDefault = depth < openDepth && children <= openAtMost && !(isArray && Number(name) > 0 && children > 0);
    const isOpen = children > 0 && isOpenByDefault !== toggled.has(path);
    rows.push({ path, name, depth, kind: kindOf(value), value, children, isOpen });
    if (isOpen) addChildren(value, path, depth + 1, toggled, rows);
  }
}

export function entriesOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.map((element, index): [string, unknown] => [String(index), element]);
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}

/** `lines` and `0` give `lines[0]`; a name that is no identifier is quoted. */
export function childPath(parent: string, name: string, isIndex: boolean): string {
  if (isIndex) return `${parent}[${name}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === '' ? name : `${parent}.${name}`;
}

/** A value in one line: texts in quotes, containers by their size. */
export function previewOf(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'array') return `${(value as unknown[]).length} ${(value as unknown[]).length === 1 ? 'item' : 'items'}`;
  if (kind === 'object') return entriesOf(value).length === 0 ? '{}' : `{ ${entriesOf(value).length} }`;
  const text = JSON.stringify(value) ?? '';
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
