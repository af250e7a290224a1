/** One line of an item shown as a tree. */
export type TreeRow = {
  /** Unique within the tree: `/lines/0/sku`. */
  readonly id: string;
  readonly depth: number;
  readonly name: string;
  readonly badge: Badge;
  /** The expression that reads this value, such as `item.lines[0].sku`. */
  readonly expression: string;
  readonly value: unknown;
  /** What stands at the right: the value itself, or a few of its parts. */
  readonly preview: string;
  readonly children: number;
  readonly isOpen: boolean;
};

/** T text, # number, D date, B yes or no, {} object, [] list, 0 nothing. */
export type Badge = 'T' | '#' | 'D' | 'B' | '{}' | '[]' | '0';

/** Lists longer than this are shown by their beginning. */
const longest = 100;

/** The visible lines of a value; `isOpen` decides what is unfolded. `root` is the expression for the value itself. */
export function treeRows(value: unknown, root: string, isOpen: (id: string, depth: number) => boolean): TreeRow[] {
  const rows: TreeRow[] = [];
  addChildren(rows, value, { id: '', expression: root, depth: 0 }, isOpen);
  return rows;
}

function addChildren(
  rows: TreeRow[],
  value: unknown,
  parent: { id: string; expression: string; depth: number },
  isOpen: (id: string, depth: number) => boolean,
): void {
  for (const [name, child] of entriesOf(value).slice(0, longest)) {
    const id = `${parent.id}/${name}`;
    const children = entriesOf(child).length;
    const open = children > 0 && isOpen(id, parent.depth);
    const expression = step(parent.expression, name, Array.isArray(value));
    rows.push({
      id,
      depth: parent.depth,
      name,
      badge: badgeOf(child),
      expression,
      value: child,
      preview: previewOf(child),
      children,
      isOpen: open,
    });
    if (open) addChildren(rows, child, { id, expression, depth: parent.depth + 1 }, isOpen);
  }
}

/** `item.lines[0]["odd name"]`: one more name behind an expression. */
export function step(expression: string, name: string, isPosition: boolean): string {
  if (isPosition) return `${expression}[${name}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${expression}.${name}` : `${expression}[${JSON.stringify(name)}]`;
}

export function badgeOf(value: unknown): Badge {
  if (Array.isArray(value)) return '[]';
  switch (typeof value) {
    case 'number':
      return '#';
    case 'boolean':
      return 'B';
    case 'string':
      return /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value) ? 'D' : 'T';
    case 'object':
      return value === null ? '0' : '{}';
    default:
      return '0';
  }
}

/** A value on one line: text in quotes, dates and numbers bare, a small object by its values, a list by its length. */
export function previewOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return objectPreview(value as Record<string, unknown>);
  if (typeof value === 'string') return badgeOf(value) === 'D' ? value : `"${value}"`;
  return String(value);
}

function objectPreview(value: Record<string, unknown>): string {
  const parts = Object.values(value);
  const isSmall = parts.length > 0 && parts.length <= 3 && parts.every((part) => typeof part !== 'object' && String(part).length <= 12);
  return isSmall ? `{ ${parts.map((part) => (typeof part === 'string' ? `"${part}"` : String(part))).join(', ')} }` : '';
}

function entriesOf(value: unknown): [string, unknown][] {
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}
