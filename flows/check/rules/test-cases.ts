import { closest } from '@crossdock/nodes/contract/closest';
import type { Problem, TestCase } from '../../document/flow.ts';
import { formatPath } from '../../document/path.ts';
import { outputNames } from '../../graph/catalog.ts';
import type { CheckContext, Rule } from '../context.ts';
import { problem } from '../problem.ts';

export const testCases: Rule = (context) => {
  const { tests, nodes } = context.flow;
  if (tests.length > 0) return tests.flatMap((test, i) => checkTest(test, ['tests', String(i)], context));
  if (nodes.length === 0) return [];
  return [
    problem(
      'hint',
      'NO_TEST_CASE',
      { field: 'tests' },
      'The flow has no test case, so a change can break it unseen.',
      'Keep a real message with the result it should have: run a test and save it as a test case.',
    ),
  ];
};

function checkTest(test: TestCase, at: readonly string[], context: CheckContext): Problem[] {
  const unknown = (id: string, path: readonly string[], what: string) =>
    context.nodes.has(id) ? [] : [unknownNode(test, id, [...at, ...path], what, context)];
  return [
    ...Object.keys(test.answers).flatMap((id) => unknown(id, ['answers', id], 'has an answer for')),
    ...Object.keys(test.expect.requests).flatMap((id) => unknown(id, ['expect', 'requests', id], 'expects a request of')),
    ...Object.keys(test.expect.errors).flatMap((id) => unknown(id, ['expect', 'errors', id], 'expects an error at')),
    ...Object.keys(test.expect.outputs).flatMap((place) => {
      const dot = place.indexOf('.');
      const id = dot < 0 ? place : place.slice(0, dot);
      const path = ['expect', 'outputs', place];
      const missing = unknown(id, path, 'expects items of');
      return missing.length > 0
        ? missing
        : checkOutput(test, { id, port: dot < 0 ? '' : place.slice(dot + 1), path: [...at, ...path] }, context);
    }),
  ];
}

function unknownNode(test: TestCase, id: string, path: readonly string[], what: string, { nodes }: CheckContext): Problem {
  const meant = closest(id, [...nodes.keys()]);
  return problem(
    'warning',
    'TEST_NAMES_UNKNOWN_NODE',
    { field: formatPath(path) },
    `Test case "${test.name}" ${what} step "${id}", which is not in the flow.`,
    meant ? `Did you mean "${meant}"? Correct the test case.` : 'Remove it from the test case, or name a step of the flow.',
  );
}

function checkOutput(test: TestCase, at: { id: string; port: string; path: readonly string[] }, context: CheckContext): Problem[] {
  const node = context.nodes.get(at.id);
  const descriptor = node && context.descriptorOf(node);
  if (!node || !descriptor) return [];
  const outputs = outputNames(descriptor, node);
  if (outputs.includes(at.port)) return [];
  return [
    problem(
      'warning',
      'TEST_NAMES_UNKNOWN_OUTPUT',
      { field: formatPath(at.path) },
      at.port === ''
        ? `Test case "${test.name}" expects items of "${node.name}" without naming an output.`
        : `Test case "${test.name}" expects items on "${at.port}" of "${node.name}", which has no such output.`,
      `Name one as ${outputs
        .slice(0, 5)
        .map((output) => `"${at.id}.${output}"`)
        .join(', ')}.`,
    ),
  ];
}
