import type { PureCall } from './define-node.ts';
import type { Item } from './item.ts';

// Bundled into the sandbox.

/** Hands each item to `handle` and collects what it returns. One that throws is lost alone. */
export function eachItem(
  { items, fail }: Pick<PureCall<unknown, unknown>, 'items' | 'fail'>,
  handle: (item: Item) => Item | readonly Item[] | undefined,
): Item[] {
  const out: Item[] = [];
  for (const item of items) {
    try {
      const made = handle(item);
      if (made === undefined) continue;
      if (Array.isArray(made)) for (const one of made as readonly Item[]) out.push(one);
      else out.push(made as Item);
    } catch (error) {
      fail(item, error instanceof Error ? error : new Error(String(error)));
    }
  }
  return out;
}
