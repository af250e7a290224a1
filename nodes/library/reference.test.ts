import { expect, test } from 'vitest';
import { checkExpression } from '../contract/check-expression.ts';
import { functions } from './functions.ts';
import { reference } from './reference.ts';

test('names every function of the library once', () => {
  const names = Object.entries(functions).flatMap(([group, members]) => Object.keys(members).map((name) => `${group}.${name}`));
  expect(reference.map(({ name }) => name).sort()).toEqual(names.sort());
});

test.each(reference.map((entry) => [entry.example, entry] as const))('%s gives what its reference says', (example, { gives }) => {
  expect(checkExpression(example)).toMatchObject({ ok: true });
  const value: unknown = new Function(...Object.keys(functions), `"use strict"; return (${example});`)(...Object.values(functions));
  expect(value).toEqual(gives);
});
