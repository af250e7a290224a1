export type Path = readonly (string | number)[];

/** Reads `shipTo.name` or `lines[0].sku`; `\.` is a dot within a name. */
export function parsePath(text: string): Path {
  const path: (string | number)[] = [];
  for (const [, name, index] of text.matchAll(/((?:[^.[\]\\]|\\.)+)|\[(\d+)\]/g)) {
    if (index !== undefined) path.push(Number(index));
    else if (name !== undefined) path.push(name.replace(/\\(.)/g, '$1'));
  }
  return path;
}

/** The value at a path; undefined where it does not lead. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

/** Sets the value in a record that nobody else holds, and makes the records and lists on the way. What is no record on the way is replaced. */
export function setAt(record: Record<string, unknown>, path: Path, value: unknown): void {
  let at = record as Record<string | number, unknown>;
  for (let i = 0; i < path.length - 1; i++) {
    const step = path[i] as string | number;
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    if (next !== null && typeof next === 'object') at = next as Record<string | number, unknown>;
    else at = at[step] = (typeof path[i + 1] === 'number' ? [] : {}) as Record<string | number, unknown>;
  }
  const last = path.at(-1);
  if (last !== undefined) at[last] = value;
}

/** A copy with the value at the path; what lies beside the path is shared with the original. */
export function withValueAt(value: unknown, path: Path, put: unknown, from = 0): unknown {
  const step = path[from];
  if (step === undefined) return put;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as unknown as Record<number, unknown>)
    : value !== null && typeof value === 'object'
      ? { ...value }
      : ((typeof step === 'number' ? [] : {}) as Record<string | number, unknown>);
  copy[step] = withValueAt(Object.hasOwn(copy, step) ? copy[step] : undefined, path, put, from + 1);
  return copy;
}

/** A copy without what stands at the path. */
export function withoutValueAt(value: unknown, path: Path, from = 0): unknown {
  const step = path[from];
  if (step === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return value;
  const isLast = from === path.length - 1;
  if (Array.isArray(value)) {
    if (isLast) return value.toSpliced(Number(step), 1);
    return value.with(Number(step), withoutValueAt(value[Number(step)], path, from + 1));
  }
  const { [step]: found, ...others } = value as Record<string | number, unknown>;
  return isLast ? others : { ...value, [step]: withoutValueAt(found, path, from + 1) };
}
