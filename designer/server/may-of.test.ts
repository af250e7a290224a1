import { expect, test } from 'vitest';
import { mayOf } from './may-of.ts';

const operatorInTest = {
  permissions: { installation: ['flows.read' as const], environments: { dev: [], test: ['runs.replay' as const], prod: [] } },
};

test('a permission of the installation holds everywhere', () => {
  expect(mayOf(operatorInTest, 'flows.read')).toBe(true);
  expect(mayOf(operatorInTest, 'flows.edit')).toBe(false);
});

test('a permission of an environment holds there, and is one at all', () => {
  expect(mayOf(operatorInTest, 'runs.replay', 'test')).toBe(true);
  expect(mayOf(operatorInTest, 'runs.replay', 'prod')).toBe(false);
  expect(mayOf(operatorInTest, 'runs.replay')).toBe(true);
  expect(mayOf(operatorInTest, 'runs.replay', 'staging')).toBe(false);
});
