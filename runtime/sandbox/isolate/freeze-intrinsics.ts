/**
 * Freezes everything that two calls of one program share: all that can be reached from the global object, from syntax (a generator's prototype has no
 * global name), and from `more`. Then the global object itself, so that nothing can be left on it.
 */
export function freezeIntrinsics(more: readonly object[]): void {
  for (const { on, names } of overridable) allowOverride(on, names ?? Reflect.ownKeys(on));
  const open: unknown[] = [...withoutName(), ...more];
  const found = new Set<unknown>([globalThis]);
  follow(globalThis, open);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value)) continue;
    found.add(value);
    follow(value, open);
    Object.freeze(value);
  }
  Object.freeze(globalThis);
  readThroughWrappers();
}

/**
 * The engine keeps what accessors were defined on as a slow dictionary, and compiles no method of it in line, until a property is read through an
 * object that inherits from it. Reads from text and numbers, which are no objects, do not count.
 */
function readThroughWrappers(): void {
  const inherited = (object: object) => object.constructor;
  const wrappers = [Object(''), Object(0), Object(false), Object(0n), Object(Symbol.iterator)] as object[];
  for (let i = 0; i < 100; i++) for (const wrapper of wrappers) inherited(wrapper);
}

/** Puts what hangs on an object among what is still to be visited: its prototype, its properties, their accessors. */
function follow(value: object, open: unknown[]): void {
  open.push(Object.getPrototypeOf(value));
  for (const name of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, name);
    for (const next of property && 'value' in property ? [property.value] : [property?.get, property?.set])
      if (next !== undefined) open.push(next);
  }
}

/** Objects that only syntax and iteration lead to. */
function withoutName(): object[] {
  const iterators: object[] = [
    [][Symbol.iterator](),
    ''[Symbol.iterator](),
    new Map().entries(),
    new Set().entries(),
    ''.matchAll(/(?:)/g),
    new Intl.Segmenter().segment(''),
    new Intl.Segmenter().segment('')[Symbol.iterator](),
    [].values().map((value) => value),
    Iterator.from({ next: () => ({ done: true, value: undefined }) }),
  ];
  const functions = [function* () {}, async () => {}, async function* () {}];
  // Instances themselves stay outside: only what all instances share.
  return [...iterators, ...functions].map((value) => Object.getPrototypeOf(value) as object);
}

/**
 * Where user code commonly assigns what it inherits: `error.message = ...`, `order.toString = ...`, `F.prototype.constructor = F`. No more than that: what is
 * read through an accessor is no longer compiled in line, and `push` or `get` cost several times as much.
 */
const overridable: readonly { on: object; names?: readonly PropertyKey[] }[] = [
  { on: Object.prototype },
  { on: Error.prototype },
  ...[EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError].map((type) => ({ on: type.prototype })),
  { on: Function.prototype, names: ['constructor', 'toString', 'name', 'length'] },
  ...[Array, String, Number, Boolean, BigInt, Symbol, Date, Map, Set, WeakMap, WeakSet, Promise, Iterator].map((type) => ({
    on: type.prototype as object,
    names: ['toString', 'toLocaleString', 'valueOf', 'toJSON'],
  })),
];

/**
 * A frozen data property cannot be overridden by assignment in what inherits from it. An accessor can let it: reading gives the value, writing
 * defines the property on the object that inherits.
 */
function allowOverride(on: object, names: readonly PropertyKey[]): void {
  for (const name of names) {
    const property = Object.getOwnPropertyDescriptor(on, name);
    if (!property?.configurable || !('value' in property)) continue;
    const { value, enumerable } = property;
    Object.defineProperty(on, name, {
      configurable: true,
      enumerable: enumerable === true,
      get: () => value,
      set(this: object, replaced: unknown) {
        if (this === on) throw new TypeError(`Cannot assign to read only property '${String(name)}'`);
        Object.defineProperty(this, name, { value: replaced, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}
