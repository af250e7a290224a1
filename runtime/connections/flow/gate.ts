/** Lets at most `width` callers in at once, in their order of arrival. */
export type Gate = { enter(): Promise<void> | undefined; leave(): void; setWidth(width: number): void };

export function createGate(width: number): Gate {
  const waiting: (() => void)[] = [];
  let limit = width;
  let inside = 0;
  let head = 0;
  const admit = () => {
    while (inside < limit && head < waiting.length) {
      inside++;
      (waiting[head++] as () => void)();
    }
    if (head > 1024 && head * 2 > waiting.length) {
      waiting.splice(0, head);
      head = 0;
    }
  };
  return {
    /** undefined: inside at once, nothing to await. */
    enter() {
      if (inside < limit) {
        inside++;
        return undefined;
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    leave() {
      inside--;
      admit();
    },
    setWidth(next) {
      limit = next;
      admit();
    },
  };
}
