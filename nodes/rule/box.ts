import type { Cover } from './axis.ts';

/** Values of all columns together: one cover for each. */
export type Box = readonly Cover[];

/** What two covers share; empty when they are apart. */
export function meet(a: Cover, b: Cover): Cover {
  const shared: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const low = Math.max(a[i] as number, b[j] as number);
    const high = Math.min(a[i + 1] as number, b[j + 1] as number);
    if (low <= high) shared.push(low, high);
    if ((a[i + 1] as number) < (b[j + 1] as number)) i += 2;
    else j += 2;
  }
  return shared;
}

export function doMeet(a: Cover, b: Cover): boolean {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if ((a[i + 1] as number) < (b[j] as number)) i += 2;
    else if ((b[j + 1] as number) < (a[i] as number)) j += 2;
    else return true;
  }
  return false;
}

/** Whether the first cover holds all of the second. */
export function holdsAll(outer: Cover, inner: Cover): boolean {
  let i = 0;
  for (let j = 0; j < inner.length; j += 2) {
    while (i < outer.length && (outer[i + 1] as number) < (inner[j] as number)) i += 2;
    if (i >= outer.length || (outer[i] as number) > (inner[j] as number) || (outer[i + 1] as number) < (inner[j + 1] as number))
      return false;
  }
  return true;
}
