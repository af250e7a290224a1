export type Edit<T> =
  | { readonly kind: 'same'; readonly before: T; readonly after: T }
  | { readonly kind: 'removed'; readonly before: T }
  | { readonly kind: 'added'; readonly after: T };

/** Past so many pairs the parts that differ are shown as replaced rather than searched for what they share. */
const mostPairs = 4_000_000;

/** The shortest way from one list to another: what stays, what goes, what comes, in order; at one place removals first. */
export function listDiff<T>(before: readonly T[], after: readonly T[], isSame: (a: T, b: T) => boolean = Object.is): Edit<T>[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start] as T, after[start] as T)) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end) as T, after.at(-1 - end) as T)) end++;
  const same = (from: number, to: number, shift: number): Edit<T>[] =>
    before.slice(from, to).map((entry, i) => ({ kind: 'same', before: entry, after: after[from + i + shift] as T }));
  return [
    ...same(0, start, 0),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end), isSame),
    ...same(before.length - end, before.length, after.length - before.length),
  ];
}

function middle<T>(before: readonly T[], after: readonly T[], isSame: (a: T, b: T) => boolean): Edit<T>[] {
  const [rows, columns] = [before.length, after.length];
  if (rows === 0 || columns === 0 || rows * columns > mostPairs) return replaced(before, after);
  const shared = sharedLengths(before, after, isSame);
  const edits: Edit<T>[] = [];
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    if (isSame(before[i] as T, after[j] as T)) edits.push({ kind: 'same', before: before[i++] as T, after: after[j++] as T });
    else if ((shared[(i + 1) * (columns + 1) + j] ?? 0) >= (shared[i * (columns + 1) + j + 1] ?? 0)) {
      edits.push({ kind: 'removed', before: before[i++] as T });
    } else edits.push({ kind: 'added', after: after[j++] as T });
  }
  return removalsFirst([...edits, ...replaced(before.slice(i), after.slice(j))]);
}

/** How much two lists share from each pair of positions on (longest common subsequence). */
function sharedLengths<T>(before: readonly T[], after: readonly T[], isSame: (a: T, b: T) => boolean): Uint16Array | Uint32Array {
  const width = after.length + 1;
  const size = (before.length + 1) * width;
  const shared = Math.min(before.length, after.length) < 65_536 ? new Uint16Array(size) : new Uint32Array(size);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      shared[i * width + j] = isSame(before[i] as T, after[j] as T)
        ? (shared[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(shared[(i + 1) * width + j] ?? 0, shared[i * width + j + 1] ?? 0);
    }
  }
  return shared;
}

function replaced<T>(before: readonly T[], after: readonly T[]): Edit<T>[] {
  return [
    ...before.map((entry) => ({ kind: 'removed' as const, before: entry })),
    ...after.map((entry) => ({ kind: 'added' as const, after: entry })),
  ];
}

function removalsFirst<T>(edits: readonly Edit<T>[]): Edit<T>[] {
  const sorted: Edit<T>[] = [];
  let waiting: Edit<T>[] = [];
  for (const edit of edits) {
    if (edit.kind === 'added') waiting.push(edit);
    else {
      if (edit.kind === 'same') {
        sorted.push(...waiting);
        waiting = [];
      }
      sorted.push(edit);
    }
  }
  return [...sorted, ...waiting];
}
