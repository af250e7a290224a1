/** The least element first; push and pop in O(log n). */
export type Heap<T> = { push(value: T): void; pop(): T | undefined; first(): T | undefined; size(): number };

export function heap<T>(compare: (a: T, b: T) => number): Heap<T> {
  const values: T[] = [];
  const isLess = (a: number, b: number) => compare(values[a] as T, values[b] as T) < 0;
  const swap = (a: number, b: number) => {
    const held = values[a] as T;
    values[a] = values[b] as T;
    values[b] = held;
  };

  return {
    push(value) {
      let at = values.push(value) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && isLess(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const first = values[0];
      const last = values.pop();
      if (values.length === 0 || last === undefined) return first;
      values[0] = last;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const least = left + 1 < values.length && isLess(left + 1, left) ? left + 1 : left;
        if (least >= values.length || !isLess(least, at)) return first;
        swap(at, least);
        at = least;
      }
    },
    first: () => values[0],
    size: () => values.length,
  };
}
