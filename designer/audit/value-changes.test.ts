import { expect, test } from 'vitest';
import { valueChanges } from './value-changes.ts';

test('equal values have no changes, whatever the object they stand in', () => {
  expect(valueChanges({ a: { b: 1 } }, { a: { b: 1 } })).toEqual([]);
});

test('a change is told by the path of the field', () => {
  expect(valueChanges({ policy: { rate: 10, timeout: 30 } }, { policy: { rate: 40, timeout: 30 } })).toEqual([
    { path: 'policy.rate', before: 10, after: 40 },
  ]);
});

test('what came or went has one side only', () => {
  expect(valueChanges({ a: 1 }, { b: 'x' })).toEqual([
    { path: 'a', before: 1, after: undefined },
    { path: 'b', before: undefined, after: 'x' },
  ]);
});

test('something new is shown field by field, and so is what was removed', () => {
  expect(valueChanges(null, { name: 'erp', policy: { rate: 4 } })).toEqual([
    { path: 'name', before: undefined, after: 'erp' },
    { path: 'policy.rate', before: undefined, after: 4 },
  ]);
});

test('parts of a list are matched by their name, so that a removed one does not change all after it', () => {
  expect(
    valueChanges(
      {
        grants: [
          { id: 'a', role: 'viewer' },
          { id: 'b', role: 'admin' },
        ],
      },
      { grants: [{ id: 'b', role: 'admin' }] },
    ),
  ).toEqual([
    { path: 'grants[a].id', before: 'a', after: undefined },
    { path: 'grants[a].role', before: 'viewer', after: undefined },
  ]);
});

test('names of a list come and go', () => {
  expect(valueChanges({ envs: ['dev', 'test'] }, { envs: ['test', 'prod'] })).toEqual([
    { path: 'envs[dev]', before: 'dev', after: undefined },
    { path: 'envs[prod]', before: undefined, after: 'prod' },
  ]);
});

test('a value that becomes an object is one change', () => {
  expect(valueChanges({ a: 1 }, { a: { b: 2 } })).toEqual([{ path: 'a', before: 1, after: { b: 2 } }]);
});

test('roles are told by their name, and only what differs of them', () => {
  const operator = { role: 'operator', envs: ['test'], channels: 'all' };
  expect(valueChanges([operator], [{ ...operator, envs: ['test', 'prod'] }])).toEqual([
    { path: '[operator].envs[prod]', before: undefined, after: 'prod' },
  ]);
});
