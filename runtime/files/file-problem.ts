/** What is wrong with a file of a folder. */
export type FileProblem = {
  readonly path: string;
  /** `line 3`, `columns[0].name`; null: the file as a whole. */
  readonly place: string | null;
  /** What it is, and what to do. */
  readonly message: string;
  /** Otherwise it is only said. */
  readonly isError: boolean;
};

export function errorIn(path: string, message: string, place: string | null = null): FileProblem {
  return { path, place: place === '' ? null : place, message, isError: true };
}

export function warningIn(path: string, message: string, place: string | null = null): FileProblem {
  return { path, place, message, isError: false };
}

/** `lookups/uom.csv: line 3: has no key.` */
export function problemLine({ path, place, message }: FileProblem): string {
  return `${path}: ${place === null ? '' : `${place}: `}${message}`;
}
