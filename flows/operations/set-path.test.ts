import { describe, expect, test } from 'vitest';
import { parsePath } from '../document/path.ts';
import { setPath } from './set-path.ts';

const set = (root: unknown, path: string, value: unknown) => setPath(root, parsePath(path), value);

describe('setting a value by path', () => {
  test.each([
    ['replaces a field', { a: 1 }, 'a', 2, { a: 2 }],
    ['adds a field', { a: 1 }, 'b', 2, { a: 1, b: 2 }],
    ['removes a field', { a: 1, b: 2 }, 'a', undefined, { b: 2 }],
    ['replaces an entry', { a: [1, 2] }, 'a.1', 3, { a: [1, 3] }],
    ['appends an entry', { a: [1, 2] }, 'a.2', 3, { a: [1, 2, 3] }],
    ['removes an entry and closes the gap', { a: [1, 2, 3] }, 'a.1', undefined, { a: [1, 3] }],
    ['makes what is missing on the way', {}, 'a.0.b', 1, { a: [{ b: 1 }] }],
    ['reaches a name with a dot', { 'x.y': { z: 1 } }, 'x\\.y.z', 2, { 'x.y': { z: 2 } }],
    ['takes a name that objects inherit', {}, 'constructor', 1, { constructor: 1 }],
  ])('%s', (_what, root, path, value, expected) => {
    const change = set(root, path, value);
    expect(change.value).toEqual(expected);
    expect(setPath(change.value, change.undo.path, change.undo.value).value).toEqual(root);
  });

  test('removing what is not there changes nothing', () => {
    const root = { a: [1] };
    for (const path of ['b', 'a.1', 'b.c.d']) expect(set(root, path, undefined).value).toBe(root);
  });

  test('what does not lie on the path keeps its identity', () => {
    const root = { a: { b: 1 }, c: { d: 2 } };
    expect((set(root, 'a.b', 5).value as typeof root).c).toBe(root.c);
  });

  test.each([
    ['a position behind the end', { a: [1] }, 'a.2'],
    ['a name in a list', { a: [1] }, 'a.x'],
    ['a position written oddly', { a: [1, 2] }, 'a.01'],
    ['a field of a text', { a: 'text' }, 'a.b'],
    ['a field of null', { a: null }, 'a.b'],
    ['the prototype', {}, '__proto__.x'],
  ])('refuses %s', (_what, root, path) => {
    expect(() => set(root, path, 1)).toThrow(expect.objectContaining({ code: 'BAD_PATH' }));
  });
});
