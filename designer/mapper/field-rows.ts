import { type Field, isWithin, walkFields } from '@crossdock/flows/mapping/field';

/** A field as a line of a tree. */
export type FieldRow = {
  readonly field: Field;
  readonly depth: number;
  readonly isOpen: boolean;
  readonly hasChildren: boolean;
  /** The search speaks of it, not only of what is inside. */
  readonly isMatch: boolean;
};

export type RowsQuery = {
  /** Groups a person sees into; others are closed. */
  readonly open: ReadonlySet<string>;
  readonly search: string;
  /** Keeps a field with all that leads to it; absent: all. */
  readonly keep?: ((field: Field) => boolean) | undefined;
};

export type Rows = { readonly rows: readonly FieldRow[]; readonly at: ReadonlyMap<string, number>; readonly matches: number };

/** The lines of a tree from top to bottom. While something is searched or filtered, what leads to a hit is open. */
export function fieldRows(root: Field, { open, search, keep }: RowsQuery): Rows {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const isFiltered = words.length > 0 || keep !== undefined;
  const rows: FieldRow[] = [];
  let matches = 0;
  const isHit = (field: Field) => words.length > 0 && words.every((word) => textOf(field).includes(word));

  /** Adds what is inside; whether anything was. */
  const add = (owner: Field, depth: number): boolean => {
    let isAny = false;
    for (const field of owner.children) {
      const isMatch = isHit(field);
      if (isMatch && (!keep || keep(field))) matches += 1;
      const isKept = (words.length === 0 || isMatch) && (!keep || keep(field));
      const hasChildren = field.children.length > 0;
      const position = rows.length;
      const isOpen = hasChildren && (isFiltered || open.has(field.path));
      rows.push({ field, depth, isOpen, hasChildren, isMatch });
      const isInside = hasChildren && (isFiltered || isOpen) ? add(field, depth + 1) : false;
      if (isFiltered && !isKept && !isInside) rows.length = position;
      else {
        isAny = true;
        // A hit whose inside holds none stays closed as it was.
        if (isFiltered && hasChildren && !isInside) {
          const isOpenedByHand = open.has(field.path) && keep === undefined;
          rows[position] = { field, depth, isOpen: isOpenedByHand, hasChildren, isMatch };
          if (isOpenedByHand) addAll(field, depth + 1);
        }
      }
    }
    return isAny;
  };
  const addAll = (owner: Field, depth: number): void => {
    for (const field of owner.children) {
      const hasChildren = field.children.length > 0;
      const isOpen = hasChildren && open.has(field.path);
      rows.push({ field, depth, isOpen, hasChildren, isMatch: false });
      if (isOpen) addAll(field, depth + 1);
    }
  };
  add(root, 0);
  return { rows, at: new Map(rows.map(({ field }, index) => [field.path, index])), matches };
}

function textOf({ path, title }: Field): string {
  return `${path} ${title}`.toLowerCase();
}

/** The row a field is drawn at: its own, or that of the closed group around it; -1 when it is filtered away. */
export function rowOf(rows: Rows, path: string): number {
  let at = path;
  for (;;) {
    const index = rows.at.get(at);
    if (index !== undefined) return index;
    const cut = Math.max(at.lastIndexOf('.'), at.endsWith('[]') ? at.length - 2 : -1);
    if (cut <= 0) return -1;
    at = at.slice(0, cut).replace(/(\[\])+$/, '');
  }
}

/** Few fields are all open. Of many, the groups in use and the first level of lists that are needed. */
const openAtMost = 60;

/** Which groups stand open when a tree is first shown. */
export function openAtFirst(root: Field, used: readonly string[], isNeeded: (field: Field) => boolean): Set<string> {
  const groups = [...walkFields(root)].filter(({ children }) => children.length > 0);
  const total = [...walkFields(root)].length;
  if (total <= openAtMost) return new Set(groups.map(({ path }) => path));
  const around = new Set(used.flatMap(groupsAround));
  return new Set(groups.filter((field) => around.has(field.path) || isNeeded(field)).map(({ path }) => path));
}

function groupsAround(path: string): string[] {
  const groups: string[] = [];
  for (let end = path.length; end > 0; end = Math.max(path.lastIndexOf('.', end - 1), 0))
    groups.push(path.slice(0, end).replace(/(\[\])+$/, ''));
  return groups.slice(1);
}

export function groupsOf(root: Field): Set<string> {
  return new Set([...walkFields(root)].filter(({ children }) => children.length > 0).map(({ path }) => path));
}

/** Opens a field's surroundings, so that it has a row. */
export function openedTo(open: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const missing = groupsAround(path).filter((group) => !open.has(group) && isWithin(path, group));
  return missing.length === 0 ? open : new Set([...open, ...missing]);
}
