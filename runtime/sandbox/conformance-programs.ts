import type { Program } from './sandbox.ts';

/** A program of which the input is `input` and the body is user code; like compiled flows it hides what it is handed. */
export function userCode(body: string): Program {
  return { hash: body, source: `(crossdock) => ((crossdock) => (input) => {\n${body}\n})()` };
}

/** A program that does one thing when called with "plant" and another when called with "look". */
export function plantAndLook(plant: string, look: string): Program {
  return userCode(`if (input === 'plant') {\n${plant}\nreturn ''; }\n${look}`);
}

/**
 * Programs that hang, exhaust or crash a V8 isolate, and the codes they may end with. Those that some machines finish within the limits may also answer.
 */
export const killers: Readonly<Record<string, { readonly code: string; readonly ends: readonly string[]; readonly mayAnswer?: true }>> = {
  'an endless loop': { code: 'while (true);', ends: ['TIMEOUT'] },
  'endless microtasks': { code: "(function f() { Promise.resolve().then(f); })(); return '';", ends: ['TIMEOUT'] },
  'endless async functions': {
    code: "(async function f() { await null; await f(); })(); return '';",
    ends: ['TIMEOUT', 'MEMORY', 'CRASHED'],
  },
  'a regular expression that backtracks': { code: "return String(/^(a+)+$/.test('a'.repeat(40) + 'b'));", ends: ['TIMEOUT'] },
  'squaring of a bigint': {
    code: 'let x = 3n; for (let i = 0; i < 30; i++) x = x * x; return String(x % 7n);',
    ends: ['TIMEOUT', 'THREW', 'MEMORY'],
  },
  'printing of a huge bigint': { code: 'return String((10n ** 40000000n).toString().length);', ends: ['TIMEOUT', 'MEMORY', 'THREW'] },
  'indexOf over a sparse array': {
    code: 'const a = []; a.length = 4294967295; return String(a.indexOf(1));',
    ends: ['TIMEOUT', 'CRASHED'],
  },
  'fill of an endless array-like': { code: 'Array.prototype.fill.call({ length: 2 ** 40 }, 1);', ends: ['TIMEOUT', 'MEMORY', 'CRASHED'] },
  'splitting of a huge text': {
    code: "return String(('ab'.repeat(2 ** 24)).split('').length);",
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED'],
    mayAnswer: true,
  },
  'an array that V8 aborts on': {
    code: "return String('x'.repeat(2 ** 29 - 30).split('').length);",
    ends: ['CRASHED', 'MEMORY', 'TIMEOUT'],
  },
  'joining into a huge text': {
    code: "return String(Array(2 ** 25).join('abcdefgh').length);",
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED'],
    mayAnswer: true,
  },
  'JSON that doubles with every level': {
    code: 'let o = {}; for (let i = 0; i < 26; i++) o = { a: o, b: o }; return JSON.stringify(o);',
    ends: ['THREW', 'MEMORY', 'OUTPUT', 'TIMEOUT', 'CRASHED'],
  },
  'replaceAll in a huge text': {
    code: "return ('a'.repeat(2 ** 23)).replaceAll('a', 'bbbbbbbb');",
    ends: ['OUTPUT', 'MEMORY', 'TIMEOUT', 'CRASHED'],
  },
  'normalize of a huge text': {
    code: "return String(('\\u00e9'.repeat(2 ** 23)).normalize('NFD').length);",
    ends: ['MEMORY', 'TIMEOUT'],
    mayAnswer: true,
  },
  'arrays until memory ends': {
    code: 'const a = []; while (true) a.push(new Array(1e5).fill(1));',
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED'],
  },
  'texts until memory ends': {
    code: "const a = []; while (true) a.push(('x'.repeat(1e6) + a.length).split('').join(''));",
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED'],
  },
  'buffers until memory ends': { code: 'const a = []; while (true) a.push(new Uint8Array(1e8).fill(1));', ends: ['MEMORY'] },
  'small buffers until memory ends': {
    code: 'const a = []; while (true) a.push(new Uint8Array(1000).fill(1));',
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED'],
  },
  'a map until memory ends': {
    code: 'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });',
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED', 'THREW'],
  },
  'doubling of a text': {
    code: "let s = 'abcdefgh'; while (true) { s += s; s.charCodeAt(0); }",
    ends: ['THREW', 'MEMORY', 'TIMEOUT', 'CRASHED'],
  },
  'doubling of an array': { code: 'let a = [1]; while (true) a = [...a, ...a];', ends: ['MEMORY', 'TIMEOUT', 'CRASHED', 'THREW'] },
  'a deep object for an answer': { code: 'let o = {}; for (let i = 0; i < 1e6; i++) o = { o }; return o;', ends: ['THREW'] },
  'a deep object printed': {
    code: 'let o = {}; for (let i = 0; i < 1e6; i++) o = { o }; return JSON.stringify(o);',
    ends: ['THREW', 'MEMORY'],
  },
  'an output beyond the limit': { code: "return 'x'.repeat(2 ** 28);", ends: ['OUTPUT'] },
  'deep recursion': { code: '(function f() { f(); })()', ends: ['THREW'] },
  'deep recursion through a proxy': { code: 'const p = new Proxy({}, { get: (t, k, r) => r[k] }); return p.x;', ends: ['THREW'] },
  'an error whose message hangs': { code: 'throw { toString() { while (true); } };', ends: ['TIMEOUT'] },
  'an error whose message throws': { code: 'throw { toString() { throw this; } };', ends: ['THREW'] },
  'an endless iterator': {
    code: 'const [...all] = { *[Symbol.iterator]() { while (true) yield 1; } };',
    ends: ['MEMORY', 'TIMEOUT', 'CRASHED', 'THREW'],
  },
};

