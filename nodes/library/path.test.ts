import { expect, test } from 'vitest';
import { parsePath, setAt, valueAt, withoutValueAt, withValueAt } from './path.ts';
import { cloneJson, plainJson } from './plain-json.ts';

test('a path names fields, entries and names with dots', () => {
  expect(parsePath('shipTo.lines[2].sku')).toEqual(['shipTo', 'lines', 2, 'sku']);
  expect(parsePath(String.raw`a\.b.c`)).toEqual(['a.b', 'c']);
});

test('reading does not find what is inherited', () => {
  expect([valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b']), valueAt({}, ['constructor', 'name']), valueAt('text', ['length'])]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});

test('setting makes records and lists on the way', () => {
  const record = {};
  setAt(record, parsePath('a.b[1].c'), 5);
  expect(record).toEqual({ a: { b: [undefined, { c: 5 }] } });
});

test('a changed copy shares what lies beside the path, and leaves the original alone', () => {
  const original = { a: { b: 1 }, c: { d: 2 }, e: [1, 2] };
  const copy = withValueAt(original, ['a', 'b'], 9) as typeof original;
  expect([original.a.b, copy.a.b, copy.c]).toEqual([1, 9, original.c]);
  expect(copy.c).toBe(original.c);
  expect(withoutValueAt(original, ['c', 'd'])).toEqual({ a: { b: 1 }, c: {}, e: [1, 2] });
  expect(withoutValueAt(original, ['e', 0])).toEqual({ a: { b: 1 }, c: { d: 2 }, e: [2] });
  expect(withoutValueAt(original, ['x', 'y'])).toBe(original);
});

test('plain JSON takes dates and big integers as text and refuses what JSON cannot carry', () => {
  expect(plainJson({ d: new Date(0), n: 5n, u: undefined, l: [undefined] })).toEqual({ d: '1970-01-01T00:00:00.000Z', n: '5', l: [null] });
  expect(() => plainJson({ a: { b: Number.NaN } })).toThrow('a.b is NaN');
  expect(() => plainJson({ f: () => 1 })).toThrow('f is a function');
  expect(() => plainJson({ m: new Map() })).toThrow('make a list of it with [...map]');
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(() => plainJson(loop)).toThrow('contains itself');
  const given = { a: [{ b: 1 }] };
  expect(cloneJson(given)).toEqual(given);
  expect(cloneJson(given).a[0]).not.toBe(given.a[0]);
});
