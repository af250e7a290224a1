import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath, parsePath, readPath } from './path.ts';

test('any names survive being written as a path and read again', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (names) => {
      expect(parsePath(formatPath(names))).toEqual(names);
    }),
  );
});

test('a dot inside a name is escaped', () => {
  expect(formatPath(['headers', 'X.Trace'])).toBe('headers.X\\.Trace');
  expect(readPath({ headers: { 'X.Trace': 1 } }, parsePath('headers.X\\.Trace'))).toBe(1);
});

test('a path that leads nowhere reads undefined, also through inherited names', () => {
  expect(readPath({ a: 1 }, ['a', 'b'])).toBeUndefined();
  expect(readPath({}, ['constructor', 'name'])).toBeUndefined();
});