/** What one call leaves for the next of the same program, and where the next looks for it; it must find `nothing`. */
export const leftovers: Readonly<Record<string, { readonly plant: string; readonly look: string; readonly nothing: string }>> = {
  'the last match of a regular expression': {
    plant: "/sec(ret)-(\\d+)/.exec('before secret-42 after');",
    look: "return [RegExp.$1, RegExp.$2, RegExp.input, RegExp.$_, RegExp.lastMatch, RegExp['$&'], RegExp.lastParen, RegExp['$+'], RegExp['$`'], RegExp[\"$'\"]].join('');",
    nothing: '',
  },
  'an assigned RegExp.input': { plant: "RegExp.input = 'secret';", look: "return RegExp.input + RegExp['$_'];", nothing: '' },
  'a match in a promise': {
    plant: "Promise.resolve().then(() => /secret/.exec('a secret'));",
    look: 'return RegExp.lastMatch + RegExp.input;',
    nothing: '',
  },
  'a global': { plant: "try { globalThis.left = 'secret'; } catch {}", look: 'return typeof left;', nothing: 'undefined' },
  'a global of sloppy code': { plant: "try { Function('left = 1')(); } catch {}", look: 'return typeof left;', nothing: 'undefined' },
  'a variable of indirect eval': {
    plant: "for (const code of ['var left = 1', 'let left = 1', 'function left() {}']) try { (0, eval)(code); } catch {}",
    look: 'return typeof left;',
    nothing: 'undefined',
  },
  'a global in a promise': {
    plant: "Promise.resolve().then(() => { globalThis.left = 'secret'; });",
    look: 'return typeof left;',
    nothing: 'undefined',
  },
  'a replaced Date.now': { plant: "try { Date.now = () => 'secret'; } catch {}", look: 'return String(Date.now());', nothing: '0' },
  'a replaced regular expression method': {
    plant: "try { RegExp.prototype.exec = () => ['secret']; } catch {}",
    look: "return 'a'.replace(/a/, 'b') + /a/.exec('a')[0];",
    nothing: 'ba',
  },
  'a recompiled regular expression': {
    plant: "try { /a/.compile('secret'); } catch {}",
    look: 'return typeof /a/.compile;',
    nothing: 'undefined',
  },
  'a function’s caller': {
    plant: '',
    look: "return Function('return function f() { return f.caller; }')()() === null ? '' : 'caller';",
    nothing: '',
  },
};

/** Ways to the host. Each must find nothing: throw, or answer `nothing`. */
export const escapes: Readonly<Record<string, { readonly code: string; readonly nothing?: string }>> = {
  'names of the host': {
    code: "return ['process', 'require', 'module', 'fetch', 'setTimeout', 'queueMicrotask', 'structuredClone', 'console', 'performance', 'crypto', 'Buffer', 'global', 'self', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'ShadowRealm', 'Temporal', 'gc'].filter((name) => name in globalThis).join();",
    nothing: '',
  },
  'what the program was handed': { code: 'return typeof crossdock;', nothing: 'undefined' },
  'the constructor of this': { code: "return String(this.constructor.constructor('return process')());" },
  'the constructor of a function': { code: "return typeof (() => {}).constructor('return globalThis.process')();", nothing: 'undefined' },
  'the constructor of an error': { code: "try { null.x } catch (e) { return String(e.constructor.constructor('return process')()); }" },
  'the constructor of a stack overflow': {
    code: "const deep = () => deep(); try { deep(); } catch (e) { return typeof e.constructor.constructor('return globalThis.process')(); }",
    nothing: 'undefined',
  },
  'the constructor of async functions and generators': {
    code: "return [async () => {}, function* () {}, async function* () {}].map((f) => typeof f.constructor('return globalThis.process')).join();",
    nothing: 'function,function,function',
  },
  'the functions on the stack': {
    code: 'Error.prepareStackTrace = (e, sites) => sites.map((s) => String(s.getFunction())).join(); return String(new Error().stack);',
  },
  'the arguments of the caller': { code: 'return String(arguments.callee.caller);' },
  'an import': { code: "import('node:fs').then((fs) => { throw fs; }); return '';", nothing: '' },
};

