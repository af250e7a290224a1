/** Replaces Date by one whose present stands still; returns what sets it. Everything but the present works as before. */
export function pinDate(): (now: number) => void {
  const Original = Date;
  let pinned = 0;

  function PinnedDate(this: unknown, ...parts: unknown[]): unknown {
    if (new.target === undefined) return new Original(pinned).toString();
    return Reflect.construct(Original, parts.length === 0 ? [pinned] : parts, new.target);
  }
  const methods = {
    now: () => pinned,
    parse: Original.parse,
    UTC: Original.UTC,
  };
  for (const [name, value] of Object.entries(methods)) hide(PinnedDate, name, value);
  hide(PinnedDate, 'name', 'Date');
  hide(PinnedDate, 'length', 7);
  Object.defineProperty(PinnedDate, 'prototype', { value: Original.prototype, writable: false });
  hide(Original.prototype, 'constructor', PinnedDate);
  hide(globalThis, 'Date', PinnedDate);
  return (now) => {
    pinned = now;
  };
}

/** Defines a property as the language defines its own: not enumerable. */
export function hide(on: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(on, name, { value, writable: true, enumerable: false, configurable: true });
}
