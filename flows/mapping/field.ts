/** What a field holds. `any`: not known, or of several kinds. */
export type FieldKind = 'object' | 'list' | 'text' | 'number' | 'integer' | 'boolean' | 'any';

/** How a text is written, where schema or sample say it. */
export type TextFormat = 'day' | 'instant' | 'amount';

/** A field of a source or a target, with the fields inside it. */
export type Field = {
  /** `lines[].quantity.value`: entries of a list are `[]`; a dot within a name is written `\.`. The record itself is the empty path. */
  readonly path: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly format: TextFormat | null;
  /** What the entries of a list are. Entries that are objects have their fields in `children`. */
  readonly entry: FieldKind | null;
  readonly isRequired: boolean;
  readonly title: string;
  readonly help: string;
  readonly children: readonly Field[];
  /** An object that takes any fields, such as extensions. */
  readonly isFree: boolean;
  /** The only values that are allowed; empty: any. */
  readonly allowed: readonly unknown[];
  /** A regular expression its text has to fit. */
  readonly pattern: string | null;
};

export function joinPath(owner: string, name: string): string {
  const escaped = name.replaceAll(/[\\.[\]]/g, '\\$&');
  return owner === '' ? escaped : `${owner}.${escaped}`;
}

/** The names of a path; entries of lists are a name of their own, `[]`. */
export function pathNames(path: string): string[] {
  const names: string[] = [];
  for (const [, name, entry] of path.matchAll(/((?:[^.[\]\\]|\\.)+)|(\[\])/g)) names.push(entry ?? (name ?? '').replaceAll(/\\(.)/g, '$1'));
  return names;
}

/** Whether a place is the other one, or lies inside it. */
export function isWithin(path: string, owner: string): boolean {
  return owner === '' || path === owner || path.startsWith(`${owner}.`) || path.startsWith(`${owner}[`);
}

/** The lists around a place, outermost first: `a[].b[].c` gives `a` and `a[].b`. */
export function listsAround(path: string): string[] {
  return [...path.matchAll(/\[\]/g)].map(({ index }) => path.slice(0, index));
}

/** Every field below, top to bottom. */
export function* walkFields(field: Field): Generator<Field> {
  for (const child of field.children) {
    yield child;
    yield* walkFields(child);
  }
}

export function isLeaf(field: Field): boolean {
  return field.children.length === 0 && !field.isFree;
}
