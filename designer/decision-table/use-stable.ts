import { useLayoutEffect, useRef, useState } from 'react';

/** Functions that stay the same objects and call the newest ones: what is handed them is not drawn anew because a neighbour was. */
export function useStable<T extends Readonly<Record<string, (...given: never[]) => unknown>>>(acts: T): T {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  const [stable] = useState(
    () => Object.fromEntries(Object.keys(acts).map((name) => [name, (...given: never[]) => latest.current[name]?.(...given)])) as T,
  );
  return stable;
}