/** Tries to change every object that a program can reach; answers the paths where it could. */
export const crawler = `
const hidden = { array: [].values(), text: ''[Symbol.iterator](), map: new Map().keys(), set: new Set().keys(), matches: ''.matchAll(/x/g), helper: [].values().map((x) => x),
  wrapped: Iterator.from({ next() { return { done: true }; } }), segments: new Intl.Segmenter().segment(''), segment: new Intl.Segmenter().segment('')[Symbol.iterator](),
  generator: function* () {}, async: async () => {}, asyncGenerator: async function* () {}, promise: Promise.resolve() };
const open = [['globalThis', globalThis], ...Object.entries(hidden).map(([name, value]) => [name, Object.getPrototypeOf(value)])];
const seen = new Set(), changed = [];
while (open.length > 0) {
  const [path, value] = open.pop();
  if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) continue;
  seen.add(value);
  if (Reflect.defineProperty(value, 'left', { value: 1, configurable: true })) changed.push(path);
  if (Reflect.isExtensible(value)) changed.push(path + ' is extensible');
  for (const name of Reflect.ownKeys(value)) {
    const at = Reflect.getOwnPropertyDescriptor(value, name);
    if (at.configurable || at.writable) changed.push(path + '.' + String(name));
    open.push([path + '.' + String(name), at.value], [path + '.get ' + String(name), at.get], [path + '.set ' + String(name), at.set]);
  }
  open.push([path + '.__proto__', Object.getPrototypeOf(value)]);
}
return seen.size < 500 ? 'saw only ' + seen.size : changed.join('\\n');`;

/** Code as people write it, that a frozen realm must not break. */
export const ordinary: Readonly<Record<string, { readonly code: string; readonly answer: string }>> = {
  'assigns what it inherits': {
    code: "const o = {}; o.toString = () => 'own'; o.constructor = 1; o.valueOf = 2; return String(o) + o.constructor + Object.keys(o);",
    answer: 'own1toString,constructor,valueOf',
  },
  'has error classes of its own': {
    code: "class E extends Error { constructor(m) { super(m); this.name = 'E'; this.message += '!'; } } try { throw new E('m'); } catch (e) { return String(e) + (e instanceof Error); }",
    answer: 'E: m!true',
  },
  'has constructors of the old kind': {
    code: "function A() {} A.prototype.toString = () => 'A'; function B() {} B.prototype = Object.create(A.prototype); B.prototype.constructor = B; return String(new B()) + new B().constructor.name;",
    answer: 'AB',
  },
  'extends built-in classes': {
    code: "class L extends Array { get last() { return this[this.length - 1]; } } class M extends Map {} const l = L.from([1, 2]); l.push(3); return [l.last, new M([[1, 2]]).get(1), l.map((x) => x) instanceof L].join('');",
    answer: '32true',
  },
  'keeps text fields named like methods': {
    code: 'const o = {}; for (const k of ["toString", "hasOwnProperty", "constructor"]) o[k] = k; return JSON.stringify(o) + JSON.stringify(JSON.parse(\'{"toString":1,"__proto__":2}\'));',
    answer: '{"toString":"toString","hasOwnProperty":"hasOwnProperty","constructor":"constructor"}{"toString":1,"__proto__":2}',
  },
  'assigns methods to functions, arrays and maps': {
    code: "const f = () => 1; f.toString = () => 'f'; const a = [1]; a.toString = () => 'a'; const m = new Map(); m.toString = () => 'm'; return String(f) + a + m;",
    answer: 'fam',
  },
  'uses generators, promises, proxies and symbols': {
    code: "const g = [...(function* () { yield* [1, 2]; })()]; const p = new Proxy({}, { get: (_, k) => k }); Promise.resolve(1).then((x) => x); return g.join() + p.abc + String(Symbol('s')) + new Function('a', 'return a + 1')(1);",
    answer: '1,2abcSymbol(s)2',
  },
  'declares what globals are called': {
    code: "const Date = { now: () => 'mine' }; let name = 'n'; var status = 's'; function escape() { return 'e'; } return Date.now() + name + status + escape();",
    answer: 'minense',
  },
};
