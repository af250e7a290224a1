import { formatPath, type Path } from '../document/path.ts';
import { OperationError } from './operation-error.ts';

export type PathChange = {
  readonly value: unknown;
  /** Setting this path to this value takes the change back; `value` undefined removes. */
  readonly undo: { readonly path: Path; readonly value: unknown };
};

/**
 * Sets the value at a place of a JSON value without changing the original; what does not lie on the path keeps its identity. Objects and lists
 * missing on the way are made. A list takes positions up to its length, which appends. `value` undefined removes; list entries behind move up.
 */
export function setPath(root: unknown, path: Path, value: unknown): PathChange {
  return change(root, path, 0, value);
}

function change(at: unknown, path: Path, depth: number, value: unknown): PathChange {
  const name = path[depth];
  if (name === undefined) return { value, undo: { path, value: at } };
  if (name === '__proto__') throw new OperationError('BAD_PATH', '"__proto__" cannot be the name of a field.');
  const here = path.slice(0, depth + 1);
  if (Array.isArray(at)) return changeEntry(at, path, depth, value);
  if (at === null || typeof at !== 'object') throw noContainer(path.slice(0, depth), at);
  const object = at as Record<string, unknown>;
  const isLast = depth === path.length - 1;
  if (!Object.hasOwn(object, name) || object[name] === undefined) {
    if (value === undefined) return unchanged(at, path);
    return { value: { ...object, [name]: made(path, depth + 1, value) }, undo: { path: here, value: undefined } };
  }
  if (isLast && value === undefined) {
    const { [name]: removed, ...rest } = object;
    return { value: rest, undo: { path: here, value: removed } };
  }
  const inner = change(object[name], path, depth + 1, value);
  return { value: Object.is(inner.value, object[name]) ? at : { ...object, [name]: inner.value }, undo: inner.undo };
}

function changeEntry(list: readonly unknown[], path: Path, depth: number, value: unknown): PathChange {
  const name = path[depth] as string;
  const here = path.slice(0, depth + 1);
  const index = /^(0|[1-9]\d{0,8})$/.test(name) ? Number(name) : -1;
  if (index < 0 || index > list.length) {
    throw new OperationError(
      'BAD_PATH',
      `"${formatPath(here)}" is not a position of a list with ${list.length} entries (0 to ${list.length}).`,
    );
  }
  if (index === list.length) {
    if (value === undefined) return unchanged(list, path);
    return { value: [...list, made(path, depth + 1, value)], undo: { path: here, value: undefined } };
  }
  const isLast = depth === path.length - 1;
  if (isLast && value === undefined) {
    return { value: list.toSpliced(index, 1), undo: { path: path.slice(0, depth), value: list } };
  }
  const inner = change(list[index], path, depth + 1, value);
  return { value: Object.is(inner.value, list[index]) ? list : list.with(index, inner.value), undo: inner.undo };
}

/** The objects and lists that the rest of a path needs, with the value in them. */
function made(path: Path, depth: number, value: unknown): unknown {
  const name = path[depth];
  if (name === undefined) return value;
  if (name === '__proto__') throw new OperationError('BAD_PATH', '"__proto__" cannot be the name of a field.');
  if (name === '0') return [made(path, depth + 1, value)];
  return { [name]: made(path, depth + 1, value) };
}

function unchanged(at: unknown, path: Path): PathChange {
  return { value: at, undo: { path, value: undefined } };
}

function noContainer(path: Path, value: unknown): OperationError {
  const kind = value === null ? 'null' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
  return new OperationError('BAD_PATH', `"${formatPath(path)}" is ${kind} and has no fields. Set it as a whole.`);
}
