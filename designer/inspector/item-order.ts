import type { ShownItem } from '../server/shapes.ts';

/** Where the items of a list stand: those that failed first, else in their order. Positions in the list. */
export function errorsFirst(items: readonly Pick<ShownItem, 'error'>[]): number[] {
  const positions = items.map((_, index) => index);
  return [...positions.filter((index) => items[index]?.error !== null), ...positions.filter((index) => items[index]?.error === null)];
}

/** Positions of the items whose key or content holds a text; capital letters do not count. */
export function itemsHolding(items: readonly Pick<ShownItem, 'key' | 'json' | 'error'>[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  const order = errorsFirst(items);
  if (wanted === '') return order;
  return order.filter((index) => {
    const item = items[index];
    return item !== undefined && `${item.key ?? ''} ${JSON.stringify(item.json)}`.toLowerCase().includes(wanted);
  });
}

/** The item that is shown unless a person chooses another: the first that failed, else the first. */
export function firstOfInterest<T extends Pick<ShownItem, 'error'>>(items: readonly T[]): T | undefined {
  return items.find((item) => item.error !== null) ?? items[0];
}
