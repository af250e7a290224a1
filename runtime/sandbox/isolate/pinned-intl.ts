import { hide } from './pinned-date.ts';

type Constructor = { new (...args: unknown[]): object; readonly prototype: object; readonly supportedLocalesOf?: unknown };
type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Where no locale is given it is en-US, whatever the machine; where no date is given it is the pinned present. The zone comes from the process: UTC. */
export function pinIntl(now: () => number): void {
  pinPresent(Intl.DateTimeFormat.prototype, now);
  // With an empty environment most machines answer so by themselves, and then the originals are faster.
  if (new Intl.NumberFormat().resolvedOptions().locale === locale) return;
  for (const name of Object.getOwnPropertyNames(Intl)) {
    const value = (Intl as unknown as Record<string, unknown>)[name];
    if (typeof value === 'function' && 'supportedLocalesOf' in value) hide(Intl, name, withLocale(name, value as unknown as Constructor));
  }
  for (const [on, name, position] of methodsWithLocale) pinMethod(on, name, position);
}

const locale = 'en-US';

/** Methods that fall back on the machine's locale, and which argument names it. */
const methodsWithLocale: readonly (readonly [object, string, number])[] = [
  [Number.prototype, 'toLocaleString', 0],
  [BigInt.prototype, 'toLocaleString', 0],
  [Date.prototype, 'toLocaleString', 0],
  [Date.prototype, 'toLocaleDateString', 0],
  [Date.prototype, 'toLocaleTimeString', 0],
  [String.prototype, 'toLocaleLowerCase', 0],
  [String.prototype, 'toLocaleUpperCase', 0],
  [String.prototype, 'localeCompare', 1],
];

function orDefault(locales: unknown): unknown {
  return locales === undefined || (Array.isArray(locales) && locales.length === 0) ? locale : locales;
}

function withLocale(name: string, Original: Constructor): unknown {
  const isCallable = name === 'DateTimeFormat' || name === 'NumberFormat' || name === 'Collator';
  function Pinned(this: unknown, locales?: unknown, options?: unknown): unknown {
    if (new.target === undefined && !isCallable) throw new TypeError(`Constructor Intl.${name} requires 'new'`);
    return Reflect.construct(Original, [orDefault(locales), options], new.target ?? Pinned);
  }
  hide(Pinned, 'supportedLocalesOf', Original.supportedLocalesOf);
  hide(Pinned, 'name', name);
  hide(Pinned, 'length', 0);
  Object.defineProperty(Pinned, 'prototype', { value: Original.prototype, writable: false });
  hide(Original.prototype, 'constructor', Pinned);
  return Pinned;
}

function pinMethod(on: object, name: string, position: number): void {
  const original = (on as Record<string, Method>)[name] as Method;
  const pinned = {
    [name](this: unknown, ...args: unknown[]): unknown {
      while (args.length < position) args.push(undefined);
      args[position] = orDefault(args[position]);
      return Reflect.apply(original, this, args);
    },
  }[name] as Method;
  hide(pinned, 'length', original.length);
  hide(on, name, pinned);
}

/** `format()` and `formatToParts()` without a date. */
function pinPresent(on: Intl.DateTimeFormat, now: () => number): void {
  const format = Object.getOwnPropertyDescriptor(on, 'format')?.get as (this: unknown) => (date: unknown) => string;
  const { formatToParts } = on;
  Object.defineProperty(on, 'format', {
    configurable: true,
    enumerable: false,
    get(this: unknown) {
      const bound = Reflect.apply(format, this, []);
      return (date: unknown) => bound(date === undefined ? now() : date);
    },
  });
  const pinned = {
    formatToParts(this: unknown, date: unknown): unknown {
      return Reflect.apply(formatToParts as unknown as Method, this, [date === undefined ? now() : date]);
    },
  };
  hide(on, 'formatToParts', pinned.formatToParts);
}
