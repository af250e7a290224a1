import { functions } from '@crossdock/nodes/library/functions';
import { expect, test } from 'vitest';
import { functionDocs } from './function-docs.ts';

test('completion knows exactly the functions that expressions have', () => {
  const documented = Object.fromEntries(Object.entries(functionDocs).map(([name, docs]) => [name, docs.map((doc) => doc.name).toSorted()]));
  const real = Object.fromEntries(Object.entries(functions).map(([name, members]) => [name, Object.keys(members).toSorted()]));
  expect(documented).toEqual(real);
});
