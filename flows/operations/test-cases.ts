import type { Flow, TestCase } from '../document/flow.ts';
import { fieldWords } from '../document/words.ts';
import type { Behaviour } from './behaviour.ts';
import { OperationError } from './operation-error.ts';
import { withinLimit } from './parts.ts';

export const addTest: Behaviour<'add-test'> = {
  apply(flow, { test }) {
    if (flow.tests.some((other) => other.id === test.id)) {
      throw new OperationError('ID_TAKEN', `A test case with the id "${test.id}" exists already. Add it under another id.`);
    }
    return {
      flow: { ...flow, tests: withinLimit('tests', [...flow.tests, test]) },
      inverse: { op: 'remove-test', test: test.id },
    };
  },
  title: ({ test }) => `Add test case ${test.name}`,
  touches: ({ test }) => [`test:${test.id}`],
};

export const editTest: Behaviour<'edit-test'> = {
  apply(flow, { test: id, change }) {
    const test = testIn(flow, id);
    const names = Object.keys(change) as (keyof typeof change)[];
    // What is not there cannot be carried in JSON but as null.
    const before = Object.fromEntries(names.map((name) => [name, test[name] ?? null]));
    const { receivedAt, ...rest } = { ...test, ...change };
    const after: TestCase = { ...(rest as Omit<TestCase, 'receivedAt'>), ...(typeof receivedAt === 'string' && { receivedAt }) };
    return {
      flow: { ...flow, tests: flow.tests.with(flow.tests.indexOf(test), after) },
      inverse: { op: 'edit-test', test: id, change: before },
    };
  },
  title: ({ test, change }, flow) => `Edit test case ${testName(flow, test)}: ${Object.keys(change).map(fieldWords).join(' and ')}`,
  touches: ({ test, change }) => Object.keys(change).map((name) => `test:${test}/${name}`),
};

export const removeTest: Behaviour<'remove-test'> = {
  apply(flow, { test: id }) {
    const test = testIn(flow, id);
    return { flow: { ...flow, tests: flow.tests.filter((other) => other !== test) }, inverse: { op: 'add-test', test } };
  },
  title: ({ test }, flow) => `Delete test case ${testName(flow, test)}`,
  touches: ({ test }) => [`test:${test}`],
};

function testIn(flow: Flow, id: string): TestCase {
  const test = flow.tests.find((candidate) => candidate.id === id);
  if (!test) throw new OperationError('UNKNOWN_TEST', `Test case "${id}" is no longer in the flow. Reload the flow and repeat the edit.`);
  return test;
}

function testName(flow: Flow, id: string): string {
  return flow.tests.find((test) => test.id === id)?.name ?? id;
}
