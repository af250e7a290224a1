/** Gathers what is given in one turn of the event loop and hands it over together: one pipeline costs a third of as many single commands. */
export function gather<T>(handOver: (all: readonly T[]) => Promise<void>): (one: T) => Promise<void> {
  let gathered: T[] = [];
  let handing: Promise<void> | undefined;
  return (one) => {
    gathered.push(one);
    handing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      const all = gathered;
      gathered = [];
      handing = undefined;
      return handOver(all);
    });
    return handing;
  };
}
