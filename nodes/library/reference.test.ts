import { expect, test } from 'vitest';
import { checkExpression } from '../contract/check-expression.ts';
import { functions } from './functions.ts';
import { lookupIn } from './lookup.ts';
import { lookupReference, reference } from './reference.ts';

test('names every function of the library once', () => {
  const names = Object.entries(functions).flatMap(([group, members]) => Object.keys(members).map((name) => `${group}.${name}`));
  expect(reference.map(({ name }) => name).sort()).toEqual(names.sort());
});

test.each(reference.map((entry) => [entry.example, entry] as const))('%s gives what its reference says', (example, { gives }) => {
  expect(checkExpression(example)).toMatchObject({ ok: true });
  const value: unknown = new Function(...Object.keys(functions), `"use strict"; return (${example});`)(...Object.values(functions));
  expect(value).toEqual(gives);
});

test.each(lookupReference.map((entry) => [entry.example, entry] as const))('%s gives what its reference says', (example, { gives }) => {
  const columns = ['code', 'base', 'factor'].map((name, i) => ({ name, isKey: i === 0 }));
  const lookup = lookupIn(
    () => ({ columns, ignoreCase: false, rows: [['BX', 'EA', 12]] }),
    () => 'dev',
  );
  expect(checkExpression(example)).toMatchObject({ ok: true, lookups: [{ table: 'uom', column: null }] });
  expect(new Function('lookup', `"use strict"; return (${example});`)(lookup)).toEqual(gives);
});
