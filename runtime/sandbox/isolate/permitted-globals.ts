/**
 * The globals a program may see: those of ECMAScript 2024 without what shares memory between threads, watches the garbage collector, or compiles to
 * machine code on its own (Atomics, SharedArrayBuffer, WeakRef, FinalizationRegistry, WebAssembly). Whatever else an engine brings along, today or later, is removed.
 */
const permitted = new Set<PropertyKey>([
  ...['globalThis', 'undefined', 'NaN', 'Infinity'],
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
    'Date',
    'RegExp',
    'Promise',
    'Proxy',
    'Reflect',
    'Iterator',
  ],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'JSON', 'Math', 'Intl'],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError'],
  ...['ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
  ...['Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...[
    'eval',
    'isFinite',
    'isNaN',
    'parseFloat',
    'parseInt',
    'decodeURI',
    'decodeURIComponent',
    'encodeURI',
    'encodeURIComponent',
    'escape',
    'unescape',
  ],
]);

/** Run twice: before the bundle is evaluated, and after it, for what libraries have left. */
export function removeGlobals(): void {
  for (const name of Reflect.ownKeys(globalThis)) {
    if (permitted.has(name)) continue;
    if (!Reflect.deleteProperty(globalThis, name)) throw new TypeError(`the global ${String(name)} cannot be removed`);
  }
}
