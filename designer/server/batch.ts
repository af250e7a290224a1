type Waiting<A, R> = { readonly asked: A; readonly resolve: (result: R) => void; readonly reject: (error: unknown) => void };

/**
 * Gathers what is asked under one name until the current turn ends, and asks it in calls of at most `limit`, three at a time, so that a form of a hundred
 * fields does not hold up the saving of edits.
 */
export function batched<A, R>(limit: number, work: (asked: readonly A[]) => Promise<readonly R[]>): (asked: A, name: string) => Promise<R> {
  const open = new Map<string, Waiting<A, R>[]>();
  const ready: Waiting<A, R>[][] = [];
  let running = 0;

  return (asked, name) =>
    new Promise<R>((resolve, reject) => {
      const waiting = open.get(name) ?? [];
      waiting.push({ asked, resolve, reject });
      if (waiting.length > 1) return;
      open.set(name, waiting);
      setTimeout(() => close(name), 0);
    });

  function close(name: string): void {
    const waiting = open.get(name) ?? [];
    open.delete(name);
    for (let at = 0; at < waiting.length; at += limit) ready.push(waiting.slice(at, at + limit));
    pump();
  }

  function pump(): void {
    while (running < atOnce) {
      const next = ready.shift();
      if (!next) return;
      running += 1;
      void act(next);
    }
  }

  async function act(batch: readonly Waiting<A, R>[]): Promise<void> {
    try {
      const results = await work(batch.map((one) => one.asked));
      for (const [i, one] of batch.entries()) one.resolve(results[i] as R);
    } catch (error) {
      for (const one of batch) one.reject(error);
    } finally {
      running -= 1;
      pump();
    }
  }
}

const atOnce = 3;
